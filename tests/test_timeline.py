"""Entries along time: each drawing states no more than its date does, and says it in words as well."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from concord.derive.shown import SiteEntry
from concord.derive.site import Site
from concord.derive.timeline import LENGTH, SHORTEST, Stroke, build_timeline
from concord.model.items import When
from concord.pipeline import derive, load
from concord.render.press import make_press
from concord.render.timeline_page import build_timeline_page

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
NOW = 2026
ENTRY = "ford-song"
SVG = "{http://www.w3.org/2000/svg}svg"
CANARY = "canarykestrelxylophone"


def derive_from(root: Path) -> Site:
    site = derive(load(root, DAY))
    assert isinstance(site, Site), site
    return site


@pytest.fixture(scope="module")
def four() -> Site:
    return derive_from(ARCHIVES / "four-sides" / "archive")


def date(site: Site, *edtf: str | None) -> list[SiteEntry]:
    """Copies of one entry, each with a date."""
    entry = site.entries[ENTRY]
    words = dict.fromkeys(site.languages, "in words")
    return [
        replace(
            entry,
            id=f"copy-{number}",
            file=entry.file.model_copy(update={"when": When(edtf=text, words=words) if text != "" else None}),
        )
        for number, text in enumerate(edtf)
    ]


def draw(site: Site, edtf: str) -> list[Stroke]:
    """How a date is drawn on a line from 1000 to 1999."""
    timeline = build_timeline(date(site, edtf, "1000", "1999"), NOW)
    assert (timeline.first, timeline.last) in ((1000, 1999), (1000, NOW))
    return list(next(one.strokes for one in timeline.placed if one.entry.id == "copy-0"))


@pytest.mark.parametrize(
    ("edtf", "shapes"),
    [
        ("1500", ["moment"]),
        ("1500-02-03", ["moment"]),
        ("1500?", ["hollow"]),
        ("1500~", ["moment", "soft", "soft"]),
        ("1500%", ["hollow", "soft", "soft"]),
        ("15XX", ["within"]),
        ("150X", ["within"]),
        ("1500/1700", ["bar"]),
        ("1500~/1700", ["bar", "soft"]),
        ("1500/1700~", ["bar", "soft"]),
        ("1500~/1700~", ["bar", "soft", "soft"]),
        ("1500?/1700", ["hollow"]),
        ("1500/..", ["bar"]),
        ("../1500", ["bar"]),
        ("1500/", ["moment", "soft"]),
        ("/1500", ["moment", "soft"]),
        ("[1500,1600]", ["hollow", "hollow"]),
        ("{1500,1600}", ["moment", "moment"]),
        ("{1500,16XX}", ["moment", "within"]),
        ("{1500..1600,1700}", ["bar", "moment"]),
    ],
)
def test_each_kind_of_date_has_its_shape(four: Site, edtf: str, shapes: list[str]) -> None:
    strokes = draw(four, edtf)
    assert [stroke.shape for stroke in strokes] == shapes
    for stroke in strokes:
        assert 0 <= stroke.x < LENGTH
        assert 0 < stroke.width <= LENGTH - stroke.x


def test_a_bar_is_as_long_as_what_it_shows(four: Site) -> None:
    (bar,) = draw(four, "1250/1749")
    assert (bar.x, bar.width) == (250, 500)
    (within,) = draw(four, "15XX")
    assert (within.x, within.width) == (500, 100)
    (moment,) = draw(four, "1999")
    assert moment.x + moment.width == LENGTH


def test_an_end_that_nobody_knows_is_dotted_to_the_edge_and_one_that_is_open_is_drawn_till_now(four: Site) -> None:
    known, tail = draw(four, "1500/")
    assert known.width == SHORTEST
    assert tail.x + tail.width == LENGTH
    before, head = draw(four, "/1500")
    assert head.x == 0
    assert head.width == before.x
    (goes_on,) = draw(four, "1500/..")
    assert goes_on.x + goes_on.width == LENGTH


def test_what_cannot_be_drawn_stands_apart(four: Site) -> None:
    entries = date(four, "1500", None, "", "Y-100000", "-20000")
    timeline = build_timeline(entries, NOW)
    assert [one.entry.id for one in timeline.placed] == ["copy-0"]
    assert {entry.id for entry in timeline.undated} == {"copy-1", "copy-2", "copy-3", "copy-4"}


def test_entries_follow_time(four: Site) -> None:
    timeline = build_timeline(date(four, "1999", "-2599/1500", "1500~", "15XX", "/1400", "[1300,1999]"), NOW)
    assert [one.date.text for one in timeline.placed] == ["-2599/1500", "[1300,1999]", "/1400", "1500~", "15XX", "1999"]
    assert [one.period.first for one in timeline.placed] == [-2599, 1300, 1400, 1500, 1500, 1900]
    again = build_timeline(reversed(date(four, "1500", "1500", "1500", "1500")), NOW)
    ids = [one.entry.id for one in again.placed]
    assert ids == [one.entry.id for one in build_timeline(date(four, "1500", "1500", "1500", "1500"), NOW).placed]
    assert ids != sorted(ids), "entries of one date stand in an order that nobody chose"


def test_an_archive_without_a_date_has_a_page_all_the_same(four: Site) -> None:
    assert build_timeline([], NOW).placed == ()
    press = make_press(replace(four, entries={}))
    assert "<svg" not in press.render("timeline", "fr", build_timeline_page(press, "fr"))


# --- the page


@pytest.fixture(scope="module")
def pages(four: Site) -> dict[str, str]:
    dates = ("1500~/1600", "15XX", "1850", "1947/", "[1700,1750]", "", None, "-2599/-2500")
    entries = {entry.id: entry for entry in date(four, *dates)}
    press = make_press(replace(four, entries=entries))
    return {lang: press.render("timeline", lang, build_timeline_page(press, lang)) for lang in four.languages}


@pytest.mark.parametrize("lang", ["ar", "fr", "zgh"])
def test_every_drawing_has_its_words_beside_it(pages: dict[str, str], lang: str) -> None:
    tree = html5lib.parse(pages[lang], namespaceHTMLElements=False)
    rows = [item for item in tree.iter("li") if any("span" in one.get("class", "") for one in item.iter(SVG))]
    drawn = [row for row in rows if row.find("p") is not None]
    assert len(drawn) == 6
    for row in drawn:
        link, said = row.findall("p")
        assert link.find("a") is not None
        assert "".join(said.itertext()).strip()
    assert all(one.attrib["aria-hidden"] == "true" for one in tree.iter(SVG))
    assert "in words" in pages[lang], "what cannot be drawn is told as the entry tells it"
    # Each shape that is drawn is explained, and no other.
    assert len([row for row in rows if row.find("p") is None]) == 5


def test_time_runs_from_the_start_edge(pages: dict[str, str]) -> None:
    """Mirrored to the letter: the same strokes, from the right edge where the language starts there."""

    def read(page: str) -> list[tuple[int, int]]:
        found = re.findall(r'class="bar" x="(\d+)" y="5" width="(\d+)"', page)
        return sorted((int(x), int(width)) for x, width in found)

    sample = (150, 700)
    left, right = read(pages["fr"]), read(pages["ar"])
    assert len(left) > 1
    turned = [(LENGTH - x - width, width) for x, width in left if (x, width) != sample]
    assert sorted(turned) == [one for one in right if one != sample]


def test_proposed_words_are_not_on_the_line(tmp_path: Path, agreed: Path) -> None:
    root = shutil.copytree(agreed, tmp_path / "archive")

    def show() -> str:
        press = make_press(derive_from(root))
        return press.render("timeline", "hi", build_timeline_page(press, "hi"))

    before = show()
    path = root / "entries" / "plain-song" / "entry.yml"
    text = path.read_text(encoding="utf-8").replace("title: {hi: ", f"title: {{hi: {CANARY} ")
    path.write_text(text, encoding="utf-8", newline="\n")
    assert CANARY in path.read_text(encoding="utf-8")
    assert show() == before
