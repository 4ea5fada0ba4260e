"""A release, from the first side's list of files to a site that says that all sides have agreed to how it looks."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

import ssh
from concord.approve.digest import digest_bytes
from concord.approve.manifest import find_differing, render_release
from concord.approve.releases import assess_release, find_chain_faults, find_signed
from concord.approve.sshsig import NAMESPACE, RELEASE_NAMESPACE
from concord.cli import release, run
from concord.cli.days import find_today
from concord.read.archive import read_archive
from rules import overlay

DAY = "2026-06-01"
AMINA, BORIS = ssh.SoftKey(1), ssh.SoftKey(2)
SOFT = {"amina": AMINA, "boris": BORIS}
HOW = {f"{lang}/how/index.html" for lang in ("hi", "ur")}


@pytest.fixture(scope="module")
def prepared(agreed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a first release that nobody has signed."""
    root = copy(agreed, tmp_path_factory.mktemp("prepared"))
    done = call("prepare", "--archive", root, "--as-of", DAY, "--date", DAY)
    assert done.code == 0, done.said
    return root


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    return copy(prepared, tmp_path)


@pytest.fixture(autouse=True)
def soft_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys in memory: a key file of these tests holds the name of its owner."""

    def sign(raw: bytes, key: Path, namespace: str = NAMESPACE) -> bytes:
        return SOFT[key.read_text(encoding="utf-8")].sign(raw, namespace)

    monkeypatch.setattr(release, "sign_bytes", sign)


def copy(archive: Path, folder: Path) -> Path:
    return Path(shutil.copytree(archive, folder / "archive"))


@dataclass(frozen=True)
class Done:
    """How a command ended, and all that it said."""

    code: int
    said: str


def command(*arguments: str | Path) -> Done:
    with redirect_stdout(StringIO()) as said, redirect_stderr(said):
        code = run([*map(str, arguments)])
    return Done(code, said.getvalue())


def call(*arguments: str | Path) -> Done:
    return command("release", *arguments, "--lang", "en")


def build(root: Path, out: Path) -> Path:
    done = command("build", "--archive", root, "--out", out, "--as-of", DAY, "--workers", "1")
    assert done.code == 0, done.said
    return out


def sign(root: Path, handle: str, *more: str | Path, key: str = "") -> Done:
    path = root.parent / "key"
    path.write_text(key or handle, encoding="utf-8")
    return call("sign", "--as", handle, "--key", path, "--archive", root, "--yes", *more)


def put_signature(root: Path, handle: str, key: ssh.SoftKey, namespace: str = RELEASE_NAMESPACE) -> None:
    """A signature without asking anybody."""
    raw = (root / "releases/1.yml").read_bytes()
    (root / f"releases/1.{handle}.sig").write_bytes(key.sign(raw, namespace))


def verify(site: Path) -> tuple[int, dict[str, object]]:
    done = command("verify", site, "--format", "json")
    return done.code, json.loads(done.said)


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def find_codes(root: Path) -> set[tuple[str, str]]:
    return {(problem.location.path, problem.rule) for problem in overlay.Example(root).check().problems}


def test_all_sides_sign_and_the_site_says_so(root: Path, tmp_path: Path) -> None:
    before = build(root, tmp_path / "before")
    assert call("publish", root).code == 1
    assert "still to sign" in call("publish", root).said
    code, found = verify(before)
    assert code == 0, found
    assert found["release"] == {"standing": "waiting", "number": 1, "missing": ["east", "west"]}

    for handle in ("amina", "boris"):
        done = sign(root, handle)
        assert done.code == 0, done.said
    done = call("publish", root)
    assert (done.code, "Every side has signed release 1" in done.said) == (0, True)
    assert find_codes(root) == set()

    after = build(root, tmp_path / "after")
    old, new = read_tree(before), read_tree(after)
    assert {path for path in new if new[path] != old.get(path)} == {
        *HOW, "SHA256SUMS", "proof/releases/1.amina.sig", "proof/releases/1.boris.sig",
    }  # fmt: skip
    code, found = verify(after)
    assert code == 0, found
    assert found["release"] == {"standing": "exact", "number": 1, "missing": []}


def test_a_stranger_takes_the_digest_of_the_list_with_a_shell(root: Path, tmp_path: Path) -> None:
    """As docs/formats.md says: the list of all files without the lines of releases and of the pages that name them."""
    lines = (build(root, tmp_path / "site") / "SHA256SUMS").read_text(encoding="ascii").splitlines(keepends=True)
    kept = [line for line in lines if not re.search(r"  proof/releases/|  [^/]*/how/index\.html$", line)]
    text = "".join(kept)
    assert len(kept) < len(lines)
    assert f"sums: {digest_bytes(text.encode())}\n" in (root / "releases/1.yml").read_text(encoding="ascii")
    assert (root / "releases/1.sums").read_text(encoding="ascii") == text


def test_two_sides_prepare_the_same_bytes(agreed: Path, root: Path, tmp_path: Path) -> None:
    other = copy(agreed, tmp_path / "other")
    site = build(other, tmp_path / "site")
    assert call("prepare", "--archive", other, "--site", site, "--date", DAY).code == 0
    assert read_tree(other / "releases") == read_tree(root / "releases")


def test_who_builds_something_else_does_not_sign(root: Path) -> None:
    """The text of an entry was changed in a signer's own copy, and all agreed to that."""
    text = root / "entries/plain-song/text.hi.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nऔर एक पंक्ति।\n", encoding="utf-8")
    for handle, day in (("amina", "2026-05-01"), ("boris", "2026-05-02")):
        overlay.sit(root, handle, day)
    done = sign(root, "amina")
    assert done.code == 1
    assert "Nothing was signed." in done.said
    assert "another value: sums" in done.said
    assert "another file: hi/entries/plain-song/index.html" in done.said
    assert not list((root / "releases").glob("*.sig"))


