"""SSH signatures: what ssh-keygen makes is taken, and nothing else that differs from it in a single byte."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ssh
from concord.approve.sshkeys import parse_key
from concord.approve.sshsig import MAX_BYTES, NAMESPACE, render_armour, verify_signature
from concord.approve.sshwire import SignatureFault, pack_string

MESSAGE = b"format: concord-statement/1\nseq: 1\n"
SOFT = ssh.SoftKey(1)
KINDS = [("ed25519", None), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521), ("rsa", 3072), ("rsa", 4096)]
needs_keygen = pytest.mark.skipif(not ssh.HAS_KEYGEN, reason="the oracle ssh-keygen is not on this machine")


def refused(message: bytes, armour: bytes, namespace: str = NAMESPACE) -> str:
    with pytest.raises(SignatureFault) as fault:
        verify_signature(message, armour, namespace)
    return fault.value.reason


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: f"{kind[0]}{kind[1] or ''}")
def key(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ssh.make_key(tmp_path_factory.mktemp("keys"), "key", *request.param)


@needs_keygen
@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_what_ssh_keygen_signs_is_verified(key: Path, hash_name: str) -> None:
    signed = ssh.sign(key, MESSAGE, hash_name=hash_name)
    assert verify_signature(MESSAGE, signed).line == ssh.public_line(key)
    assert refused(MESSAGE + b" ", signed) == "wrong"


@needs_keygen
def test_ssh_keygen_gives_the_same_fingerprint(key: Path) -> None:
    said = subprocess.run(["ssh-keygen", "-l", "-f", str(key)], capture_output=True, text=True, check=True).stdout
    assert parse_key(ssh.public_line(key)).fingerprint == said.split()[1]


@needs_keygen
def test_any_changed_byte_of_a_signature_is_refused(key: Path) -> None:
    """Every byte in turn: armour, key, names, numbers."""
    signed = ssh.sign(key, MESSAGE)
    for at in range(len(signed)):
        changed = bytearray(signed)
        changed[at] ^= 1
        refused(MESSAGE, bytes(changed))


@needs_keygen
def test_ssh_keygen_takes_what_these_tests_sign(tmp_path: Path) -> None:
    """The keys in memory, which other tests use, are real ones."""
    (tmp_path / "allowed").write_text(f"desk {SOFT.line}\n", encoding="ascii")
    (tmp_path / "sig").write_bytes(SOFT.sign(MESSAGE))
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "desk", "-n", NAMESPACE, "-s", "sig"]
    done = subprocess.run(command, cwd=tmp_path, input=MESSAGE, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@needs_keygen
@pytest.mark.parametrize("make", [ssh.make_sk_ed25519, ssh.make_sk_ecdsa])
@pytest.mark.parametrize("flags", [0, 1, 4, 5])
def test_hardware_keys_are_taken_if_somebody_touched_them(make, flags: int, tmp_path: Path) -> None:
    """ssh-keygen takes the same signatures, and those that nobody touched a key for too."""
    blob, touch = make()
    signed = touch(MESSAGE, flags)
    (tmp_path / "allowed").write_text(f"desk {ssh.line_of(blob)}\n", encoding="ascii")
    (tmp_path / "sig").write_bytes(signed)
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "desk", "-n", NAMESPACE, "-s", "sig"]
    done = subprocess.run(command, cwd=tmp_path, input=MESSAGE, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    if flags & 1:
        assert verify_signature(MESSAGE, signed).line == ssh.line_of(blob)
        assert refused(MESSAGE[:-1], signed) == "wrong"
    else:
        assert refused(MESSAGE, signed) == "wrong"


@pytest.mark.parametrize("make", [ssh.make_sk_ed25519, ssh.make_sk_ecdsa])
def test_a_hardware_key_for_a_web_site_is_none_of_ours(make) -> None:
    _, touch = make(b"https://example.org")
    assert refused(MESSAGE, touch(MESSAGE, 1)) == "malformed"


def test_another_purpose_is_refused() -> None:
    """A signature of a commit or a file is no approval."""
    for namespace in ("git", "file", "approval@elsewhere"):
        assert refused(MESSAGE, SOFT.sign(MESSAGE, namespace)) == "namespace"


@needs_keygen
def test_short_rsa_keys_are_refused(tmp_path: Path) -> None:
    path = ssh.make_key(tmp_path, "short", "rsa", 2048)
    assert refused(MESSAGE, ssh.sign(path, MESSAGE)) == "weak"
    with pytest.raises(SignatureFault, match="weak"):
        parse_key(ssh.public_line(path))


def test_sha1_is_refused() -> None:
    body = pack_string(b"ssh-rsa") + pack_string(b"\1" * 64)
    assert refused(MESSAGE, ssh.armour(SOFT.blob, body)) == "weak"


def add(first: tuple[int, int], second: tuple[int, int], p: int, d: int) -> tuple[int, int]:
    """The law of addition of RFC 8032, 5.1, written from the standard."""
    (x1, y1), (x2, y2) = first, second
    t = d * x1 * x2 * y1 * y2
    x = (x1 * y2 + y1 * x2) * pow(1 + t, -1, p) % p
    return x, (y1 * y2 + x1 * x2) * pow(1 - t, -1, p) % p


def test_points_of_small_order_are_no_keys() -> None:
    """Found here by arithmetic: points that, times eight, are nothing. A signature by one fits any text."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p
    q, order = 3, 2**252 + 27742317777372353535851937790883648493
    small: set[bytes] = set()
    while len(small) < 8:
        q += 1
        square = (q * q - 1) * pow(d * q * q + 1, -1, p) % p
        root = pow(square, (p + 3) // 8, p)
        x = root if root * root % p == square else root * pow(2, (p - 1) // 4, p) % p
        if x * x % p != square:
            continue
        point, result, times = (x, q), (0, 1), order
        while times:
            result = add(result, point, p, d) if times & 1 else result
            point, times = add(point, point, p, d), times >> 1
        small.add((result[1] | ((result[0] & 1) << 255)).to_bytes(32, "little"))
    for raw in [*small, (p + 1).to_bytes(32, "little"), b"\xff" * 32]:
        with pytest.raises(SignatureFault, match="weak"):
            parse_key(ssh.line_of(pack_string(b"ssh-ed25519") + pack_string(raw)))


@pytest.mark.parametrize(
    "line",
    [
        SOFT.line + " somebody@home", SOFT.line + " ", " " + SOFT.line, SOFT.line + "\n",
        "restrict " + SOFT.line, 'command="x" ' + SOFT.line, SOFT.line.replace(" ", "  "),
        SOFT.line[:-1], SOFT.line + "=", SOFT.line.replace("ssh-ed25519", "ssh-rsa"), "", "ssh-ed25519",
        "ssh-dss AAAAB3NzaC1kc3MAAAAA", ssh.line_of(SOFT.blob + b"\0"), ssh.line_of(pack_string(b"ssh-none")),
        ssh.line_of(pack_string(b"ecdsa-sha2-nistp256") + pack_string(b"nistp384") + pack_string(b"\4" + b"\1" * 64)),
        ssh.line_of(pack_string(b"ecdsa-sha2-nistp256") + pack_string(b"nistp256") + pack_string(b"\4" + b"\1" * 64)),
        ssh.line_of(pack_string(b"ecdsa-sha2-nistp256") + pack_string(b"nistp256") + pack_string(b"\2" + b"\1" * 32)),
        ssh.line_of(pack_string(b"ssh-rsa") + ssh.pack_mpint(3) + ssh.pack_mpint(2**3072 + 1)),
        ssh.line_of(pack_string(b"ssh-rsa") + ssh.pack_mpint(65537) + ssh.pack_mpint(2**9000 + 1)),
    ],
)  # fmt: skip
def test_other_lines_are_no_keys(line: str) -> None:
    with pytest.raises(SignatureFault):
        parse_key(line)


def test_there_is_one_file_of_a_signature() -> None:
    """Nobody can lay a second spelling of it beside the first."""
    signed = SOFT.sign(MESSAGE)
    lines = signed.split(b"\n")
    twins = [
        signed[:-1], signed + b"\n", b"\n" + signed, b"\xef\xbb\xbf" + signed, signed.replace(b"\n", b"\r\n"),
        b"\n".join([lines[0], b"".join(lines[1:-2]), *lines[-2:]]), signed + signed, signed.replace(b"\n", b" \n", 2),
    ]  # fmt: skip
    assert verify_signature(MESSAGE, signed).line == SOFT.line
    assert {refused(MESSAGE, twin) for twin in twins} == {"malformed"}


def test_fields_that_do_not_belong_are_refused() -> None:
    blob = base64.b64decode(b"".join(SOFT.sign(MESSAGE).split(b"\n")[1:-2]))
    body = pack_string(b"ssh-ed25519") + pack_string(b"\0" * 64)
    spoilt = [
        render_armour(blob + b"\0"), render_armour(blob[:-1]), render_armour(b""), render_armour(b"SSHSIH" + blob[6:]),
        render_armour(blob[:6] + b"\0\0\0\2" + blob[10:]), render_armour(blob[:10] + b"\xff\xff\xff\xff" + blob[14:]),
        ssh.armour(SOFT.blob, body, reserved=b"x"), ssh.armour(SOFT.blob, body, hash_name="md5"),
        ssh.armour(SOFT.blob + b"\0", body), ssh.armour(SOFT.blob, body + b"\0"), ssh.armour(SOFT.blob, b""),
        ssh.armour(pack_string(b"ssh-dss"), body), b"", b"x" * (MAX_BYTES + 1), render_armour(b"\0" * MAX_BYTES),
    ]  # fmt: skip
    for armour in spoilt:
        assert refused(MESSAGE, armour) in ("malformed", "wrong", "weak")


@given(st.binary(max_size=300), st.data())
def test_any_changed_byte_of_the_message_is_refused(message: bytes, data: st.DataObject) -> None:
    signed = SOFT.sign(message)
    assert verify_signature(message, signed).line == SOFT.line
    at = data.draw(st.integers(0, len(message)))
    changed = (
        message[:at] + bytes([message[at] ^ data.draw(st.integers(1, 255))]) + message[at + 1 :]
        if at < len(message)
        else message + b"\n"
    )
    assert refused(changed, signed) == "wrong"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise_anything_else(raw: bytes) -> None:
    for armour in (
        raw,
        render_armour(raw),
        render_armour(b"SSHSIG\0\0\0\1" + raw),
        ssh.armour(SOFT.blob, raw),
        ssh.armour(raw, b""),
    ):
        refused(MESSAGE, armour)


@given(st.text(max_size=100))
def test_no_line_makes_a_key_raise_anything_else(text: str) -> None:
    for line in (text, f"ssh-ed25519 {text}", ssh.line_of(pack_string(b"ssh-rsa") + text.encode())):
        with pytest.raises(SignatureFault):
            parse_key(line)


@pytest.mark.parametrize("number", [0, 2, 3])
def test_the_right_key_and_no_other_is_named(number: int) -> None:
    """A signature put under the name of another key is refused."""
    other = ssh.SoftKey(number)
    body = SOFT.sign(MESSAGE)
    raw = base64.b64decode(b"".join(body.split(b"\n")[1:-2]))
    assert refused(MESSAGE, render_armour(raw.replace(SOFT.blob, other.blob))) == "wrong"
