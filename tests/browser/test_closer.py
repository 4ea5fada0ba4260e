"""Looking closely at pictures in a real browser: by mouse, keyboard and touch, without script, in both directions."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from operator import ne
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

import forge
import large
from browser.browser_checks import (
    DESK,
    PHONE,
    Visit,
    find_accessibility_faults,
    find_load_faults,
    find_overflow,
    serve_folder,
    visit,
)
from conftest import ROOT

pytestmark = pytest.mark.browser
SCRIPT = ROOT / "overrides" / "assets" / "zoom.js"
PAGE = f"hy/entries/{large.ENTRY}/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose one entry has two large pictures of different shapes."""
    base = tmp_path_factory.mktemp("large")
    return forge.build(large.make_archive(base), base / "site")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve_folder(folder) as served:
        yield served


@pytest.fixture(scope="module")
def demo(demo_site: Path) -> Iterator[str]:
    with serve_folder(demo_site) as served:
        yield served


def ask(seen: Visit) -> list[str]:
    """Paths that the page asks for from now on."""
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    return asked


def open_first(page: Page) -> None:
    page.locator("a[data-closer]").first.click()
    page.wait_for_selector("dialog[open] canvas")
    page.wait_for_load_state("networkidle")


def read_ink(page: Page, number: int = 0) -> str:
    """What is drawn, as a short text: another view is another text."""
    return str(
        page.evaluate(
            """number => {
              const canvas = document.querySelectorAll('.closer-box canvas')[number];
              const small = new OffscreenCanvas(16, 16).getContext('2d');
              small.drawImage(canvas, 0, 0, 16, 16);
              return [...small.getImageData(0, 0, 16, 16).data].join();
            }""",
            number,
        )
    )


def find_faults(seen: Visit) -> list[str]:
    return find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_reader_who_asks_gets_the_pieces_and_nothing_else(browser: Browser, address: str, width: int) -> None:
    with visit(browser, address + PAGE, width=width) as seen:
        assert "viewer" not in seen.page.content().split("</head>")[0]
        asked = ask(seen)
        open_first(seen.page)
        assert find_faults(seen) == []
        assert any("/openseadragon-" in path for path in asked)
        expect_soon(seen.page, lambda: any(path.startswith("/iiif/") for path in asked))
        first = [path for path in asked if path.startswith("/iiif/")]
        seen.page.wait_for_load_state("networkidle")
        assert not [path for path in first if "/full/max/" in path]
        before = read_ink(seen.page)
        for _ in range(4):
            seen.page.locator("[data-do=in]").click()
        seen.page.wait_for_load_state("networkidle")
        expect_soon(seen.page, lambda: read_ink(seen.page) != before)
        expect_soon(seen.page, lambda: any(path.endswith(",512,512/512,512/0/default.jpg") for path in asked))
        finest = [path for path in asked if path.endswith(",512,512/512,512/0/default.jpg")]
        assert len(finest) < 20, "a corner does not fetch the whole"
        seen.page.locator("[data-do=whole]").click()
        expect_ink(seen.page, before)
        assert find_faults(seen) == []


def expect_soon(page: Page, check: Callable[[], bool]) -> None:
    """A machine may be slow; what never comes fails all the same."""
    for _ in range(150):
        if check():
            return
        page.wait_for_timeout(100)
    assert check()


def expect_ink(page: Page, ink: str) -> None:
    expect_soon(page, lambda: read_ink(page) == ink)


def test_everything_can_be_done_by_keyboard(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE) as seen:
        page = seen.page
        link = page.locator("a[data-closer]").first
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open] canvas")
        page.wait_for_load_state("networkidle")
        canvas = page.locator(".closer-box [role=application]")
        for _ in range(5):
            page.keyboard.press("Tab")
            if canvas.evaluate("one => one === document.activeElement"):
                break
        expect(canvas).to_be_focused()
        assert canvas.get_attribute("aria-label")
        assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
        whole = read_ink(page)
        seen_views = {whole}
        for key in ("+", "+", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key, delay=120)
            page.wait_for_timeout(150)
            assert read_ink(page) not in seen_views, key
            seen_views.add(read_ink(page))
        for key in ("r", "f", "w", "j"):
            still = read_ink(page)
            page.keyboard.press(key, delay=60)
            page.wait_for_timeout(100)
            assert read_ink(page) == still, f"{key} is nobody's wish"
        page.keyboard.press("0")
        expect_ink(page, whole)
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).not_to_be_visible()
        expect(link).to_be_focused()
        assert page.locator(".closer-box").count() == 0
        assert find_load_faults(seen) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_two_pictures_move_as_one_in_boxes_of_one_size(browser: Browser, address: str, width: int) -> None:
    with visit(browser, address + PAGE, width=width) as seen:
        page = seen.page
        page.locator("#compare button").click()
        expect(page.locator(".closer-box canvas")).to_have_count(2)
        page.wait_for_load_state("networkidle")
        assert find_faults(seen) == []
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('.closer-box')].map(one => one.getBoundingClientRect())"
            ".map(box => [Math.round(box.width), Math.round(box.height)].join())"
        )
        assert len(set(sizes)) == 1, sizes
        page.locator("[data-do=whole]").click()
        before = settle(page)
        page.locator(".closer-box").nth(1).dblclick()
        expect_soon(page, lambda: all(map(ne, read_both(page), before)))
        between = settle(page)
        box = page.locator(".closer-box").first.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 3, steps=4)
        page.mouse.up()
        expect_soon(page, lambda: all(map(ne, read_both(page), between)))
        page.locator("[data-do=whole]").click()
        expect_soon(page, lambda: read_both(page) == before)
        assert find_load_faults(seen) == []


