"""Parallel reading: any languages beside each other, block by block, on screen and paper, pointed at or tapped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.browser_checks import DESK, PHONE, find_overflow, serve_folder, visit
from browser.specimens import Case, build_parallel, write_site

pytestmark = pytest.mark.browser

PAGES = {
    "two.html": Case(languages=("hy", "ar")),
    "three.html": Case(languages=("ur", "en", "hi")),
    "four.html": Case(languages=("en", "ur", "hy", "hi")),
}
# Of each group: width of every cell in sight, and where its first line's baseline is.
MEASURE = """() => [...document.querySelectorAll('.group')].map(group =>
  [...group.querySelectorAll('.cell')].filter(cell => cell.checkVisibility()).map(cell => {
    const mark = document.createElement('span');
    mark.style.display = 'inline-block';
    cell.querySelector('.prose p, .empty p').prepend(mark);
    const found = [cell.getBoundingClientRect().width, mark.getBoundingClientRect().bottom];
    mark.remove();
    return found;
  }))"""
TURNED = """() => [...document.querySelectorAll('main [dir]')].filter(element => element.checkVisibility()
  && getComputedStyle(element).direction !== element.dir).length"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the specimens."""
    folder: Path = tmp_path_factory.mktemp("parallel")
    write_site(folder, [(path, "parallel", build_parallel(case)) for path, case in PAGES.items()])
    with serve_folder(folder) as served:
        yield served


def assert_side_by_side(page: Page, count: int) -> None:
    """All of one width, first lines on one line, block by block."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    for group in page.evaluate(MEASURE):
        assert len(group) == count
        widths, lines = zip(*group, strict=True)
        assert max(widths) - min(widths) <= 1
        assert max(lines) - min(lines) <= 2
    assert (page.evaluate(TURNED), find_overflow(page)) == (0, [])


@pytest.mark.parametrize(
    ("path", "count", "width"),
    [("three.html", 2, 768), ("three.html", 2, DESK), ("four.html", 2, 768), ("four.html", 3, 1024)],
)
def test_any_languages_stand_side_by_side(browser: Browser, address: str, path: str, count: int, width: int) -> None:
    """Every choice of so many languages, whichever directions meet, without script."""
    with visit(browser, address + path, width=width, javascript=False) as seen:
        places = range(1, len(PAGES[path].languages) + 1)
        for chosen in combinations(places, count):
            for place in places:
                seen.page.set_checked(f"#show-{place}", place in chosen)
            assert_side_by_side(seen.page, count)


@pytest.mark.parametrize(("path", "width"), [("two.html", 768), ("three.html", 1024), ("four.html", 1440)])
def test_all_languages_stand_side_by_side(browser: Browser, address: str, path: str, width: int) -> None:
    with visit(browser, address + path, width=width, javascript=False) as seen:
        assert_side_by_side(seen.page, len(PAGES[path].languages))


@pytest.mark.parametrize("path", ["two.html", "three.html"])
def test_paper_keeps_partners_together(browser: Browser, address: str, path: str) -> None:
    """Landscape paper: side by side, each in its direction, each block named."""
    with visit(browser, address + path, width=1000, javascript=False) as seen:
        seen.page.emulate_media(media="print")
        assert_side_by_side(seen.page, len(PAGES[path].languages))
        names = seen.page.locator("#text-1 .cell-lang").evaluate_all(
            "names => names.map(name => name.getBoundingClientRect().height)"
        )
        assert all(height > 10 for height in names)


def test_partners_are_marked_by_pointer_tap_and_link(browser: Browser, address: str) -> None:
    """The whole group gets another ground, and nothing moves."""
    ground = "group => getComputedStyle(group).backgroundColor"
    place = "group => JSON.stringify(group.getBoundingClientRect())"
    with visit(browser, address + "three.html", javascript=False) as seen:
        group = seen.page.locator("#text-2")
        group.scroll_into_view_if_needed()
        rest, before = group.evaluate(ground), group.evaluate(place)
        group.hover()
        assert group.evaluate(ground) != rest
        assert group.evaluate(place) == before
        seen.page.mouse.move(0, 0)
        assert group.evaluate(ground) == rest
        seen.page.goto(f"{address}three.html#text-2")
        assert group.evaluate(ground) != rest
    context = browser.new_context(
        viewport={"width": PHONE, "height": 740}, has_touch=True, is_mobile=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address + "three.html")
    page.tap("#text-2 .cell:last-child p")
    assert page.locator("#text-2:focus").count() == 1
    assert page.locator("#text-2").evaluate(ground) != rest
    context.close()


def test_what_is_missing_says_so_in_its_own_language(browser: Browser, address: str) -> None:
    """Never blank and never another language in its place."""
    for path, case in PAGES.items():
        with visit(browser, address + path, javascript=False) as seen:
            empty = seen.page.locator(".empty")
            assert empty.count() == 1
            assert empty.inner_text().strip()
            assert empty.locator("xpath=ancestor::div[@lang][1]").get_attribute("lang") == case.languages[-1]


TORN = """() => [...document.querySelectorAll('.choose input')].filter(box => {
  const own = box.getBoundingClientRect(), name = box.labels[0].getBoundingClientRect();
  return own.bottom < name.top || name.bottom < own.top;
}).map(box => box.value)"""


@pytest.mark.parametrize("path", ["three.html", "four.html"])
def test_a_box_stands_beside_its_name_however_narrow_the_page(browser: Browser, address: str, path: str) -> None:
    with visit(browser, address + path, width=PHONE) as seen:
        for width in (320, 360, 400, 440):
            seen.page.set_viewport_size({"width": width, "height": 700})
            assert seen.page.evaluate(TORN) == [], width
