"""`concord intake`: what was sent becomes one commit by the archive, and nothing of the way it came is left in it."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from concord.intake.parcel import ParcelError
from concord.intake.picture import clean_picture, keep_picture
from sheets import DAY, call, found

DRAFT = """\
share: yes
title: {hi: दादी का कुआँ}
kind: place
summary: {hi: "गाँव के बीच एक कुआँ, जहाँ दोनों मुहल्लों के लोग पानी लेते थे।"}
where: {words: {hi: गाँव के बीच}}
when: {words: {hi: दादी के बचपन से पहले}}
how_we_know: {hi: गाँव की एक अध्यापिका ने बताया}
kept_by: {hi: गाँव के लोग}
credit: none
"""
MEDIA = """\
media:
- id: well
  file: IMG 2041.JPEG
  alt: {hi: एक कुआँ}
  caption: {hi: कुआँ, सुबह}
  origin: {hi: गाँव के पुस्तकालय की तस्वीर}
  rights: CC-BY-4.0
"""
TEXT = "कुआँ सौ साल से पुराना है।\n"
SECRETS = ("Amina", "amina@secret.example", "Amina Secret", "secret", "+0530", "+0500", "17:23", "2026-03-04")
OTHER = {
    "GIT_AUTHOR_NAME": "Amina Secret", "GIT_AUTHOR_EMAIL": "amina@secret.example",
    "GIT_COMMITTER_NAME": "Amina Secret", "GIT_COMMITTER_EMAIL": "amina@secret.example",
    "GIT_AUTHOR_DATE": "2026-03-04T17:23:05+05:30", "GIT_COMMITTER_DATE": "2026-03-04T17:23:05+05:00",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *words: str, text: bytes = b"") -> bytes:
    command = ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **OTHER}, input=text)
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded archive with one commit; to be copied."""
    folder = tmp_path_factory.mktemp("repository")
    found(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "founded")
    return folder


@pytest.fixture
def folder(repository: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(repository, tmp_path / "repository"))


def take(folder: Path, parcel: Path, *more: str, code: int = 0) -> str:
    done = call("intake", parcel, "--archive", folder / "archive", "--date", DAY, "--lang", "en", *more)
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output


def pack(path: Path, members: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(name, raw)
    return path


def photograph() -> bytes:
    """A picture with a camera, a place and a name in it, and another picture hung behind its end."""
    exif = Image.Exif()
    exif[0x010F], exif[0x9C9D] = "Amina Secret's telephone", "Amina Secret".encode("utf-16-le")
    exif.get_ifd(0x8825)[1] = "N"
    raw = io.BytesIO()
    Image.effect_noise((64, 48), 80).convert("RGB").save(raw, "JPEG", exif=exif, comment=b"by Amina", progressive=True)
    return raw.getvalue() + raw.getvalue()


def list_branches(folder: Path) -> list[str]:
    return git(folder, "for-each-ref", "--format=%(refname:short)", "refs/heads").decode().split()


def read_branch(folder: Path, branch: str) -> dict[str, bytes]:
    names = git(folder, "ls-tree", "-r", "--name-only", "-z", branch, "archive/entries").split(b"\0")
    return {name.decode(): git(folder, "show", f"{branch}:{name.decode()}") for name in names if name}


def find_new_objects(folder: Path, branch: str) -> dict[str, bytes]:
    """Every object that the commit brought, and what git wrote down about the branch."""
    listed = git(folder, "rev-list", "--objects", f"main..{branch}").split(b"\n")
    names = [line.split()[0].decode() for line in listed if line]
    objects = {
        name: git(folder, "cat-file", git(folder, "cat-file", "-t", name).decode().strip(), name) for name in names
    }
    logs = folder / ".git" / "logs" / "refs" / "heads" / branch
    return objects | ({"log": logs.read_bytes()} if logs.is_file() else {})


def test_a_packed_draft_becomes_one_commit_by_the_archive(folder: Path, tmp_path: Path) -> None:
    raw = photograph()
    members = {
        "grandmothers-well/": b"",
        "grandmothers-well/entry.yml": (DRAFT + MEDIA).replace("\n", "\r\n"),
        "grandmothers-well/text.hi.md": TEXT,
        "grandmothers-well/media/IMG 2041.JPEG": raw,
        "__MACOSX/grandmothers-well/._entry.yml": b"Amina",
        "grandmothers-well/.DS_Store": b"Amina",
    }
    before = git(folder, "rev-parse", "HEAD")
    said = take(folder, pack(tmp_path / "parcel.zip", members))
    assert "New branch intake/grandmothers-well: grandmothers-well" in said
    assert git(folder, "rev-parse", "HEAD") == before
    assert git(folder, "status", "--porcelain") == b""
    files = read_branch(folder, "intake/grandmothers-well")
    assert sorted(files) == [
        f"archive/entries/grandmothers-well/{name}" for name in ("entry.yml", "media/img-2041.jpg", "text.hi.md")
    ]
    assert b"  file: img-2041.jpg\n" in files["archive/entries/grandmothers-well/entry.yml"]
    assert b"\r" not in files["archive/entries/grandmothers-well/entry.yml"]
    picture = files["archive/entries/grandmothers-well/media/img-2041.jpg"]
    with Image.open(io.BytesIO(picture)) as new, Image.open(io.BytesIO(raw)) as old:
        assert new.tobytes() == old.tobytes()
        assert not new.getexif()
    head = git(folder, "cat-file", "commit", "intake/grandmothers-well").decode()
    assert (
        re.findall(r"(?m)^(?:author|committer) (.+)$", head)
        == ["two-banks <two-banks@archive.invalid> 1795824000 +0000"] * 2
    )
    git(folder, "checkout", "-q", "intake/grandmothers-well")
    assert call("check", folder / "archive", "--strict", "--as-of", DAY).output == "Nothing is wrong.\n"


def make_mail(folder: Path, tmp_path: Path, *words: str) -> Path:
    """A draft as somebody else would commit it, exported as git exports it."""
    other = Path(shutil.copytree(folder, tmp_path / "theirs"))
    place = other / "archive" / "entries" / "grandmothers-well"
    (place / "media").mkdir(parents=True)
    (place / "entry.yml").write_text(DRAFT + MEDIA.replace("IMG 2041.JPEG", "well.jpg"), "utf-8", newline="\n")
    (place / "text.hi.md").write_text(TEXT + "\n-- \n\n--- a/x\n", "utf-8", newline="\n")
    (place / "media" / "well.jpg").write_bytes(photograph())
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "A well\n\nSigned-off-by: Amina Secret <amina@secret.example>")
    mail = tmp_path / "patch.mbox"
    mail.write_bytes(git(other, "format-patch", "-1", "--stdout", "--binary", *words))
    return mail


