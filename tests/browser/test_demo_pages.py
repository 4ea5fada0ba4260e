"""The demonstration in a real browser, as wide as a phone and as a desk, and past the HTML validator.

The quick tier opens one page of every kind and every state in each edition on a phone, and the editions in turn at a
desk, in the dark and without script; the long tier opens every page there is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import (
    DESK,
    PHONE,
    Visit,
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    serve_folder,
    visit,
    walk,
)
from browser.turns import STATES, find_stand_ins, take_turns

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serve_folder(demo_site) as served:
        yield served


# A full shelf, two tasks (one of lists and files to copy, one with a picture), the community of whom most is said.
OTHERS = ("1900", "accounts", "contribute", "khatri-printers")
# What is the same at every width but for its width, looked at twice and in the dark.
FEW = ("basmati", "heer-waris-shah", "phulkari", "unnamed-recording")
IS_LONG = os.environ.get("CONCORD_TIER") == "long"


@pytest.fixture(scope="module")
def pages(demo_site: Path) -> list[str]:
    """Every page there is."""
    found = sorted(path.relative_to(demo_site).as_posix() for path in demo_site.rglob("*.html"))
    assert len(found) >= 10, found
    missing = [name for name in (*STATES, *OTHERS) if not any(f"/{name}/" in page for page in found)]
    assert missing == [], "a state that nothing shows any more"
    return found


def choose(pages: list[str], entries: tuple[str, ...], turn: int | None = None) -> list[str]:
    """One page of every kind, those of some entries too; in the long tier, all pages.

    With a `turn` one edition of each page, another one in another turn.
    """
    if IS_LONG:
        return pages
    chosen = find_stand_ins(pages, named=(*entries, *OTHERS))
    return chosen if turn is None else take_turns(chosen, first=turn)


WITHOUT_WAITING = "main => main.querySelectorAll('.wait').forEach(element => element.remove())"


@pytest.mark.parametrize(
    ("width", "dark", "entries", "turn"),
    [(PHONE, False, STATES, None), (DESK, False, FEW, 0), (DESK, True, FEW, 1)],
    ids=["phone", "desk", "dark"],
)
def test_pages_load_quietly_fit_and_are_accessible(
    browser: Browser, address: str, pages: list[str], width: int, dark: bool, entries: tuple[str, ...], turn: int | None
) -> None:
    faults = []
    with walk(browser, width=width, dark=dark) as go:
        for page in choose(pages, entries, turn):
            seen = go(f"{address}{page}")
            found = find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page)
            faults += [f"{page}: {fault}" for fault in found]
    assert faults == []


def test_pages_are_read_without_javascript(browser: Browser, address: str, pages: list[str]) -> None:
    """The words of the main part are the same with and without, but for those in place of pictures; search and
    the form alone need a script.
    """
    differing = []
    with walk(browser) as scripted, walk(browser, javascript=False) as plain:
        for page in choose(pages, FEW, turn=2):
            words = [_read_main(go(f"{address}{page}")) for go in (scripted, plain)]
            assert words[1].strip(), page
            if words[0] != words[1] and not page.endswith(("/search/index.html", "/contribute/index.html")):
                differing.append(page)
    assert differing == []


def _read_main(seen: Visit) -> str:
    assert find_load_faults(seen) == []
    main = seen.page.locator("main")
    main.evaluate(WITHOUT_WAITING)
    return main.inner_text()


def test_fonts_of_the_edition_are_fetched_and_used(browser: Browser, address: str) -> None:
    find_loaded = "fonts => [...fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    for lang, family in (("hi", "Devanagari"), ("ur", "Nastaliq"), ("en", "Latin")):
        with visit(browser, f"{address}{lang}/") as seen:
            loaded = seen.page.evaluate(f"() => document.fonts.ready.then({find_loaded})")
        assert any(family in name for name in loaded), (lang, loaded)


def test_every_page_is_valid_html(demo_site: Path) -> None:
    assert find_markup_faults(demo_site) == []
