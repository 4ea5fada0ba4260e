"""Ways to browse without script: shelves with entries and none of a side, dates wherever they may belong."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from concord.cli import run
from concord.derive.collate import sort_key
from concord.derive.facets import FACETS, find_shelves
from concord.derive.periods import MOST, Period, find_period, find_periods, find_years
from concord.derive.site import Site
from concord.model.items import When
from concord.model.tables import GlossaryFile
from concord.pipeline import derive, load
from concord.publish.pages import find_facets, find_hubs
from concord.render import addresses
from concord.render.press import make_press
from concord.takedown.apply import apply_notices
from concord.takedown.notice import Notice
from concord.verify.words import Theme

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
NOW = 2026
CANARY = "canarykestrelxylophone"


def derive_from(root: Path, *, proposed: bool = False) -> Site:
    site = derive(load(root, DAY), proposed=proposed)
    assert isinstance(site, Site), site
    return site


@pytest.fixture(scope="module")
def four() -> Site:
    return derive_from(ARCHIVES / "four-sides" / "archive")


def date_all(site: Site, edtf: str) -> Site:
    """As if every entry had one date."""
    when = When(edtf=edtf, words=dict.fromkeys(site.languages, "x"))
    entries = {
        id_: replace(entry, file=entry.file.model_copy(update={"when": when})) for id_, entry in site.entries.items()
    }
    return replace(site, entries=entries)


# --- years and periods


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1896", [(1896, 1896)]),
        ("1896-07~", [(1896, 1896)]),
        ("15XX", [(1500, 1599)]),
        ("195X?", [(1950, 1959)]),
        ("[1799,1801]", [(1799, 1799), (1801, 1801)]),
        ("{1799,1850..1901}", [(1799, 1799), (1850, 1901)]),
        ("1902-04-02/1968-04", [(1902, 1968)]),
        ("1947-10/", [(1947, NOW)]),  # nobody knows until when: it may be today
        ("1947/..", [(1947, NOW)]),
        ("2030/..", [(2030, 2030)]),
        ("/1950", [(1950, 1950)]),  # nobody knows since when: only the end is known
        ("[..1950]", [(1950, 1950)]),
        ("-2599/-2500", [(-2599, -2500)]),
        ("Y-100000", []),
        ("no date", []),
        (None, []),
    ],
)
def test_years_that_a_date_may_mean(edtf: str | None, expected: list[tuple[int, int]]) -> None:
    assert list(find_years(edtf, NOW)) == expected


@pytest.mark.parametrize(
    ("year", "period", "name"),
    [
        (1999, Period(1900, 1999), "1900"),
        (2000, Period(2000, 2099), "2000"),
        (1, Period(1, 99), "1"),
        (100, Period(100, 199), "100"),
        (0, Period(-99, 0), "100-bce"),
        (-99, Period(-99, 0), "100-bce"),
        (-100, Period(-199, -100), "200-bce"),
        (-2550, Period(-2599, -2500), "2600-bce"),
    ],
)
def test_periods_are_hundreds_of_years(year: int, period: Period, name: str) -> None:
    assert find_period(year) == period
    assert period.name == name


def test_periods_have_no_gap_and_no_overlap() -> None:
    periods = sorted({find_period(year) for year in range(-1000, 1000)})
    assert [one.last + 1 for one in periods[:-1]] == [one.first for one in periods[1:]]
    assert all(one.last - one.first in (98, 99) for one in periods)


def test_a_date_of_thousands_of_years_makes_no_hundred_pages() -> None:
    assert len(find_periods([(-9999, 9999)])) == 2
    assert len(find_periods([(-9999, 9999), (1850, 1950)])) == 4
    assert len(find_periods([(1, 100 * MOST)])) == MOST + 1


# --- shelves


def test_an_uncertain_date_stands_on_every_shelf_it_may_belong_to(four: Site) -> None:
    shelves = find_shelves(date_all(four, "[1799,1801,195X]"), "fr")["period"]
    assert [shelf.value for shelf in shelves] == ["1700", "1800", "1900"]
    dated = [id_ for id_, entry in four.entries.items()]
    assert all(sorted(entry.id for entry in shelf.entries) == sorted(dated) for shelf in shelves)


def test_no_shelf_is_empty_and_none_is_of_a_side(four: Site) -> None:
    for lang in four.languages:
        found = find_shelves(four, lang)
        assert set(found) <= set(FACETS)
        assert not {"side", "sides"} & set(FACETS)
        for facet, shelves in found.items():
            assert shelves
            for shelf in shelves:
                assert shelf.entries, (facet, shelf.value)
                assert all(lang in entry.languages for entry in shelf.entries)
        assert {shelf.value for shelf in found["voice"]} == {"shepherds"}
        assert not {shelf.value for shelves in found.values() for shelf in shelves} & set(four.sides.sides)


def test_works_are_found_by_the_language_in_which_they_were_made(four: Site) -> None:
    (shelf,) = find_shelves(four, "fr")["language"]
    assert (shelf.value, [entry.id for entry in shelf.entries]) == ("ar", ["ford-song"])


def test_of_what_stands_in_short_nobody_says_how_it_is_told(four: Site) -> None:
    told = {entry.id for shelf in find_shelves(four, "fr")["telling"] for entry in shelf.entries}
    stubs = {entry.id for entry in four.entries.values() if entry.is_stub}
    assert stubs
    assert told == set(four.entries) - stubs


def test_a_theme_is_a_shelf_once_the_words_to_learn_name_it(four: Site) -> None:
    """Its mark in the files is English in disguise: no edition shows that."""
    assert "theme" not in find_shelves(four, "fr")
    words = {"fr": "chansons", "ar": "أغان", "zgh": "ⵉⵣⵍⴰⵏ"}
    term = {"id": "songs", "term": words, "meaning": words}
    glossary = GlossaryFile.model_validate({"format": "concord-glossary/1", "terms": [term]})
    named = replace(four, tables=replace(four.tables, glossary=glossary))
    (shelf,) = find_shelves(named, "fr")["theme"]
    assert shelf.value == "songs"
    press = make_press(named)
    pages = {output.path: output.make().decode() for output in find_facets(press)}
    assert '<h1 lang="' not in pages["ar/browse/theme/songs/index.html"]
    assert "<h1>أغان</h1>" in pages["ar/browse/theme/songs/index.html"]


# --- pages


@pytest.fixture(scope="module")
def printed(four: Site) -> dict[str, str]:
    press = make_press(date_all(four, "1850/1950"))
    return {output.path: output.make().decode() for find in (find_facets, find_hubs) for output in find(press)}


def read_links(page: str) -> list[tuple[str, str, int]]:
    """(address, label, count) of each shelf on the page of all entries."""
    found = re.findall(r'<li[^>]*><a href="([^"]+/browse/[^"]+)">([^<]+)</a> <span class="muted">(\d+)</span>', page)
    return [(href.replace("../", ""), label, int(count)) for href, label, count in found]


@pytest.mark.parametrize("lang", ["ar", "fr", "zgh"])
def test_the_page_of_all_entries_leads_to_each_shelf_with_its_number(printed: dict[str, str], lang: str) -> None:
    links = read_links(printed[f"{lang}/browse/index.html"])
    assert {addresses.find_file(href) for href, _, _ in links} == {
        path for path in printed if re.fullmatch(rf"{lang}/browse/.+/.+/index\.html", path)
    }
    for href, label, count in links:
        page = printed[addresses.find_file(href)]
        assert page.count('<li class="card">') == count
        assert f"{label}</h1>" in page


def test_values_follow_the_alphabet_of_the_language_and_periods_follow_time(printed: dict[str, str]) -> None:
    for lang in ("ar", "fr", "zgh"):
        links = read_links(printed[f"{lang}/browse/index.html"])
        kinds = [label for href, label, _ in links if "/kind/" in href]
        assert len(kinds) > 2
        assert kinds == sorted(kinds, key=lambda label: sort_key(label, lang))
        assert [href.split("/")[-2] for href, _, _ in links if "/period/" in href] == ["1800", "1900"]


def test_cards_of_a_shelf_stand_as_the_language_sorts(printed: dict[str, str]) -> None:
    page = printed["fr/browse/period/1800/index.html"]
    titles = re.findall(r'<h2><a href="[^"]+">([^<]+)</a></h2>', page)
    assert len(titles) > 2
    assert titles == sorted(titles, key=lambda title: sort_key(title, "fr"))


def test_an_edition_without_such_a_shelf_is_said_to_be_without(four: Site) -> None:
    entry = four.entries["ford-song"]
    others = {id_: one for id_, one in four.entries.items() if id_ != "ford-song"}
    told = replace(entry, languages=tuple(lang for lang in entry.languages if lang != "fr"))
    press = make_press(replace(four, entries={**others, "ford-song": told}))
    pages = {output.path: output.make().decode() for output in find_facets(press)}
    assert "fr/browse/language/ar/index.html" not in pages
    assert 'class="gap"' in pages["ar/browse/language/ar/index.html"]
    assert 'class="gap"' not in pages["ar/browse/kind/place/index.html"]


def test_a_community_has_its_own_page_and_no_number(four: Site) -> None:
    """On a shelf it would be measured against others."""
    press = make_press(four)
    assert not [output.path for output in find_facets(press) if "/voice/" in output.path]
    browse = next(output.make().decode() for output in find_hubs(press) if output.path == "fr/browse/index.html")
    assert re.search(r'<a href="[./]*fr/communities/shepherds/">Les bergers des rives</a></li>', browse)


def test_proposed_words_are_on_no_shelf(tmp_path: Path, agreed: Path) -> None:
    root = shutil.copytree(agreed, tmp_path / "archive")
    before = {output.path: output.make() for output in find_facets(make_press(derive_from(root)))}
    path = root / "entries" / "plain-song" / "entry.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("kind: song", "kind: story").replace("title: {hi: ", f"title: {{hi: {CANARY} ")
    assert CANARY in text
    path.write_text(text, encoding="utf-8", newline="\n")
    after = {output.path: output.make() for output in find_facets(make_press(derive_from(root)))}
    assert after == before
    workshop = {output.path: output.make() for output in find_facets(make_press(derive_from(root, proposed=True)))}
    assert CANARY.encode() in workshop["hi/browse/kind/story/index.html"]


# --- hiding


@pytest.mark.parametrize("is_proven", [True, False], ids=["made again", "cut"])
def test_a_shelf_of_what_is_hidden_goes_with_it(tmp_path: Path, is_proven: bool) -> None:
    """A page of nothing but a hidden entry would still tell what the entry is about."""
    site = tmp_path / "site"
    root = ARCHIVES / "two-sides" / "archive"
    assert run(["build", "--archive", str(root), "--out", str(site), "--as-of", DAY, "--workers", "1"]) == 0
    only = site / "hy" / "browse" / "kind" / "recipe" / "index.html"
    assert "walnut-flatbread" in only.read_text(encoding="utf-8")
    if not is_proven:
        shutil.rmtree(site / "proof" / "charter")
    applied = apply_notices(site, None, [Notice("walnut-flatbread", None)], Theme())
    assert applied.is_remade is is_proven
    assert "kind/recipe" not in (site / "hy" / "browse" / "index.html").read_text(encoding="utf-8")
    assert "kind/song" in (site / "hy" / "browse" / "index.html").read_text(encoding="utf-8")
    assert not only.is_file() or 'class="card"' not in only.read_text(encoding="utf-8")
    assert (site / "hy" / "browse" / "kind" / "song" / "index.html").read_text(encoding="utf-8").count("card") > 0
