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
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    serve_folder,
    visit,
)
from browser.turns import take_turns

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serve_folder(demo_site) as served:
        yield served


# Each shows a state that no other shows; whatever is not an entry is tried without anybody remembering it.
STATES = (
    "ajrak",  # a community is heard
    "attari-wagah-evening",  # a stub
    "basmati",  # reservations after a dispute
    "heer-waris-shah",  # a work in scripts of no edition
    "kartarpur",  # a care note, an overdue review
    "mohenjo-daro-necklace",  # custody with a gap
    "phulkari",  # a side without an account, a translation of older words
    "unnamed-recording",  # closed, with a label
    "withdrawn-example",  # a tombstone
)
# All shelves of entries are laid out alike: one in each edition stands for the others.
SHELF = "/browse/period/1900/"
# So are pages of the handbook: the first, one of lists and files to copy, one with a picture.
TOLD = ("/handbook/index.html", "/handbook/contribute/", "/handbook/accounts/")
# And of pages of communities the one of whom most is said.
HEARD = "/communities/khatri-printers/index.html"
# What is the same at every width but for its width, looked at twice and in the dark.
FEW = ("basmati", "heer-waris-shah", "phulkari", "unnamed-recording")
IS_LONG = os.environ.get("CONCORD_TIER") == "long"


@pytest.fixture(scope="module")
def pages(demo_site: Path) -> list[str]:
    """Every page there is."""
    found = sorted(path.relative_to(demo_site).as_posix() for path in demo_site.rglob("*.html"))
    assert len(found) >= 10, found
    missing = [name for name in (*STATES, SHELF.strip("/")) if not any(f"/{name}/" in page for page in found)]
    assert missing == [], "a state that nothing shows any more"
    return found


def choose(pages: list[str], entries: tuple[str, ...], turn: int | None = None) -> list[str]:
    """The pages of some entries, one shelf, and all that are neither; in the long tier, all pages.

    With a `turn` one edition of each page, another one in another turn.
    """
    if IS_LONG:
        return pages
    chosen = [page for page in pages if not _is_many(page) or any(f"/{name}/" in page for name in entries)]
    return chosen if turn is None else take_turns(chosen, first=turn)


def _is_many(page: str) -> bool:
    """Whether there are many such pages, one for each entry or each thing that entries have in common."""
    is_shelf = page.count("/") > 2 and "/browse/" in page and SHELF not in page
    is_told = "/handbook/" in page and not any(one in page for one in TOLD)
    is_heard = "/communities/" in page and not page.endswith(("/communities/index.html", HEARD))
    return is_shelf or is_told or is_heard or "/entries/" in page or page.startswith("parallel/")


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
    for page in choose(pages, entries, turn):
        with visit(browser, f"{address}{page}", width=width, dark=dark) as seen:
            found = find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page)
            faults += [f"{page}: {fault}" for fault in found]
    assert faults == []


def test_pages_are_read_without_javascript(browser: Browser, address: str, pages: list[str]) -> None:
    """The words of the main part are the same with and without, but for those in place of pictures; search and
    the form alone need a script.
    """
    differing = []
    for page in choose(pages, FEW, turn=2):
        words = []
        for javascript in (True, False):
            with visit(browser, f"{address}{page}", javascript=javascript) as seen:
                seen.page.locator("main").evaluate(WITHOUT_WAITING)
                words.append(seen.page.locator("main").inner_text())
                assert find_load_faults(seen) == []
        assert words[1].strip(), page
        if words[0] != words[1] and not page.endswith(("/search/index.html", "/contribute/index.html")):
            differing.append(page)
    assert differing == []


def test_fonts_of_the_edition_are_fetched_and_used(browser: Browser, address: str) -> None:
    find_loaded = "fonts => [...fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    for lang, family in (("hi", "Devanagari"), ("ur", "Nastaliq"), ("en", "Latin")):
        with visit(browser, f"{address}{lang}/") as seen:
            loaded = seen.page.evaluate(f"() => document.fonts.ready.then({find_loaded})")
        assert any(family in name for name in loaded), (lang, loaded)


def test_every_page_is_valid_html(demo_site: Path) -> None:
    assert find_markup_faults(demo_site) == []
