"""`concord answer`: in whose language a change is answered, and what fits into one comment."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from concord.catalogues import load_catalogue
from concord.check.runner import Findings
from concord.cli import concord
from concord.problems import Location, Problem, Related
from concord.read.archive import read_archive
from concord.report.answer import MARK, MAX_BYTES, Beyond, render_answer
from concord.report.finding import build_report
from concord.report.note import NoteError, build_findings, read_note, render_note
from concord.report.source import Sources
from concord.report.tongue import find_tongues, gather_words, guess_tongues

ROOT = Path(__file__).resolve().parents[1]
DEMONSTRATION = {"hi": "Deva", "ur": "Aran", "en": "Latn"}
NORTH = {"nb": "Latn", "fr": "Latn", "en": "Latn"}
KNOWN = {
    "en": {"the", "bread", "of", "our", "valley", "history"},
    "nb": {"brødet", "vårt", "historie", "dalen", "i"},
    "fr": {"le", "pain", "de", "notre", "vallée", "histoire"},
    "ar": {"خبز", "الوادي"},
    "ur": {"روٹی", "وادی", "کی"},
}


@pytest.mark.parametrize(
    ("title", "scripts", "found"),
    [
        ("घाटी की रोटी", DEMONSTRATION, "hi"),
        ("وادی کی روٹی", DEMONSTRATION, "ur"),
        ("The bread of our valley", DEMONSTRATION, "en"),
        # Latin letters, but no words that are known: it may be any of them, written as on a telephone.
        ("ghati ki roti", DEMONSTRATION, "hi ur en"),
        ("Bread रोटी روٹی", DEMONSTRATION, "en hi ur"),
        ("روٹی / रोटी", DEMONSTRATION, "ur hi"),
        # What a forge writes by itself says nothing, nor do names of files, mentions and addresses.
        ("Update entry.yml", DEMONSTRATION, ""),
        ("Create archive/entries/old-bridge/text.ur.md", DEMONSTRATION, ""),
        ("Add files via upload", DEMONSTRATION, ""),
        ("@somebody #12 https://example.org/the/bread/of/our/valley", DEMONSTRATION, ""),
        ("", DEMONSTRATION, ""),
        ("12 345 !!! 🎉", DEMONSTRATION, ""),
        ("Update वाक्य", DEMONSTRATION, "hi"),
        # One script, several languages: the words decide, and where they do not, all of them answer.
        ("Le pain de notre vallée", NORTH, "fr"),
        ("Brødet i dalen", NORTH, "nb"),
        ("Zzz qqq", NORTH, "nb fr en"),
        ("خبز الوادي", {"ar": "Arab", "ur": "Aran"}, "ar"),
        ("وادی کی روٹی", {"ar": "Arab", "ur": "Aran"}, "ur"),
        ("كلمات أخرى", {"ar": "Arab", "ur": "Aran"}, "ar ur"),
        # A script of nobody here.
        ("მთის პური", DEMONSTRATION, ""),
        ("მთის პური", {"hy": "Armn", "ka": "Geor"}, "ka"),
    ],
)
def test_the_language_of_a_title(title: str, scripts: dict[str, str], found: str) -> None:
    assert set(guess_tongues(title, scripts, lambda: KNOWN)) == set(found.split())


@given(st.text(max_size=200))
def test_any_title_is_answered_in_languages_of_the_archive(title: str) -> None:
    found = guess_tongues(title, DEMONSTRATION, lambda: KNOWN)
    assert set(found) <= set(DEMONSTRATION)
    assert len(found) == len(set(found))


def test_files_decide_where_the_title_says_nothing_and_nobody_comes_first() -> None:
    archive = read_archive(ROOT / "tests" / "rules" / "base" / "archive")
    assert find_tongues(archive, "", ["entries/old-bridge/text.ur.md"]) == ("ur",)
    assert set(find_tongues(archive, "", ["entries/a/text.ur.md", "entries/a/text.hi.md"])) == {"hi", "ur"}
    assert find_tongues(archive, "Update text.hi.md") == ("hi",)
    assert set(find_tongues(archive, "\udcff" * 5000)) == {"hi", "ur"}
    firsts = {find_tongues(archive, f"{number}")[0] for number in range(20)}
    assert firsts == {"hi", "ur"}


def test_words_come_from_the_archive_and_from_the_tool() -> None:
    archive = read_archive(ROOT / "tests" / "rules" / "base" / "archive")
    known = gather_words(archive, ("hi", "ur", "en"))
    assert "the" in known["en"]
    assert all(len(words) > 500 for words in known.values())
    assert "پتھر" in known["ur"], "a word of a text there"


def make_findings(number: int, path: str = "entries/a/entry.yml") -> Findings:
    problems = tuple(
        Problem("field-unknown", Location(path, line, 1), {"field": "x" * 80, "hint": ""}) for line in range(number)
    )
    return Findings(problems, (), ())


@pytest.mark.parametrize("langs", [("ur",), ("hi", "ur", "en"), ("hi", "ur", "en", "hy", "ka", "ar")])
@pytest.mark.parametrize("number", [1, 40, 900])
def test_a_comment_is_never_longer_than_forges_allow_and_says_what_is_left_out(
    langs: tuple[str, ...], number: int
) -> None:
    findings = make_findings(number)
    reports = [build_report(findings, load_catalogue(lang), Sources(), "archive/") for lang in langs]
    comment = render_answer(reports, beyond=Beyond.FILES, edition=True, link="https://forge.example/run/1")
    assert len(comment.encode()) <= MAX_BYTES
    assert comment.startswith(MARK)
    assert comment.count("</div>") == len(langs)
    for block, report in zip(comment.split("<div ")[1:], reports, strict=True):
        shown = block.count("<b>") - 1
        assert shown > 0
        if shown < number:
            assert str(number - shown) in block
        assert report.catalogue.lang in block.split(">")[0]


def test_the_same_comment_comes_from_a_note_as_from_the_archive(tmp_path: Path) -> None:
    path = "entries/old-bridge/entry.yml"
    (tmp_path / "entries" / "old-bridge").mkdir(parents=True)
    (tmp_path / path).write_text("id: old-bridge\n  thmes: </code> @x\n", encoding="utf-8")
    problems = (
        Problem(
            "field-unknown",
            Location(path, 2, 3),
            {"field": "thmes", "nearest": "themes", "hint": "Did you mean {nearest}?"},
        ),
        Problem("approval-outdated", Location(path), {"part": "x"}, (Related(Location("s/1.yml", 4, 3), "error"),)),
    )
    findings = Findings(problems, (), (("field-unknown", path, 7),))
    urdu = build_report(findings, load_catalogue("ur"), Sources(tmp_path), "archive/")
    note = tmp_path / "note.json"
    note.write_text(render_note(findings, urdu, ("ur",)), encoding="utf-8")
    read = read_note(note)
    again, lines = build_findings(read)
    assert again == findings
    assert render_answer([build_report(again, load_catalogue("ur"), lines, read.prefix)]) == render_answer([urdu])
    with zipfile.ZipFile(tmp_path / "note.zip", "w") as packed:
        packed.write(note, "note.json")
    assert read_note(tmp_path / "note.zip") == read


def test_a_note_holds_names_that_are_no_lawful_text(tmp_path: Path) -> None:
    findings = Findings((Problem("file-unexpected", Location("entries/\udcff\n"), {"name": "\udcff"}),), (), ())
    report = build_report(findings, load_catalogue("en"), Sources(), "archive/")
    (tmp_path / "note.json").write_text(render_note(findings, report, ("en",)), encoding="utf-8")
    assert read_note(tmp_path / "note.json").problems[0].rule == "file-unexpected"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_are_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("note") / "note.json"
    for one in (raw, b"PK" + raw):
        path.write_bytes(one)
        try:
            read_note(path)
        except NoteError:
            continue


def call(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(concord, ["answer", *map(str, arguments)], standalone_mode=False)
    assert (done.return_value or 0) == code, done.output
    if done.exception:
        raise done.exception
    return done.output


def test_it_works_on_a_desk_as_at_the_forge(tmp_path: Path, agreed: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(agreed, archive)
    assert call(archive, "--title", "یہ پل کی کہانی", "--format", "languages") == "ur\n"
    assert call(archive, "--title=--output", "--format", "languages").split()
    assert call(archive, "--lang", "hi", "--lang", "ur").count("<div ") == 2
    note = tmp_path / "note.json"
    call(archive, "--title", "पुल की कहानी", "--format", "note", "--output", note)
    assert json.loads(note.read_bytes())["languages"] == ["hi"]
    said = call(archive, "--read", note, "--link", "https://forge.example/run/1")
    assert said.startswith(MARK)
    assert 'href="https://forge.example/run/1"' in said
    assert load_catalogue("hi").gettext("Nothing is wrong.") in re.sub(r"&#(\d+);", lambda one: chr(int(one[1])), said)


@pytest.mark.parametrize("link", ['https://x/"onclick="', "javascript:x", "https://x/\n@victim", "http://x/<b>"])
def test_a_link_that_could_be_markup_is_refused(tmp_path: Path, link: str) -> None:
    done = CliRunner().invoke(concord, ["answer", str(ROOT / "archive"), "--read", str(tmp_path / "x"), "--link", link])
    assert done.exit_code == 2
