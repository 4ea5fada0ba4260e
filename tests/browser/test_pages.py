"""The fixtures in a real browser: scripts and numbers of sides that the demonstration lacks, and a workshop edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import (
    PHONE,
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    serve_folder,
    visit,
)
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.registry import find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press

pytestmark = pytest.mark.browser

ARCHIVES = Path(__file__).parents[1] / "archives"
# The workshop's marks are the same everywhere: the fixture with the most sides shows them.
SITES = [*((path.parent.name, False) for path in sorted(ARCHIVES.glob("*/archive"))), ("four-sides", True)]


TURNED = """() => [...document.querySelectorAll('[dir="ltr"], [dir="rtl"]')]
    .filter(element => element.checkVisibility() && getComputedStyle(element).direction !== element.dir)
    .map(element => `${element.tagName} runs against its dir`)"""


@pytest.fixture(scope="module", params=SITES, ids=lambda site: f"{site[0]}-{'workshop' if site[1] else 'public'}")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture's site, built."""
    name, proposed = request.param
    out = tmp_path_factory.mktemp("sites") / name
    site = derive(load(ARCHIVES / name / "archive", "2026-12-31"), proposed=proposed)
    assert isinstance(site, Site), site
    write_site(list(find_outputs(make_press(site, ARCHIVES / name / "locales"))), out)
    return out


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with serve_folder(folder) as served:
        yield served


def find_pages(folder: Path) -> list[str]:
    """One page of every kind in every edition: the fixture's first entry stands for the others."""
    pages = sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html"))
    return list({_find_kind(page): page for page in reversed(pages)}.values())


def _find_kind(page: str) -> str:
    """`hy/entries/x/` is of the kind `hy/entries`, and every shelf of entries is laid out like every other."""
    parts = page.split("/")
    if len(parts) < 3 or parts[1] not in ("entries", "browse", "communities"):
        return parts[0] if "parallel" in parts else page
    return "/".join([*parts[:2], "one of many" if any(parts[2:]) else ""])


def test_pages_load_quietly_fit_and_are_accessible(browser: Browser, folder: Path, address: str) -> None:
    """On a phone, where room is scarce; words of every direction begin at their own edge."""
    faults = []
    for page in find_pages(folder):
        with visit(browser, f"{address}{page}", width=PHONE) as seen:
            found = find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page)
            found += seen.page.evaluate(TURNED)
            faults += [f"{page}: {fault}" for fault in found]
    assert faults == []


def test_every_page_is_valid_html(folder: Path) -> None:
    assert find_markup_faults(folder) == []
