"""What the documentation shows and states about the look is what the stylesheet says."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import find_load_faults, serve_folder, visit
from browser.compressed import serve_compressed
from browser.docs_pictures import HEAVIEST
from browser.palette import ROLES, THEMES, measure_contrast, read_tokens, write_table
from browser.screenshots import find_addresses, plan
from browser.sheets import SAMPLES, write_sheets
from conftest import ROOT

DOCS = ROOT / "docs"


@pytest.mark.parametrize("theme", THEMES)
def test_colours_reach_their_contrast(theme: str) -> None:
    """On paper and on raised ground, by day and by night; what is found stays readable under its mark."""
    tokens = read_tokens()[theme]
    assert set(tokens) >= set(ROLES)
    for role, (_, needed) in ROLES.items():
        if needed:
            assert measure_contrast(tokens[role], tokens["paper"]) >= needed, role
            assert measure_contrast(tokens[role], tokens["raised"]) >= needed, role
    assert measure_contrast(tokens["ink"], tokens["mark"]) >= 4.5


def test_contrast_is_counted_as_wcag_does() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_the_table_of_colours_is_the_stylesheet_s() -> None:
    assert write_table() in (DOCS / "look.md").read_text(encoding="utf-8")


def test_pictures_of_the_documentation_are_light() -> None:
    pictures = list((DOCS / "images").glob("*.webp"))
    assert len(pictures) >= 5
    assert {path.name for path in pictures if path.stat().st_size > HEAVIEST} == set()


@pytest.mark.browser
def test_every_script_is_on_its_sheet(browser: Browser, tmp_path: Path) -> None:
    """Each in the face that was fetched for it; Hebrew alone is set in the reader's own."""
    write_sheets(tmp_path)
    loaded = "() => document.fonts.ready.then(fonts => [...fonts].filter(font => font.status === 'loaded').length)"
    with serve_folder(tmp_path) as address, visit(browser, f"{address}scripts.html") as seen:
        # A sheet has no mark of its own for the browser's tab.
        assert [fault for fault in find_load_faults(seen) if "favicon" not in fault and "404" not in fault] == []
        assert seen.page.locator("h2[data-script]").count() == len(SAMPLES)
        assert seen.page.evaluate(loaded) >= len(SAMPLES) - 1


def test_one_page_of_each_kind_is_photographed(tmp_path: Path) -> None:
    """Editions do not stand for each other; a second entry, shelf or value shows nothing new."""
    for page in (
        "index.html",
        "en/index.html",
        "hi/index.html",
        "en/browse/index.html",
        "en/browse/kind/song/index.html",
        "en/browse/kind/place/index.html",
        "en/entries/basmati/index.html",
        "en/entries/phulkari/index.html",
        "en/entries/one/index.html",
        "en/entries/two/index.html",
        "parallel/one/index.html",
    ):
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).touch()
    found = find_addresses(tmp_path)
    # One shelf of two and one unremarkable entry of two are left out.
    assert len(found) == 9
    shots = list(plan(found, ("phone", "desk"), ("dark",), ""))
    assert len({shot.name for shot in shots}) == 18
    assert [shot.name for shot in plan(found, ("phone",), ("light",), "index.html")] == ["chooser-phone-light.png"]


def test_the_server_compresses_and_answers_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("home", encoding="utf-8")
    (tmp_path / "404.html").write_text("nothing", encoding="utf-8")
    with serve_compressed(tmp_path) as address:
        asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == b"home"
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.read() == b"home"
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{address}nowhere/", timeout=10)
        with missing.value as answer:
            assert (answer.code, answer.read()) == (404, b"nothing")