def as_it_is(raw: bytes) -> bytes:
    return raw


def with_windows_ends(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\r\n")


def quoted(raw: bytes) -> bytes:
    import quopri

    head, _, body = raw.partition(b"\n\n")
    head = re.sub(rb"(?m)^Content-Transfer-Encoding: .*$", b"", head).strip(b"\n").replace(b"\n\n", b"\n")
    return head + b"\nContent-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(body)


def attached(raw: bytes) -> bytes:
    import base64

    return (
        b"From: Amina Secret <amina@secret.example>\nSubject: a well\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="xx"\n\n--xx\nContent-Type: text/plain\n\nGreetings, Amina\n--xx\n'
        b'Content-Type: text/x-patch; name="well.patch"\nContent-Transfer-Encoding: base64\n\n'
        + base64.encodebytes(raw)
        + b"\n--xx--\n"
    )


def only_the_diff(raw: bytes) -> bytes:
    return raw[raw.index(b"diff --git") :]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (as_it_is, ()),
        (as_it_is, ("--attach",)),
        (with_windows_ends, ()),
        (quoted, ()),
        (attached, ()),
        (only_the_diff, ()),
    ],
)
def test_nothing_of_a_mail_survives_in_any_byte(
    folder: Path, tmp_path: Path, way: Callable[[bytes], bytes], words: tuple[str, ...]
) -> None:
    mail = make_mail(folder, tmp_path, *words)
    raw = way(mail.read_bytes())
    assert b"ecret" in raw or way is only_the_diff
    mail.write_bytes(raw)
    take(folder, mail)
    files = read_branch(folder, "intake/grandmothers-well")
    place = "archive/entries/grandmothers-well"
    assert files[f"{place}/text.hi.md"].decode() == TEXT + "\n-- \n\n--- a/x\n"
    assert files[f"{place}/entry.yml"].decode() == DRAFT + MEDIA.replace("IMG 2041.JPEG", "well.jpg")
    for name, held in find_new_objects(folder, "intake/grandmothers-well").items():
        for secret in SECRETS:
            assert secret.encode() not in held, (name, secret)
            assert secret.encode("utf-16-le") not in held, (name, secret)


