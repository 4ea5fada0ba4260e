"""`concord approve`, `status` and `seal` as a steward uses them, on the archive of two sides and two languages."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from concord.approve.digest import digest_bytes
from concord.cli import concord

FIXTURE = Path(__file__).parent / "archives" / "two-sides" / "archive"
ENTRY = "walnut-flatbread"
DAY = "2027-03-01"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A copy of the fixture, everything in it agreed."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "archive"))


def call(*arguments: str | Path, answer: str = "") -> Result:
    """A command's result; `answer` is what the person types."""
    return CliRunner().invoke(concord, [str(argument) for argument in arguments], input=answer)


def status(archive: Path) -> dict[str, dict[str, Any]]:
    """The lines of `status` by part, for one entry."""
    lines = json.loads(call("status", archive, "--as-of", DAY, "--format", "json", "--entry", ENTRY).output)["parts"]
    return {line["part"]: line for line in lines}


def change_text(archive: Path) -> bytes:
    """Other Armenian words, as a contributor would propose them."""
    text = archive / "entries" / ENTRY / "text.hy.md"
    words = text.read_text(encoding="utf-8") + "\nՀացը կիսում են երկու կողմում։\n"
    text.write_text(words, encoding="utf-8", newline="\n")
    return words.encode()


def approve(archive: Path, handle: str, *more: str, answer: str = "") -> Result:
    """One sitting without a browser."""
    return call("approve", "--as", handle, "--archive", archive, "--date", DAY, "--no-page", *more, answer=answer)


def test_a_change_waits_for_both_sides_and_is_kept_once_both_agree(archive: Path) -> None:
    words = change_text(archive)
    assert status(archive)["text.hy"]["state"] == "proposed"
    first = approve(archive, "lusajur-steward-2", ENTRY, answer="y\n")
    assert first.exit_code == 0, first.output
    assert [need["side"] for need in status(archive)["text.hy"]["missing"]] == ["nisliskhevi"]
    assert not (archive / "agreed" / digest_bytes(words)).exists()
    second = approve(archive, "nisliskhevi-steward-2", f"{ENTRY}/text.hy", "--yes")
    assert second.exit_code == 0, second.output
    assert status(archive)["text.hy"]["state"] == "agreed"
    assert (archive / "agreed" / digest_bytes(words)).read_bytes() == words


def test_the_statement_names_the_one_before_and_the_next_revision(archive: Path) -> None:
    folder = archive / "statements" / "lusajur-steward-2"
    before = sorted(folder.glob("*.yml"))
    words = change_text(archive)
    approve(archive, "lusajur-steward-2", "--yes")
    (new,) = set(folder.glob("*.yml")) - set(before)
    statement = yaml.load(new.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert statement["seq"] == str(len(before) + 1)
    assert statement["prev"] == (digest_bytes(before[-1].read_bytes()) if before else "null")
    assert [(act["part"], act["rev"], act["sha256"]) for act in statement["acts"]] == [
        ("text.hy", "2", digest_bytes(words))
    ]


def test_no_writes_nothing(archive: Path) -> None:
    change_text(archive)
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    result = approve(archive, "lusajur-steward-2", answer="n\n")
    assert result.exit_code == 1
    assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before


def test_listing_writes_nothing_and_needs_no_reader(archive: Path) -> None:
    change_text(archive)
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    result = approve(archive, "nisliskhevi-steward-1", "--list")
    assert result.exit_code == 0
    assert f"{ENTRY}/text.hy" in result.output
    assert {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()} == before


def test_a_reader_is_asked_for_and_never_guessed(archive: Path) -> None:
    change_text(archive)
    refused = approve(archive, "nisliskhevi-steward-1", "--yes")
    assert refused.exit_code == 2
    assert "--relies-on hy=HANDLE" in refused.output
    assert "nisliskhevi-reader" in refused.output
    assert approve(archive, "nisliskhevi-steward-1", "--yes", "--relies-on", "hy=nisliskhevi-reader").exit_code == 0


@pytest.mark.parametrize(
    ("handle", "code"),
    [("nobody", "AP"), ("mediator", "AP"), ("lusajur-reader", "AP")],
    ids=["unknown", "mediator", "reader"],
)
def test_only_stewards_in_office_may_sit(archive: Path, handle: str, code: str) -> None:
    change_text(archive)
    result = approve(archive, handle, "--yes")
    assert result.exit_code != 0
    assert code in result.output


def test_the_next_step_is_a_command_that_succeeds_for_somebody_who_reads_the_words(archive: Path) -> None:
    change_text(archive)
    said = call("status", archive, "--as-of", DAY, "--entry", ENTRY, "--lang", "en").output
    steps = re.findall(r"next: concord (approve [^;\n]+)", said)
    assert f"approve --as nisliskhevi-steward-2 {ENTRY}/text.hy" in steps, "the other steward reads no Armenian"
    choice = f"approve --as HANDLE {ENTRY}/text.hy (HANDLE: lusajur-steward-1, lusajur-steward-2)"
    assert choice in steps
    assert "|" not in said, "it would be a pipe where the line is pasted"
    reader = f"approve --as nisliskhevi-steward-2 {ENTRY}/text.hy".split()
    done = call(*reader, "--archive", archive, "--date", DAY, "--no-page", "--yes")
    assert done.exit_code == 0, done.output


def test_the_page_shows_the_words_beside_those_agreed_before(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    change_text(archive)
    script = "\n<script>alert(1)</script>\n"
    text = archive / "entries" / ENTRY / "text.hy.md"
    text.write_text(text.read_text(encoding="utf-8") + script, encoding="utf-8", newline="\n")
    call("approve", "--as", "lusajur-steward-2", "--archive", archive, "--date", DAY, answer="n\n")
    page = Path(opened[0].removeprefix("file://")).read_text(encoding="utf-8")
    assert "<ins>" in page
    assert "Հացը կիսում են երկու կողմում։" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_sealing_twice_does_nothing_and_a_change_makes_the_next_link(archive: Path) -> None:
    assert call("seal", archive, "--date", DAY).exit_code == 0
    chain = archive / "charter" / "chain"
    assert [path.name for path in chain.iterdir()] == ["1.yml"]
    policy = archive / "charter" / "policy.yml"
    policy.write_text(policy.read_text(encoding="utf-8") + "review_months: 3\n", encoding="utf-8", newline="\n")
    assert call("seal", archive, "--date", DAY).exit_code == 0
    link = yaml.load((chain / "2.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert link["prev"] == digest_bytes((chain / "1.yml").read_bytes())
    assert link["files"]["policy.yml"] == digest_bytes(policy.read_bytes())
