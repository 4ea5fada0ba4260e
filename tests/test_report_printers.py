"""Every printer on the same report: what it must show, and what hostile content must not become in it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest

from concord.catalogues import load_catalogue
from concord.check.runner import Findings, Suppressed
from concord.problems import Location, Problem, Related
from concord.report.finding import Report, build_report
from concord.report.github import render_github
from concord.report.gitlab import render_gitlab
from concord.report.html import find_direction, render_html
from concord.report.json import render_json
from concord.report.markdown import render_markdown
from concord.report.sarif import render_sarif
from concord.report.source import Sources
from concord.report.text import render_text

PRINTERS = {
    "text": render_text,
    "html": render_html,
    "markdown": render_markdown,
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
    "gitlab": render_gitlab,
}
HOSTILE = (
    "</code><script>alert(1)</script> @somebody #12 /approve ![x](http://e.org/x)"
    " \u202egnp.exe\u2066 \x1b[31m\x07 % , : {0}"
)
FILE = "entries/old-bridge/entry.yml"


def make_report(lang: str = "en", value: str = "thmes", root: Path | None = None) -> Report:
    problem = Problem(
        "field-unknown",
        Location(FILE, 2, 3),
        {"field": value, "nearest": "themes", "hint": "Did you mean {nearest}?"},
    )
    outdated = Problem(
        "approval-outdated",
        Location("entries/old-bridge/text.hi.md"),
        {"part": "text.hi"},
        (Related(Location("statements/amina/1.yml", 4, 3), "the shorter account"),),
    )
    quiet = Problem("review-overdue", Location("entries/old-bridge/record.yml", 9, 1), {"due": "2026-01-01"})
    findings = Findings(
        (problem, outdated),
        (Suppressed(quiet, value, Location("entries/old-bridge/record.yml", 12, 3)),),
        (("field-unknown", FILE, 7),),
    )
    return build_report(findings, load_catalogue(lang), Sources(root), "archive/")


@pytest.fixture
def root(tmp_path):
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text(f"id: old-bridge\n  thmes: {HOSTILE}\n", encoding="utf-8")
    return tmp_path


def test_text_shows_place_code_sentence_line_caret_and_cure(tmp_path):
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text("id: old-bridge\n  thmes: [music]\n", encoding="utf-8")
    lines = render_text(make_report(root=tmp_path)).split("\n")
    assert lines[:5] == [
        f"archive/{FILE}:2:3: error[ST016] The field “thmes” is not known here. (field-unknown)",
        "  |   thmes: [music]",
        "  |   ^",
        "  help: Correct or remove it. Did you mean themes?",
        "  And 7 more of this kind in this file.",
    ]
    assert "archive/statements/amina/1.yml:4:3: the shorter account" in lines[6]
    assert lines[-2] == "8 errors · 1 note · 1 passed over"


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("key: x", 6, "  |      ^"),
        ("क़ि: x", 6, "  |     ^"),  # a mark below a letter takes no cell, a vowel sign beside it takes one
        ("日本: x", 5, "  |       ^"),
        ("\tx", 2, "  |  ^"),
        ("پل: x", 5, None),  # a line that runs both ways has no honest caret
    ],
)
def test_carets_count_cells(tmp_path, line, column, caret):
    (tmp_path / "x.yml").write_text(line + "\n", encoding="utf-8")
    findings = Findings((Problem("field-missing", Location("x.yml", 1, column), {"field": "x"}),), (), ())
    lines = render_text(build_report(findings, load_catalogue("en"), Sources(tmp_path))).split("\n")
    carets = [found for found in lines if found.strip().endswith("^")]
    assert carets == ([caret] if caret else [])


def test_long_lines_are_cut(tmp_path):
    (tmp_path / "x.yml").write_text("a" * 500_000 + "\n", encoding="utf-8")
    findings = Findings((Problem("field-missing", Location("x.yml", 1, 250_000), {"field": "x"}),), (), ())
    for render in PRINTERS.values():
        assert len(render(build_report(findings, load_catalogue("en"), Sources(tmp_path)))) < 8000


@pytest.mark.parametrize("form", PRINTERS)
def test_nothing_hidden_survives(root, form):
    printed = PRINTERS[form](make_report(value=HOSTILE, root=root))
    assert not re.search(
        "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", printed
    )
    assert "202E" in printed.upper()


@pytest.mark.parametrize("form", PRINTERS)
def test_suppressed_findings_are_shown_with_their_reason(form):
    printed = PRINTERS[form](make_report(value="agreed on 3 May"))
    assert "agreed on 3 May" in re.sub(r"&#32;", " ", printed)
    assert "NU011" in printed


@pytest.mark.parametrize("form", PRINTERS)
@pytest.mark.parametrize("lang", ["en", "hi", "ur", "hy"])
def test_same_report_same_bytes(form, lang, root):
    assert PRINTERS[form](make_report(lang, root=root)) == PRINTERS[form](make_report(lang, root=root))


@pytest.mark.parametrize(
    ("lang", "direction"), [("ur", "rtl"), ("hi", "ltr"), ("en", "ltr"), ("zz", "ltr"), ("ar", "rtl")]
)
def test_html_has_the_direction_of_its_language(lang, direction):
    assert find_direction(lang) == direction
    page = html5lib.parse(render_html(make_report(lang)), namespaceHTMLElements=False)
    assert page.get("lang") == lang
    assert page.get("dir") == direction


def test_html_keeps_hostile_content_as_text(root):
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        render_html(make_report("ur", HOSTILE, root))
    )
    names = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    frame = {"html", "head", "body", "meta", "title", "style"}
    assert names <= frame | {"h1", "h2", "p", "article", "span", "bdi", "pre", "mark", "code"}
    assert all(
        "script" in "".join(element.itertext()) for element in page.iter("article") if element.get("class") == "error"
    )
    attributes = {name for element in page.iter() for name in element.attrib}
    assert attributes <= {"lang", "dir", "class", "charset", "name", "content", "http-equiv"}


def test_html_isolates_values():
    assert "<bdi>thmes</bdi>" in render_html(make_report())


def test_english_in_another_language_is_marked():
    report = make_report("hy")
    assert '<span lang="en" dir="ltr">The field' in render_html(report)
    assert "[not yet translated]" in render_text(report)
    assert '<span lang="en" dir="ltr">' in render_markdown(report)
    assert {problem["message_language"] for problem in json.loads(render_json(report))["problems"]} == {"en"}
    assert "not yet translated" not in render_text(make_report("en"))


def test_urdu_speaks_urdu():
    printed = render_text(make_report("ur"))
    assert "غلطی[ST016]" in printed
    assert "not known here" not in printed


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags: set[str] = set()
        self.outside = ""
        self.depth = 0

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the signature is given
        self.tags.add(tag)
        self.depth += tag == "code"

    def handle_endtag(self, tag):
        self.depth -= tag == "code"

    def handle_data(self, data):
        if not self.depth:
            self.outside += data


def test_markdown_lets_nothing_of_a_contributor_act(root):
    printed = render_markdown(make_report("en", HOSTILE, root))
    parser = _Tags()
    parser.feed(printed)
    assert parser.tags <= {"div", "p", "b", "br", "code", "span"}
    # A mention or a number of an issue counts only outside code, after references are resolved.
    assert "@" not in parser.outside
    assert "#12" not in parser.outside
    # A bot reads the raw lines.
    assert not re.search(r"^\s*[/@]", printed, re.MULTILINE)
    assert "@somebody" not in printed
    assert not re.search(r"[`*_\[\]!|~\\]", printed)


def test_markdown_stays_below_what_a_comment_holds():
    problems = tuple(
        Problem("field-unknown", Location(FILE, line, 1), {"field": "x" * 80, "hint": ""}) for line in range(900)
    )
    report = build_report(Findings(problems, (), ()), load_catalogue("ur"), Sources())
    assert len(render_markdown(report)) < 65_000
    assert render_markdown(report).endswith("</div>\n")


def test_json_is_stable():
    answer = json.loads(render_json(make_report()))
    assert answer["format"] == "concord-report/1"
    assert answer["counts"] == {"error": 8, "note": 1, "warning": 0}
    first = answer["problems"][0]
    assert (first["code"], first["rule"], first["severity"]) == ("ST016", "field-unknown", "error")
    assert (first["path"], first["line"], first["column"]) == (f"archive/{FILE}", 2, 3)
    assert first["message"] == "The field “thmes” is not known here."
    assert first["help"] == "Correct or remove it. Did you mean themes?"
    assert answer["passed_over"][0]["reason"] == "thmes"


def test_sarif_has_the_shape_of_its_standard(root):
    """The parts of SARIF 2.1.0 that consumers ask for; required members are those of the standard."""
    log = json.loads(render_sarif(make_report(value=HOSTILE, root=root)))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "concord"
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note", "none"}
        assert isinstance(result["message"]["text"], str)
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
            region = location["physicalLocation"].get("region", {"startLine": 1})
            assert region["startLine"] >= 1
            assert region.get("startColumn", 1) >= 1
    assert run["results"][-1]["suppressions"][0]["kind"] == "inSource"
    # Square brackets would become links.
    assert not re.search(r"(?<!\\)\[", run["results"][0]["message"]["text"])


def test_annotations_are_one_line_each_and_escaped(root):
    value = "a\nb\r::error file=x::y %0A, : \u2028"
    lines = render_github(make_report(value=value, root=root)).strip().split("\n")
    assert len(lines) == 4
    assert lines[0].startswith(f"::error file=archive/{FILE},title=ST016 field-unknown,line=2,col=3::The field")
    assert lines[1].startswith("::notice ")
    assert "%250A" in lines[0]
    assert not lines[-1].startswith("::")


def test_properties_of_annotations_cannot_be_broken_out_of():
    problem = Problem("file-unexpected", Location("a,line=1::b%\nc"), {"name": "x"})
    line = render_github(build_report(Findings((problem,), (), ()), load_catalogue("en"), Sources())).split("\n")[0]
    assert line.startswith("::warning file=a%2Cline=1%3A%3Ab%25 c,title=ST004 file-unexpected::")


def test_withheld_and_unquoted_lines_are_not_shown(tmp_path):
    for name in ("closed", "open"):
        (tmp_path / "entries" / name).mkdir(parents=True)
        (tmp_path / "entries" / name / "text.hi.md").write_text("the secret word\n", encoding="utf-8")
    sources = Sources(tmp_path, frozenset({"entries/closed"}))
    problems = (
        Problem("heading-level", Location("entries/closed/text.hi.md", 1, 1), {"level": "1", "marks": "##"}),
        Problem("contact-in-text", Location("entries/open/text.hi.md", 1, 5), {"what": "an e-mail address"}),
    )
    report = build_report(Findings(problems, (), ()), load_catalogue("en"), sources)
    assert not [form for form, render in PRINTERS.items() if "secret" in render(report)]


def test_sources_follow_no_link_and_read_no_giant(tmp_path):
    (tmp_path / "secret").write_text("secret\n", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    with (tmp_path / "giant").open("wb") as file:
        file.truncate(50_000_000)
    sources = Sources(tmp_path)
    assert [sources.find_line(name, 1) for name in ("link", "giant", "gone", "secret")] == [None, None, None, "secret"]
    assert sources.find_line("secret", 99) is None