def test_a_site_that_was_altered_is_not_signed(root: Path, tmp_path: Path) -> None:
    site = build(root, tmp_path / "site")
    page = site / "hi/about/index.html"
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    done = sign(root, "amina", "--site", site)
    assert done.code != 0
    assert "altered" in done.said
    sums = site / "SHA256SUMS"
    sums.write_bytes(release_sums(site))
    done = sign(root, "amina", "--site", site)
    assert "another file: hi/about/index.html" in done.said
    assert not list((root / "releases").glob("*.sig"))


def release_sums(site: Path) -> bytes:
    files = {name: digest_bytes(raw) for name, raw in read_tree(site).items() if name != "SHA256SUMS"}
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(files.items())).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("as_of: 2026-06-01", "as_of: 2026-05-31"),
        ("configuration: null", f"configuration: {'0' * 64}"),
        ("  tool: 0", "  tool: 9"),
        ("n: 1\n", "n: 1\n# all is well\n"),
    ],
)
def test_a_release_that_says_something_else_is_not_signed(root: Path, old: str, new: str) -> None:
    path = root / "releases/1.yml"
    text = path.read_text(encoding="ascii")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="ascii")
    assert "Nothing was signed." in sign(root, "amina").said
    assert not list((root / "releases").glob("*.sig"))


@pytest.mark.parametrize(
    ("handle", "key", "said"),
    [
        ("helper", "amina", "AP"),
        ("reader", "boris", "AP"),
        ("boris", "amina", "the key is none of this person's"),
        ("nobody", "amina", "AP"),
    ],
)
def test_who_may_not_speak_for_a_side_does_not_sign(root: Path, handle: str, key: str, said: str) -> None:
    done = sign(root, handle, key=key)
    assert done.code != 0
    assert said in done.said
    assert not list((root / "releases").glob("*.sig"))


def test_nobody_signs_twice(root: Path) -> None:
    put_signature(root, "amina", AMINA)
    done = sign(root, "amina")
    assert done.code != 0
    assert "already" in done.said


@pytest.mark.parametrize(
    ("number", "namespace"),
    [(2, NAMESPACE), (2, "git"), (1, RELEASE_NAMESPACE), (77, RELEASE_NAMESPACE)],
    ids=["an approval", "git", "another person", "a stranger"],
)
def test_a_signature_that_is_none_is_reported_and_counts_for_nobody(root: Path, number: int, namespace: str) -> None:
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", ssh.SoftKey(number), namespace)
    archive = read_archive(root)
    assert set(archive.releases[0].signatures) == {"amina"}
    assert ("releases/1.boris.sig", "release-signature-wrong") in find_codes(root)
    assert assess_release(archive, archive.releases[0]).missing == {"east": 1}
    assert not find_signed(archive)


@pytest.mark.parametrize("number", [3, 4, 5], ids=["ended", "revoked", "kept for emergencies"])
def test_a_key_that_does_not_count_on_the_day_signs_nothing(root: Path, number: int) -> None:
    keys = {key.key for key in read_archive(root).charter.people.value.people["boris"].keys}
    assert ssh.SoftKey(number).line in keys
    put_signature(root, "boris", ssh.SoftKey(number))
    assert ("releases/1.boris.sig", "release-signature-wrong") in find_codes(root)
    read = read_archive(root)
    assert "boris" in assess_release(read, read.releases[0]).refused


def test_out_of_office_nobody_signs(root: Path) -> None:
    """Clara was a steward until April and has no key: whoever signs in her name is not heard."""
    put_signature(root, "clara", BORIS)
    assert ("releases/1.clara.sig", "release-signature-wrong") in find_codes(root)


def test_a_signature_is_for_these_bytes_alone(root: Path) -> None:
    put_signature(root, "amina", AMINA)
    path = root / "releases/1.yml"
    path.write_bytes(path.read_bytes().replace(b"date: 2026-06-01", b"date: 2026-06-02"))
    assert ("releases/1.amina.sig", "release-signature-wrong") in find_codes(root)


