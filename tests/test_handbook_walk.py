"""Somebody does what the handbook says, in each of its languages and in an empty folder, and nothing else."""

from __future__ import annotations

import hashlib
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from concord.cli import concord
from concord.handbook import load_handbook
from concord.render.handbook_text import find_fences

LANGUAGES = ("en", "hi", "ur")
DAY, LATER = "2026-12-01", "2026-12-02"
ENTRY = Path("archive/entries/mango-pickle")
WORDS = {"en": "A jar on the roof", "hi": "छत पर मर्तबान", "ur": "چھت پر مرتبان"}
# What the pages leave to people: what the check asks for of an entry, and what nobody can guess.
ASKED = "contested: false\naccess: open\nthemes: [food]\nrights:\n  text: CC-BY-4.0\n  basis: own\n"
DATED = {"adopt", "amend", "approve", "hide", "init", "intake", "key", "redact", "seal", "sign"}
JUDGED = {"build", "check", "leave", "offline", "repair", "status"}


class Reader:
    """Follows the pages of one language, in the folder where the test is."""

    def __init__(self, lang: str) -> None:
        self.lang, self.pages = lang, load_handbook(lang).pages

    def find_file(self, page: str, beginning: str) -> str:
        """What a page says is to be written into a file."""
        return next(text for kind, text in find_fences(self.pages[page]) if kind == "yaml" and beginning in text)

    def type(self, page: str, beginning: str, code: int = 0, **said: str) -> Result:
        """Types a command that stands on a page, after `concord`; the day alone is added, so that no clock is asked."""
        lines = [line for kind, text in find_fences(self.pages[page]) if not kind for line in text.splitlines()]
        lines += re.findall(r"`(concord [^`]+)`", self.pages[page])
        wanted = f"concord {beginning}"
        line = wanted if wanted in lines else next(line for line in lines if line.startswith(wanted))
        for word, own in said.items():
            line = line.replace(word, own)
        words = line.split()[1:]
        if words[0] in DATED:
            words += ["--date", DAY]
        elif words[:2] == ["release", "prepare"]:
            words += ["--date", LATER, "--as-of", LATER]
        elif words[0] in JUDGED:
            words += ["--as-of", LATER]
        if words[0] in {"redact", "sign"} or words[:2] == ["release", "sign"]:
            words.append("--yes")
        if words[0] in {"approve", "amend"} and "--list" not in words and "--keep" not in words:
            words += ["--yes", *(["--no-page"] if words[0] == "approve" else [])]
        done = CliRunner().invoke(concord, words, catch_exceptions=False)
        assert done.exit_code == code, f"{line}\n{done.output}"
        return done