def read_both(page: Page) -> list[str]:
    return [read_ink(page, number) for number in (0, 1)]


def settle(page: Page) -> list[str]:
    """What both boxes show once nothing moves and nothing is still to be drawn in them."""
    said, calm = read_both(page), 0
    while calm < 5:
        page.wait_for_timeout(150)
        now = read_both(page)
        said, calm = now, calm + 1 if now == said else 0
    return said


def test_no_more_and_no_fewer_than_two(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE) as seen:
        page = seen.page
        page.locator("#compare input").first.uncheck()
        page.locator("#compare button").click()
        expect(page.locator("#compare [role=status]")).not_to_be_empty()
        expect(page.locator("dialog")).not_to_be_visible()
        assert find_faults(seen) == []


def test_fingers_move_it_too(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator("a[data-closer]").first.tap()
    page.wait_for_selector("dialog[open] canvas")
    page.wait_for_load_state("networkidle")
    before = read_ink(page)
    box = page.locator(".closer-box").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = context.new_cdp_session(page)
    for kind, gap in (("touchStart", 20), *(("touchMove", 20 + 12 * step) for step in range(1, 8)), ("touchEnd", None)):
        points = [] if gap is None else [{"x": x - gap, "y": y, "id": 1}, {"x": x + gap, "y": y, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_timeout(600)
    assert read_ink(page) != before
    context.close()


def test_without_script_a_link_leads_to_all_of_the_picture(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE, javascript=False) as seen:
        page = seen.page
        assert not page.locator("#compare").is_visible()
        assert not page.locator("dialog").is_visible()
        assert page.locator("figure img").count() == 2
        link = page.locator("a[data-closer]").first
        with page.expect_navigation():
            link.click()
        assert page.url.endswith("/full/max/0/default.jpg")


def test_where_the_viewer_does_not_come_the_picture_does(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE) as seen:
        seen.page.route("**/openseadragon-*", lambda route: route.abort())
        with seen.page.expect_navigation():
            seen.page.locator("a[data-closer]").first.click()
        assert seen.page.url.endswith("/full/max/0/default.jpg")


def test_a_page_from_a_folder_shows_them_too(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / PAGE / "index.html").as_uri())
    page.locator("a[data-closer]").first.click()
    page.wait_for_selector("dialog[open] canvas")
    page.wait_for_timeout(600)
    drawn = page.evaluate("() => document.querySelector('.closer-box canvas').width")
    assert drawn > 0
    assert page.locator(".closer-failed").inner_text() == ""
    page.close()


@pytest.mark.parametrize("lang", ["en", "hi", "ur"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pictures_of_the_demonstration_in_every_language(browser: Browser, demo: str, lang: str, width: int) -> None:
    """These are not large: no pieces, and the same closeness. In Urdu words start at the right; the picture stays."""
    with visit(browser, f"{demo}{lang}/entries/ajrak/", width=width, dark=lang == "ur") as seen:
        open_first(seen.page)
        before = read_ink(seen.page)
        seen.page.locator("[data-do=in]").click()
        seen.page.wait_for_timeout(200)
        assert read_ink(seen.page) != before
        assert find_faults(seen) == []


def test_the_script_is_light_and_only_where_pictures_are(demo_site: Path) -> None:
    """At most 4 KB as it travels; the policy of the pages is no wider for it."""
    assert len(gzip.compress(SCRIPT.read_bytes())) <= 4 * 1024
    for path in demo_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        head = text.split("</head>")[0]
        assert ("/zoom." in head) is ("data-closer" in text), path
        assert "openseadragon" not in head, path