def test_an_approval_that_is_taken_away_contradicts_the_release(root: Path) -> None:
    (root / "statements/boris/5.yml").unlink()
    (fault,) = find_chain_faults(read_archive(root))
    assert fault.path == ("statements", 1)


def test_a_broken_chain_is_signed_by_nobody(root: Path) -> None:
    path = root / "releases/1.yml"
    path.write_bytes(path.read_bytes().replace(b"prev: null", b"prev: " + b"0" * 64))
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    assert not find_signed(read_archive(root))


def test_a_second_release_follows_the_first(root: Path) -> None:
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    assert call("prepare", "--archive", root, "--as-of", "2026-06-02", "--date", "2026-05-31").code != 0
    assert call("prepare", "--archive", root, "--as-of", "2026-06-02", "--date", "2026-06-02").code == 0
    first, second = read_archive(root).releases
    assert second.file.value.prev == first.sha256
    assert "as_of" in find_differing(first.file.value, second.file.value)
    assert render_release(second.file.value).encode() == second.file.document.raw
    # The last one that all have signed still speaks for pages that look the same.
    assert [one.n for one in find_signed(read_archive(root))] == [1]


def test_pages_that_look_otherwise_than_agreed_say_so(root: Path, tmp_path: Path) -> None:
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    signed = build(root, tmp_path / "signed")
    theirs = copy(root, tmp_path / "theirs")
    catalogue = theirs.parent / "locales/hi/LC_MESSAGES/concord.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "How this archive works"\nmsgstr "यह संग्रह हमारा है"\n',
        encoding="utf-8",
    )
    other = build(theirs, tmp_path / "other")
    for path in HOW:
        assert (signed / path).read_bytes() != (other / path).read_bytes()
    done = command("verify", other, "--locales", theirs.parent / "locales", "--lang", "en")
    assert done.code == 0, done.said
    assert "differs from that of release 1" in done.said
    # Who claims the digests of the signed release for it is found out by the pages themselves.
    shutil.copyfile(signed / "hi/how/index.html", other / "hi/how/index.html")
    assert verify(other)[0] == 1


def test_a_site_does_not_gain_by_a_forged_signature(root: Path, tmp_path: Path) -> None:
    put_signature(root, "amina", AMINA)
    site = build(root, tmp_path / "site")
    raw = (root / "releases/1.yml").read_bytes()
    (site / "proof/releases/1.boris.sig").write_bytes(AMINA.sign(raw, RELEASE_NAMESPACE))
    (site / "SHA256SUMS").write_bytes(release_sums(site))
    code, found = verify(site)
    assert code == 1
    assert found["levels"] == {"agreement": True, "words": True, "presentation": False}
    assert found["release"]["standing"] == "changed"


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"[" * 5000, b"n: 1\nn: 1\n", b"format: concord-release/1\nn: 2\n", b"a: *b\n"]
)
def test_a_hostile_release_ends_in_a_place(agreed: Path, tmp_path: Path, raw: bytes) -> None:
    root = copy(agreed, tmp_path)
    (root / "releases").mkdir()
    (root / "releases/1.yml").write_bytes(raw)
    (root / "releases/1.boris.sig").write_bytes(raw)
    (root / "releases/note.txt").write_bytes(raw)
    archive = read_archive(root)
    assert archive.releases == ()
    assert {"releases/1.yml", "releases/1.boris.sig", "releases/note.txt"} <= {
        problem.location.path for problem in archive.problems
    }
    assert call("publish", root).code != 0


def test_today_is_the_day_of_a_release_unless_another_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780300800")
    assert find_today() == "2026-06-01"


def test_rules_that_change_later_take_no_signature_back(root: Path) -> None:
    """The key is struck out of the list of people afterwards: on the day of the release it counted."""
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    people = root / "charter/people.yml"
    text, number = re.subn(r"\n +- \{id: desk, key: [^}]*KDmlz[^}]*\}", "", people.read_text(encoding="utf-8"))
    assert number == 1
    people.write_text(text, encoding="utf-8")
    overlay.seal(root, "2026-06-10", "amina", "boris")
    assert [one.n for one in find_signed(read_archive(root))] == [1]
    assert not {code for code in find_codes(root) if code[1].startswith("release")}


def test_who_was_found_out_later_is_not_believed_for_earlier(root: Path) -> None:
    """A key that is revoked after the release, as of a day before it, signed nothing."""
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    people = root / "charter/people.yml"
    text = people.read_text(encoding="utf-8")
    (old,) = re.findall(r"\{id: desk, key: [^}]*KDmlz[^}]*\}", text)
    people.write_text(text.replace(old, f"{old[:-1]}, revoked: {{on: 2026-05-15}}}}"), encoding="utf-8")
    overlay.seal(root, "2026-06-10", "amina", "boris")
    archive = read_archive(root)
    assert assess_release(archive, archive.releases[0]).missing == {"east": 1}