@pytest.fixture(params=LANGUAGES)
def reader(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A founded archive: the page on founding, followed to its seal."""
    (tmp_path / "two-valleys").mkdir()
    monkeypatch.chdir(tmp_path / "two-valleys")
    found = Reader(request.param)
    found.type("found", "init")
    assert Path(f"FOUNDING.{found.lang}.md").is_file()
    people = Path("archive/charter/people.yml")
    people.write_text(f"{people.read_text(encoding='utf-8')}{found.find_file('found', 'helper-1')}\n", encoding="utf-8")
    for path in Path("archive/charter").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for lang, words in WORDS.items():
            text = text.replace(f" {lang}: ...", f' {lang}: "{words}"')
        path.write_text(text, encoding="utf-8")
    found.type("found", "check")
    found.type("found", "seal")
    assert Path("archive/charter/chain/1.yml").is_file()
    return found


def add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(f"{before}{text.rstrip()}\n", encoding="utf-8")


def give(reader: Reader) -> None:
    """The page on giving, by hand: a draft that the check takes, taken into care."""
    add(ENTRY / "entry.yml", reader.find_file("contribute", "share: yes"))
    assert "ST" not in reader.type("found", "check").output
    reader.type("contribute", "adopt")


def complete(reader: Reader) -> None:
    """The page on the first entry: texts, its languages, who read it for rights, and what the check asks for."""
    entry = ENTRY / "entry.yml"
    text = entry.read_text(encoding="utf-8")
    text = re.sub(r"^share: yes\n|^how_we_know:\n  .*\n", "", text, flags=re.MULTILINE)
    own = rf"^( +){reader.lang}: .*$"
    lines = "".join(rf"\n\g<1>{lang}: {words}" for lang, words in WORDS.items() if lang != reader.lang)
    text = re.sub(own, rf"\g<0>{lines}", text, flags=re.MULTILINE)
    text = text.replace("when:\n", 'when:\n  edtf: "1900~"\n')
    sources = "sources:\n- id: s1\n  cite: A cook of the village\n"
    entry.write_text(f"{text}{ASKED}{sources}", encoding="utf-8")
    for lang, words in WORDS.items():
        add(ENTRY / f"text.{lang}.md", f"{words}.")
        wrote = f"- part: text.{lang}\n  role: wrote\n  method: human\n"
        add(ENTRY / "record.yml", f"contributions:\n{wrote}" if lang == "en" else wrote)
    add(ENTRY / "record.yml", reader.find_file("found", "baseline"))
    record = ENTRY / "record.yml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("status: draft", "status: published"), encoding="utf-8"
    )
    reader.type("found", "check")


def approve(reader: Reader) -> None:
    """The page on approving: both sides, at a computer."""
    for handle in ("east-steward-1", "west-steward-1"):
        assert "mango-pickle" in reader.type("approve", "approve --as HANDLE --list", HANDLE=handle).output
        reader.type("approve", "approve --as HANDLE", HANDLE=f"{handle} mango-pickle")
    reader.type("approve", "approve --keep")


def test_what_is_given_is_shown_when_both_sides_agree(reader: Reader) -> None:
    give(reader)
    complete(reader)
    approve(reader)
    reader.type("look-after", "build")
    reader.type("look-after", "verify site")
    assert Path(f"site/{reader.lang}/entries/mango-pickle/index.html").is_file()
    mark = hashlib.sha256(Path("archive/charter/chain/1.yml").read_bytes()).hexdigest()
    reader.type("check", "verify site --genesis FINGERPRINT --trust", FINGERPRINT=mark)
    reader.type("check", "offline")
    # The drill: an account is gone, and each side has everything.
    reader.type("look-after", "leave")
    reader.type("look-after", "leave", east="west")
    Path("copy-of-east/site").rename("site-of-east")
    (Path("copy-of-west") / "site").rename("site-of-west")
    reader.type("look-after", "verify --mirror site-of-east")
    kept = sorted(Path("archive/agreed").iterdir())
    for path in kept:
        path.unlink()
    reader.type("look-after", "check archive", 1)
    reader.type("look-after", "repair")
    assert sorted(Path("archive/agreed").iterdir()) == kept
    reader.type("look-after", "upgrade")
    reader.type("look-after", "upgrade --apply")
    reader.type("look-after", "release prepare")
    assert "west" in reader.type("look-after", "release publish").output
    # Danger: hidden by hand as from a telephone, then taken out of the site that is there.
    add(ENTRY / "hide.yml", reader.find_file("hide", "concord-hide").replace("HANDLE", "east-steward-1"))
    reader.type("hide", "hide --apply")
    assert not any(WORDS[reader.lang] in path.read_text(encoding="utf-8") for path in Path("site").rglob("mango*.html"))
    (ENTRY / "hide.yml").unlink()
    reader.type("hide", "hide mango-pickle", HANDLE="helper-1")


def test_accounts_translations_and_a_dispute_stand_as_the_pages_say(reader: Reader) -> None:
    give(reader)
    complete(reader)
    record, entry = ENTRY / "record.yml", ENTRY / "entry.yml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("contested: false", "contested: true"), encoding="utf-8")
    add(entry, reader.find_file("accounts", "no_narrative").replace("east", "west"))
    wrote = reader.find_file("accounts", "narrative").partition("\n")[2]
    for lang, words in WORDS.items():
        add(ENTRY / f"narrative.east.{lang}.md", f"{words}.[^s1]")
        add(ENTRY / f"common-ground.{lang}.md", f"{words}.")
        for text in (wrote, wrote.replace("narrative.east", "common-ground").replace("  side: east\n", "")):
            said = text.replace(f".{reader.lang}", f".{lang}")
            old = record.read_text(encoding="utf-8")
            record.write_text(old.replace("contributions:\n", f"contributions:\n{said}\n"), encoding="utf-8")
    dispute = Path("archive/programme/disputes/mango-pickle.yml")
    add(dispute, reader.find_file("disputes", "concord-dispute").replace("HANDLE", "helper-1"))
    reader.type("found", "check")
    add(dispute, reader.find_file("disputes", "outcome"))
    # A translation, and its words change: the check names the line, and the line holds.
    text = record.read_text(encoding="utf-8")
    translated = reader.find_file("translate", "translations")
    mark = hashlib.sha256((ENTRY / "text.en.md").read_bytes()).hexdigest()
    text = text.replace("- part: text.ur\n  role: wrote", "- part: text.ur\n  role: translated")
    record.write_text(text, encoding="utf-8")
    add(record, translated[translated.index("translations:") :].replace("SUM", mark))
    done = CliRunner().invoke(concord, ["check", "--as-of", "2027-01-11", "--lang", "en"])
    assert (done.exit_code, "LN004" in done.output) == (0, False), done.output
    add(ENTRY / "text.en.md", "\nThen wait.")
    said = reader.type("translate", "check").output
    assert "LN004" in said
    line = re.search(r"sha256: ([0-9a-f]{64})", said.split("LN004")[1].split("\n", 4)[-1])
    new = hashlib.sha256((ENTRY / "text.en.md").read_bytes()).hexdigest()
    assert line is not None or new in said
    record.write_text(record.read_text(encoding="utf-8").replace(mark, new), encoding="utf-8")
    assert "LN004" not in reader.type("translate", "check").output


def test_a_sheet_a_picture_and_a_parcel_come_in_as_the_pages_say(reader: Reader, tmp_path: Path) -> None:
    give(reader)
    Path("list.csv").write_text("objectid,title,description,type\n1,Jar,Clay,object\n", encoding="utf-8")
    reader.type("contribute", "import list.csv --propose")
    plan = Path("list.csv.map.yml")
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("share: ...", "share: yes").replace("...", "x"), encoding="utf-8"
    )
    assert not Path("archive/entries/jar").is_dir()
    reader.type("contribute", "import list.csv")
    reader.type("contribute", "import list.csv --write")
    assert len(list(Path("archive/entries").iterdir())) == 2
    picture = ENTRY / "media" / "jar.jpg"
    picture.parent.mkdir()
    exif = Image.Exif()
    exif[0x010E] = "a name"
    Image.new("RGB", (40, 30)).save(picture, exif=exif)
    reader.type("contribute", "strip")
    assert b"a name" not in picture.read_bytes()
    add(ENTRY / "entry.yml", reader.find_file("contribute", "media:"))
    reader.type("errors", "check")
    assert Path("report.html").is_file()
    reader.type("errors", "fmt")
    # What was handed to a steward becomes one commit by the archive.
    for command in (
        ["init"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@x.invalid", "commit", "-m", "x"],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)
    with zipfile.ZipFile("roof-song.zip", "w") as parcel:
        parcel.writestr("roof-song/entry.yml", reader.find_file("contribute", "share: yes") + "\n")
    reader.type("first", "intake")
    author = subprocess.run(["git", "log", "-1", "--format=%an", "intake/roof-song"], check=True, capture_output=True)
    assert author.stdout.decode().strip() == "two-valleys"


def test_what_all_agreed_is_changed_as_the_page_says(reader: Reader) -> None:
    people = Path("archive/charter/people.yml")
    people.write_text(people.read_text(encoding="utf-8").replace("helper-1:", "helper-2:"), encoding="utf-8")
    reader.type("found", "check", 1)
    reader.type("found", "seal")
    for handle in ("east-steward-1", "west-steward-1"):
        reader.type("found", "amend", HANDLE=handle)
    reader.type("found", "check")


def change_people(reader: Reader, handle: str, lines: str) -> None:
    """A side changes what concerns itself alone, and it counts at once."""
    people = Path("archive/charter/people.yml")
    text = people.read_text(encoding="utf-8")
    head = f"  {handle}:\n    side: {handle.partition('-')[0]}\n"
    assert head in text
    people.write_text(text.replace(head, head + lines), encoding="utf-8")
    reader.type("found", "seal")
    reader.type("found", "amend", HANDLE=handle)


def test_keys_sign_approvals_and_a_release_as_the_pages_say(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # ssh-keygen asks on the terminal; where there is none, a program answers in the person's place.
    answer = tmp_path / "answer"
    answer.write_text("#!/bin/sh\necho of water and stone\n", encoding="utf-8")
    answer.chmod(0o700)
    for name, value in {"SSH_ASKPASS": answer, "SSH_ASKPASS_REQUIRE": "force", "HOME": tmp_path / "home"}.items():
        monkeypatch.setenv(name, str(value))
    handles = ("east-steward-1", "west-steward-1")
    keys = {handle: tmp_path / f"home/.ssh/concord-two-valleys-{handle}" for handle in handles}
    give(reader)
    complete(reader)
    for handle in handles:
        said = reader.type("approve", "key new", HANDLE=handle).output.splitlines()
        lines = [line for line in said if line == "    keys:" or line.startswith("      - {id: key-1, ")]
        # Before the key counts nothing is signed with it, or approvals would be unread that hold as they are.
        change_people(reader, handle, "".join(f"{line}\n" for line in lines))
    east, west = handles
    reader.type("approve", "approve --as HANDLE --sign", HANDLE=east, KEYFILE=str(keys[east]))
    reader.type("approve", "approve --as HANDLE", HANDLE=f"{west} mango-pickle")
    reader.type("approve", "sign", HANDLE=west, KEYFILE=str(keys[west]))
    reader.type("approve", "approve --keep")
    reader.type("found", "check")
    reader.type("look-after", "build")
    assert Path(f"site/{reader.lang}/entries/mango-pickle/index.html").is_file()
    reader.type("look-after", "release prepare")
    for handle in handles:
        reader.type("look-after", "release sign", HANDLE=handle, KEYFILE=str(keys[handle]))
    assert "Every side has signed release 1" in reader.type("look-after", "release publish").output


def test_words_are_taken_out_for_good_as_the_page_says(reader: Reader) -> None:
    give(reader)
    complete(reader)
    approve(reader)
    people = Path("archive/charter/people.yml")
    for side in ("east", "west"):
        text = people.read_text(encoding="utf-8")
        steward, rest = text.split(f"  {side}-steward-1:\n", 1)
        role = "    roles:\n"
        rest = rest.replace(role, f"{role}    - {{role: safety, since: {DAY}, until: 2028-12-31}}\n", 1)
        people.write_text(f"{steward}  {side}-steward-1:\n{rest}", encoding="utf-8")
        reader.type("found", "seal")
        reader.type("found", "amend", HANDLE=f"{side}-steward-1")
    kept = set(Path("archive/agreed").iterdir())
    reader.type("hide", "hide mango-pickle", HANDLE="east-steward-1")
    reader.type("hide", "redact --prepare", HANDLE="east-steward-1", OTHER="west-steward-1")
    assert kept > set(Path("archive/agreed").iterdir())
    for side in ("east", "west"):
        reader.type("hide", "redact --as HANDLE", HANDLE=f"{side}-steward-1")
    files = [path for path in Path("archive").rglob("*") if path.is_file() and "charter" not in path.parts]
    left = [path for path in files if any(words in path.read_text(encoding="utf-8") for words in WORDS.values())]
    assert [path for path in left if path.parent.name != "agreed"] == []
    reader.type("found", "check")
