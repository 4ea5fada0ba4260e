"""Keys and signatures for tests: real ones by ssh-keygen, those of hardware keys by hand from the standard."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from concord.approve.sshsig import NAMESPACE, build_signed, render_armour
from concord.approve.sshwire import pack_string

HAS_KEYGEN = shutil.which("ssh-keygen") is not None


def make_key(folder: Path, name: str, kind: str = "ed25519", bits: int | None = None) -> Path:
    """A key without passphrase, by ssh-keygen; beside it its public half."""
    path = folder / name
    size = ["-b", str(bits)] if bits else []
    subprocess.run(
        ["ssh-keygen", "-q", "-t", kind, *size, "-N", "", "-C", "", "-f", str(path)], check=True, capture_output=True
    )
    return path


def public_line(path: Path) -> str:
    """A key as people.yml writes it."""
    return " ".join(path.with_name(f"{path.name}.pub").read_text(encoding="ascii").split()[:2])


def sign(path: Path, raw: bytes, namespace: str = NAMESPACE, hash_name: str = "sha512") -> bytes:
    """What `ssh-keygen -Y sign` makes."""
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(path), "-n", namespace, "-O", f"hashalg={hash_name}"]
    return subprocess.run(command, input=raw, check=True, capture_output=True).stdout


class SoftKey:
    """An ed25519 key in memory, made from a number; quicker than a program where many are needed."""

    def __init__(self, number: int) -> None:
        self.private = ed25519.Ed25519PrivateKey.from_private_bytes(
            hashlib.sha256(f"test key {number}".encode()).digest()
        )
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.blob = pack_string(b"ssh-ed25519") + pack_string(raw)

    @property
    def line(self) -> str:
        """The key as people.yml writes it."""
        return f"ssh-ed25519 {base64.b64encode(self.blob).decode()}"

    def sign(self, raw: bytes, namespace: str = NAMESPACE) -> bytes:
        """An armoured signature."""
        made = self.private.sign(build_signed(raw, namespace, "sha512"))
        return armour(self.blob, pack_string(b"ssh-ed25519") + pack_string(made), namespace)


def armour(
    blob: bytes, body: bytes, namespace: str = NAMESPACE, hash_name: str = "sha512", reserved: bytes = b""
) -> bytes:
    """A signature file from its fields, lawful or not."""
    fields = (blob, namespace.encode(), reserved, hash_name.encode(), body)
    return render_armour(b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(pack_string, fields)))


def pack_mpint(number: int) -> bytes:
    """A positive number in its shortest form."""
    return pack_string(number.to_bytes(number.bit_length() // 8 + 1, "big"))


Touched = Callable[[bytes, int], bytes]


def make_sk_ed25519(application: bytes = b"ssh:") -> tuple[bytes, Touched]:
    """A hardware key in memory: its bytes, and what signs with flags."""
    kind = b"sk-ssh-ed25519@openssh.com"
    private = ed25519.Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    blob = pack_string(kind) + pack_string(raw) + pack_string(application)

    def touch(message: bytes, flags: int) -> bytes:
        signed = build_signed(message, NAMESPACE, "sha512")
        rest = bytes([flags]) + (9).to_bytes(4, "big")
        made = private.sign(hashlib.sha256(application).digest() + rest + hashlib.sha256(signed).digest())
        return armour(blob, pack_string(kind) + pack_string(made) + rest)

    return blob, touch


def make_sk_ecdsa(application: bytes = b"ssh:") -> tuple[bytes, Touched]:
    """The same on the curve that older hardware knows."""
    kind = b"sk-ecdsa-sha2-nistp256@openssh.com"
    private = ec.derive_private_key(12345678901234567890, ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    blob = pack_string(kind) + pack_string(b"nistp256") + pack_string(point) + pack_string(application)

    def touch(message: bytes, flags: int) -> bytes:
        signed = build_signed(message, NAMESPACE, "sha512")
        rest = bytes([flags]) + (9).to_bytes(4, "big")
        text = hashlib.sha256(application).digest() + rest + hashlib.sha256(signed).digest()
        r, s = decode_dss_signature(private.sign(text, ec.ECDSA(hashes.SHA256())))
        return armour(blob, pack_string(kind) + pack_string(pack_mpint(r) + pack_mpint(s)) + rest)

    return blob, touch


def line_of(blob: bytes) -> str:
    """The line of a key's bytes."""
    kind = blob[4 : 4 + int.from_bytes(blob[:4], "big")].decode()
    return f"{kind} {base64.b64encode(blob).decode()}"
