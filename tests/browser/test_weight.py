"""Budgets of docs/performance.md, on the demonstration and the fixtures: an entry page, and no edition far apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import serve_folder
from browser.weight import KB, Weight, add_up, find_editions, find_heaviest_entry, render_table, weigh
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.registry import find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press

ARCHIVES = Path(__file__).parents[1] / "archives"
SITES = ("demonstration", *sorted(path.parent.name for path in ARCHIVES.glob("*/archive")))
ENTRY, APART = 60 * KB, 3.0


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site."""
    name = request.param
    if name == "demonstration":
        return Path(request.getfixturevalue("demo_site"))
    out = tmp_path_factory.mktemp("weight") / name
    derived = derive(load(ARCHIVES / name / "archive", "2026-12-31"))
    assert isinstance(derived, Site), derived
    write_site(list(find_outputs(make_press(derived, ARCHIVES / name / "locales"))), out)
    return out


def test_every_entry_page_is_within_its_budget(site: Path) -> None:
    """HTML, styles and script as they travel: of every entry and every parallel page."""
    pages = [*site.glob("*/entries/*/index.html"), *site.glob("parallel/*/index.html")]
    assert pages
    for page in pages:
        asked = re.findall(r'(?:href|src)="((?:\.\./)+assets/[^"]+\.(?:css|js))"', page.read_text(encoding="utf-8"))
        paths = [page, *((page.parent / way).resolve() for way in asked)]
        weight = add_up(site, [path.relative_to(site.resolve()).as_posix() for path in map(Path.resolve, paths)])
        assert weight.kinds["styles"] > 0, page
        assert weight.total <= ENTRY, (page, weight)


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["home", "entry"])
def test_no_edition_is_far_heavier_than_another(browser: Browser, site: Path, kind: str) -> None:
    """A first visit with fonts and pictures."""
    with serve_folder(site) as address:
        editions = find_editions(site)
        pages = {lang: f"{lang}/" if kind == "home" else find_heaviest_entry(site, lang) for lang in editions}
        totals = {lang: weigh(browser, site, address, page).total for lang, page in pages.items()}
    assert max(totals.values()) <= APART * min(totals.values()), totals


def test_the_table_says_how_far_editions_are_apart() -> None:
    kinds = {"html": 1 * KB, "styles": KB, "script": 0, "data": 0, "fonts": KB, "pictures": 0}
    table = render_table([("home", "hi", Weight(kinds)), ("home", "ur", Weight({**kinds, "fonts": 4 * KB}))])
    assert "| home | hi | 1.0 | 1.0 | 1.0 | 0.0 | 3.0 | 2.0 |" in table
    assert "home 2.00" in table