def test_one_file_of_nine_answers_is_enough(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(DRAFT, encoding="utf-8")
    take(folder, file, "--id", "grandmothers-well")
    assert list(read_branch(folder, "intake/grandmothers-well")) == ["archive/entries/grandmothers-well/entry.yml"]
    take(folder, file)
    named = [branch for branch in list_branches(folder) if branch.startswith("intake/entry-")]
    assert len(named) == 1, "no Latin letters give a name, so one is drawn"


def test_files_alone_where_there_is_no_repository(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(DRAFT, encoding="utf-8")
    shutil.rmtree(folder / ".git")
    assert "--no-commit" in take(folder, file, "--id", "well", code=1)
    take(folder, file, "--id", "well", "--no-commit")
    assert (folder / "archive" / "entries" / "well" / "entry.yml").read_text(encoding="utf-8") == DRAFT
    assert "already" in take(folder, file, "--id", "well", "--no-commit", code=2)
    left = {item.name for item in folder.iterdir() if item.name.startswith(".concord")}
    assert left == {".concord.sha256"}, "what the founding remembers, and nothing of the draft"


@pytest.mark.parametrize(
    "head",
    [
        "From: Amina Secret <amina@secret.example>\n",
        "Received: by x\nSubject: a well\n\n",
        "Return-Path: <amina@secret.example>\n\n",
        "Dear all,\n\nhere is a well. Amina\n\n",
    ],
)
def test_mail_never_passes_for_a_file_of_answers(folder: Path, tmp_path: Path, head: str) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(head + DRAFT, encoding="utf-8")
    take(folder, file, "--id", "well", code=2)
    assert list_branches(folder) == ["main"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("# ask amina@secret.example\n", "e-mail"),
        ("open_questions: [{hi: '27.3243, 68.1386'}]\n", "position"),
    ],
)
def test_what_must_not_go_into_a_history_is_not_committed(folder: Path, tmp_path: Path, more: str, why: str) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(DRAFT + more, encoding="utf-8")
    said = take(folder, file, "--id", "well", code=2)
    assert why in said
    assert "amina" not in said
    assert list_branches(folder) == ["main"]
    take(folder, file, "--id", "well", "--no-commit", code=1)


def test_what_is_only_unfinished_is_committed_and_told(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(DRAFT.replace("credit: none\n", ""), encoding="utf-8")
    assert "ST027" in take(folder, file, "--id", "well", code=1)
    assert "intake/well" in list_branches(folder)


def test_a_branch_or_an_entry_that_is_there_stays(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "entry.yml"
    file.write_text(DRAFT, encoding="utf-8")
    take(folder, file, "--id", "well")
    before = git(folder, "rev-parse", "intake/well")
    assert "--branch" in take(folder, file, "--id", "well", code=1)
    assert git(folder, "rev-parse", "intake/well") == before
    git(folder, "merge", "-q", "intake/well")
    assert "--id" in take(folder, file, "--id", "well", "--branch", "again", code=2)
    assert "no name for a branch" in take(folder, file, "--id", "other", "--branch", "a..b", code=1)


def test_hooks_and_settings_of_a_person_have_no_word_in_it(folder: Path, tmp_path: Path) -> None:
    hook = folder / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    hook.chmod(0o755)
    for key, value in (("commit.gpgSign", "true"), ("user.name", "Amina Secret"), ("core.autocrlf", "true")):
        git(folder, "config", key, value)
    file = tmp_path / "entry.yml"
    file.write_text(DRAFT, encoding="utf-8")
    take(folder, file, "--id", "well")
    assert not list(folder.rglob("ran"))
    assert read_branch(folder, "intake/well")["archive/entries/well/entry.yml"].decode() == DRAFT


# --- what is refused -------------------------------------------------------------------------------------------------


def link(name: str, mode: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.create_system = 3
    member.external_attr = mode << 16
    return member


PATHS = (
    "../well/entry.yml", "/etc/entry.yml", "well/../../entry.yml", "C:/well/entry.yml", "well\\entry.yml",
    "well/media/../../entry.yml", "well/record.yml", "well/hide.yml", "archive/charter/policy.yml", "a/b/c/entry.yml",
    "archive/entries/entry.yml", "well/media/x.svg", "well/media/x.png/y.png", "well/entry.yml\n", "well/\u202egnp.yml",
    "well/text.hi.md.exe", ".git/hooks/post-checkout", "statements/amina/1.yml", "well//entry.yml", "well/./entry.yml",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_paths_that_no_draft_has_are_refused(folder: Path, tmp_path: Path, path: str) -> None:
    parcel = pack(tmp_path / "parcel.zip", {"well/entry.yml": DRAFT, path: DRAFT})
    said = take(folder, parcel, code=2)
    assert said.startswith(str(parcel))
    assert list_branches(folder) == ["main"]
    assert git(folder, "status", "--porcelain", "--ignored") == b""


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_refused(folder: Path, tmp_path: Path, kind: int) -> None:
    parcel = pack(tmp_path / "parcel.zip", {"well/entry.yml": DRAFT})
    with zipfile.ZipFile(parcel, "a") as packed:
        packed.writestr(link("well/text.hi.md", kind | 0o777), "/etc/passwd")
    assert "a link or a special file" in take(folder, parcel, code=2)
    assert list_branches(folder) == ["main"]


MEMBERS: dict[str, Callable[[], dict[str, bytes | str]]] = {
    "a bomb": lambda: {"well/entry.yml": DRAFT, "well/media/a.png": bytes(60_000_000)},
    "a long file of answers": lambda: {"well/entry.yml": b"#" * 300_000},
    "many files": lambda: {f"well-{n}/entry.yml": DRAFT for n in range(400)},
    "thousands of files": lambda: {f"well-{n}/entry.yml": b"" for n in range(3_000)},
    "two names that differ in case": lambda: {"well/entry.yml": DRAFT, "well/text.hi.md": "a", "well/text.HI.md": "b"},
    "a picture that is none": lambda: {"well/entry.yml": DRAFT, "well/media/a.png": b"#!/bin/sh"},
    "a picture of another form": lambda: {"well/entry.yml": DRAFT, "well/media/a.png": b"GIF89a" + bytes(40)},
    "no answers": lambda: {"well/text.hi.md": TEXT},
    "nothing": lambda: {"__MACOSX/x": b""},
}


@pytest.mark.parametrize("name", MEMBERS)
def test_parcels_that_are_no_drafts_are_refused(folder: Path, tmp_path: Path, name: str) -> None:
    assert "error[" in take(folder, pack(tmp_path / "parcel.zip", MEMBERS[name]()), code=2)
    assert list_branches(folder) == ["main"]


def change_patch(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        assert old in raw
        return raw.replace(old, new)

    return change


PATCHES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda raw: raw[: len(raw) // 2],
    "a link": change_patch(b"new file mode 100644", b"new file mode 120000"),
    "a module": change_patch(b"new file mode 100644", b"new file mode 160000"),
    "a file that is there": change_patch(b"--- /dev/null", b"--- a/archive/charter/policy.yml"),
    "away from it": change_patch(b"archive/entries/grandmothers-well/text.hi.md", b"archive/charter/policy.yml"),
    "up and away": change_patch(b"entries/grandmothers-well/text", b"entries/../../x/text"),
    "two names": change_patch(b"+++ b/archive/entries/grandmothers-well/text", b"+++ b/archive/entries/other/text"),
    "taken away": change_patch(b"new file mode 100644", b"deleted file mode 100644"),
    "renamed": change_patch(b"new file mode 100644", b"rename from archive/charter/policy.yml"),
    "other lines": change_patch(b"\n+share: yes", b"\n-share: yes"),
    "letters that are none": change_patch(b"literal ", b"delta "),
    "a size that is none": lambda raw: re.sub(rb"literal [0-9]+", b"literal 12", raw),
    "a size beyond reason": lambda raw: re.sub(rb"literal [0-9]+", b"literal 999999999", raw),
    "no mail at all": lambda _: b"From x\n" * 1000,
    "parts in parts": lambda _: b'From: a\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n' * 3000,
}


@pytest.mark.parametrize("name", PATCHES)
def test_patches_that_do_more_or_less_than_add_drafts_are_refused(folder: Path, tmp_path: Path, name: str) -> None:
    mail = make_mail(folder, tmp_path)
    mail.write_bytes(PATCHES[name](mail.read_bytes()))
    said = take(folder, mail, code=2)
    assert said.startswith(str(mail))
    assert list_branches(folder) == ["main"]


def test_a_picture_keeps_its_pixels_and_nothing_behind_its_end() -> None:
    for form, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")):
        raw = io.BytesIO()
        Image.effect_noise((40, 30), 60).convert("RGB").save(raw, form)
        whole = raw.getvalue()
        assert keep_picture(whole + b"Amina" * 9, form) == whole
        cleaned = clean_picture(name, whole + b"Amina" * 9, name)
        assert (cleaned.raw, cleaned.name) == (whole, f"media/{name}")
        assert cleaned.removed


def test_nothing_hides_in_a_gap_of_a_picture() -> None:
    """Decoders leap over bytes between two pieces; whoever only looks for known pieces stops there."""
    raw = photograph()
    at = raw.index(b"Exif")
    with pytest.raises(ParcelError):
        clean_picture("a.jpg", raw[: at + 40] + b"\0" + raw[at + 40 :], "a.jpg")
    stream = io.BytesIO()
    Image.effect_noise((40, 30), 60).save(stream, "PNG")
    png, chunk = stream.getvalue(), b"Amina!"
    hidden = len(chunk).to_bytes(4, "big") + b"quIt" + chunk + zlib.crc32(b"quIt" + chunk).to_bytes(4, "big")
    assert clean_picture("a.png", png[:33] + hidden + png[33:], "a.png").raw == png
