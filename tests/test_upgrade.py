"""`concord upgrade`: what nobody changed is renewed, what somebody changed is left, words are never touched."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import concord.cli.upgrade
from concord.cli import concord as program
from concord.found.forms import FORMS, Speakers
from concord.found.repository import FILES, HERE
from concord.found.written import RECORD, digest, find_earlier

OLD = Path(__file__).parent / "founded"
WORDS = ("--id", "two-shores", "--sides", "east,west", "--languages", "hi,ur", "--date", "2026-11-28")


def call(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(program, [str(one) for one in arguments], standalone_mode=False, catch_exceptions=False)
    assert (done.return_value or 0) == code, done.output
    return done.output


@pytest.fixture
def founded(tmp_path: Path) -> Path:
    call("init", tmp_path, *WORDS)
    return tmp_path


@pytest.fixture
def old(founded: Path) -> Path:
    """A repository that version 0.1.0 founded: without forms, without a record."""
    for name in (".github", ".gitlab"):
        shutil.rmtree(founded / name)
    (founded / RECORD).unlink()
    shutil.copytree(OLD / "0.1.0", founded, dirs_exist_ok=True)
    return founded


def read(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_was_just_founded_needs_nothing(founded: Path) -> None:
    before = read(founded)
    assert call("upgrade", founded).startswith("Nothing is to do")
    assert call("upgrade", founded, "--apply").startswith("Nothing is to do")
    assert read(founded) == before


def test_the_record_is_one_that_others_can_check(founded: Path) -> None:
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", RECORD], cwd=founded, check=True)
    assert "archive/" not in (founded / RECORD).read_text(encoding="utf-8")


def test_an_earlier_founding_is_renewed_once_and_its_words_stay(old: Path) -> None:
    before = read(old)
    said = call("upgrade", old)
    assert "Would be renewed: .github/workflows/check.yml" in said
    assert "Would be written: .github/workflows/answer.yml" in said
    assert "Would be written: .github/ISSUE_TEMPLATE/propose-an-entry.yml" in said
    assert said.endswith("concord upgrade --apply\n")
    assert read(old) == before, "it was only asked"
    call("upgrade", old, "--apply")
    after = read(old)
    assert {path: one for path, one in after.items() if path.startswith("archive/")} == {
        path: one for path, one in before.items() if path.startswith("archive/")
    }
    fresh = old.parent / "fresh"
    call("init", fresh, *WORDS)
    assert after == read(fresh), "an old founding becomes what a new one is"
    assert call("upgrade", old).startswith("Nothing is to do")


def test_what_somebody_changed_is_left_and_shown(old: Path) -> None:
    mine = old / ".github" / "workflows" / "check.yml"
    mine.write_text(mine.read_text(encoding="utf-8") + "# ours \u202e\x1b[31m\n", encoding="utf-8", newline="\n")
    before = mine.read_bytes()
    said = call("upgrade", old, "--apply")
    assert "left as it is: .github/workflows/check.yml" in said
    assert "  -# ours \\u202E\\u001B[31m" in said
    assert mine.read_bytes() == before
    again = call("upgrade", old, "--apply")
    assert "left as it is: .github/workflows/check.yml" in again
    assert "Nothing is to do" in again


def test_what_somebody_took_out_is_not_brought_back(founded: Path) -> None:
    (founded / ".github" / "workflows" / "offline.yml").unlink()
    said = call("upgrade", founded, "--apply")
    assert "left out: .github/workflows/offline.yml" in said
    assert not (founded / ".github" / "workflows" / "offline.yml").exists()


def test_one_forge_alone_stays_alone(tmp_path: Path) -> None:
    call("init", tmp_path, *WORDS, "--forge", "gitlab")
    call("upgrade", tmp_path, "--apply")
    assert not (tmp_path / ".github").exists()


@pytest.mark.parametrize(
    ("asked", "becomes"),
    [
        ("concord-archive==0.1.0", "concord-archive==0.2.0"),
        ("concord-archive==0.1.0  # ours", "concord-archive==0.2.0  # ours"),
        ("concord-archive==0.10.1", "concord-archive==0.10.1"),
        ("concord-archive==0.1.0rc1", "concord-archive==0.1.0rc1"),
        ("./concord_archive-0.1.0-py3-none-any.whl", "./concord_archive-0.1.0-py3-none-any.whl"),
        ("other-concord-archive==0.1.0", "other-concord-archive==0.1.0"),
    ],
)
def test_the_version_is_raised_and_never_lowered(
    founded: Path, monkeypatch: pytest.MonkeyPatch, asked: str, becomes: str
) -> None:
    monkeypatch.setattr(concord.cli.upgrade, "__version__", "0.2.0")
    (founded / "requirements.txt").write_text(f"# the tool\n{asked}\n", encoding="utf-8", newline="\n")
    call("upgrade", founded, "--apply")
    assert (founded / "requirements.txt").read_text(encoding="utf-8") == f"# the tool\n{becomes}\n"


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_link_is_never_written_through(old: Path, what: str) -> None:
    outside = old.parent / f"outside-{what}"
    if what == "file":
        outside.write_bytes((old / ".gitlab-ci.yml").read_bytes())
        (old / ".gitlab-ci.yml").unlink()
        (old / ".gitlab-ci.yml").symlink_to(outside)
        before = outside.read_bytes()
    else:
        outside.mkdir()
        (old / ".gitlab").symlink_to(outside)
    call("upgrade", old, "--apply")
    assert outside.read_bytes() == before if what == "file" else not list(outside.iterdir())


@pytest.mark.parametrize(
    "raw", [b"\xff\x00", b"x" * 300_000, b"0" * 64 + b"  ../../x\n" + b"0" * 64 + b"  mkdocs.yml\n"]
)
def test_a_hostile_record_gives_no_rights(founded: Path, raw: bytes) -> None:
    (founded / RECORD).write_bytes(raw)
    (founded / "mkdocs.yml").write_bytes(b"site_name: \xff ours\n")
    call("upgrade", founded, "--apply")
    assert (founded / "mkdocs.yml").read_bytes() == b"site_name: \xff ours\n"
    assert not (founded.parent / "x").exists()


def test_without_an_archive_it_says_what_comes_first(tmp_path: Path) -> None:
    assert "concord check" in call("upgrade", tmp_path, code=1)
    assert list(tmp_path.iterdir()) == []


def test_every_text_that_a_version_wrote_is_remembered() -> None:
    """Whoever changes a workflow keeps the old one here, or those who have it are never brought up to date."""
    kept = {
        (path.relative_to(version).as_posix(), digest(path.read_bytes()))
        for version in OLD.iterdir()
        for path in version.rglob("*")
        if path.is_file()
    }
    assert kept == find_earlier()
    assert all((HERE / forge / Path(path).name).is_file() for forge, paths in FILES.items() for path in paths)


@pytest.mark.parametrize("languages", ["hi,ur,en", "hy,ka", "en", "el,tr"])
def test_forms_are_lawful_and_ask_nobody_who_they_are(tmp_path: Path, languages: str) -> None:
    call("init", tmp_path, "--id", "x", "--sides", "a,b", "--languages", languages)
    forms = sorted((tmp_path / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"))
    assert [path.stem for path in forms] == sorted(form.id for form in FORMS)
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert {"name", "description", "body"} == set(form)
        kinds = [one["type"] for one in form["body"]]
        assert kinds[0] == "markdown"
        assert set(kinds[1:]) == {"textarea"}
        asked = [one for one in form["body"] if "id" in one]
        assert len({one["id"] for one in asked}) == len(asked)
        assert len({one["attributes"]["label"] for one in asked}) == len(asked), "the forge refuses equal labels"
        said = " ".join(one["attributes"]["label"] for one in asked).lower()
        assert not re.search(r"e-?mail|your name|address of yours|phone", said)
    for path in (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md"):
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert text.count("<div") == text.count("</div>") > 0


def test_once_there_is_an_address_the_forms_lead_to_those_one_turns_to(founded: Path) -> None:
    config = founded / ".github" / "ISSUE_TEMPLATE" / "config.yml"
    assert "contact_links" not in yaml.safe_load(config.read_text(encoding="utf-8"))
    charter = founded / "archive" / "charter" / "archive.yml"
    words = charter.read_text(encoding="utf-8")
    charter.write_text(f"{words}address: https://archive.example/\n", encoding="utf-8", newline="\n")
    assert "Would be renewed: .github/ISSUE_TEMPLATE/config.yml" in call("upgrade", founded)
    call("upgrade", founded, "--apply")
    links = yaml.safe_load(config.read_text(encoding="utf-8"))["contact_links"]
    assert {one["url"] for one in links} == {f"https://archive.example/{tag}/safety/" for tag in ("hi", "ur")}
    assert all(set(one) == {"name", "url", "about"} for one in links)


def test_no_language_comes_first_in_all_forms() -> None:
    speakers = Speakers({"hi": "Deva", "ur": "Aran"}, ("hi", "ur"))
    # A sentence that both have said for long, so that new ones can wait for their translators.
    first = {speakers.say("Where? Words are enough.", f"{key}")[0][0] for key in range(20)}
    assert first == {"hi", "ur"}
