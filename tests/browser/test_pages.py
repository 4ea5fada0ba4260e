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
    walk,
)
from browser.turns import find_stand_ins
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
    """One page of every kind in every edition."""
    return find_stand_ins(
        path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html")
    )


def test_pages_load_quietly_fit_and_are_accessible(browser: Browser, folder: Path, address: str) -> None:
    """On a phone, where room is scarce; words of every direction begin at their own edge."""
    faults = []
    with walk(browser, width=PHONE) as go:
        for page in find_pages(folder):
            seen = go(f"{address}{page}")
            found = (
                find_load_faults(seen)
                + find_accessibility_faults(seen.page)
                + find_overflow(seen.page)
                + list(seen.page.evaluate(TURNED))
            )
            faults += [f"{page}: {fault}" for fault in found]
    assert faults == []


def test_every_page_is_valid_html(folder: Path) -> None:
    assert find_markup_faults(folder) == []
