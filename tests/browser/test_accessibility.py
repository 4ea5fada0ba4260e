"""What the page on accessibility says was tried: by keyboard, narrow, with more room, in other colours, read aloud."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser import test_demo_pages, test_look, test_pages, test_sparing
from browser.browser_checks import DESK, PHONE, find_overflow, serve_folder
from browser.turns import find_stand_ins, take_turns
from concord.render.accessibility_page import CHECKS

pytestmark = pytest.mark.browser

LANGUAGES = ("hi", "ur", "en")
IS_LONG = os.environ.get("CONCORD_TIER") == "long"
ENTRIES = ("basmati", "heer-waris-shah", "phulkari")
NARROW = 320

# What the tab key has to reach, in the order of the document: radio buttons of a group are one stop, what is folded
# away is none.
STOPS = """() => {
  const groups = new Set();
  const isStop = element => {
    if (!element.checkVisibility({visibilityProperty: true}) || element.tabIndex < 0) return false;
    if (element.type !== 'radio') return true;
    const all = [...document.querySelectorAll(`input[name="${element.name}"]`)];
    const chosen = all.find(one => one.checked) || all[0];
    return element === chosen && !groups.has(element.name) && groups.add(element.name);
  };
  window.stops = [...document.querySelectorAll('a[href], button, input, summary, select, textarea, [tabindex]')]
    .filter(isStop);
  return window.stops.length;
}"""
# Where the focus is: its place among the stops, and what is wrong with how it shows.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return [-1, ''];
  const place = window.stops.indexOf(element);
  // A card is framed as a whole: its link covers it.
  const framed = element.closest('.card') || element;
  const style = getComputedStyle(framed);
  const said = `${element.tagName} ${element.textContent.trim().slice(0, 40)}`;
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return [place, `not seen: ${said}`];
  const box = element.getClientRects()[0];
  if (!box || box.width < 1 || box.height < 1) return [place, `no box: ${said}`];
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return [place, `out of sight: ${said}`];
  const top = document.elementFromPoint(x, y);
  const isFree = top && (element.contains(top) || top.contains(element) || framed.contains(top));
  return [place, isFree ? '' : `covered: ${said}`];
}"""
REORDERED = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  return element.tabIndex > 0 || style.order !== '0' || style.flexDirection.endsWith('reverse');
}).map(element => element.outerHTML.slice(0, 80))"""
# WCAG 1.4.12, through the object model: the pages' own policy allows no style that is written into them.
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  const words = 'letter-spacing: .12em !important; word-spacing: .16em !important;';
  sheet.replaceSync(`* { line-height: 1.5 !important; ${words} }`
    + ' p { margin-block-end: 2em !important; }');
  document.adoptedStyleSheets = [sheet];
}"""
TWICE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { font-size: 200% !important; }');
  document.adoptedStyleSheets = [sheet];
}"""
# Targets under 24 pixels either way, but for links in sentences (WCAG 2.5.8). A label makes its control as large.
SMALL = """() => [...document.querySelectorAll('a[href], button, input, summary')].filter(element => {
  if (!element.checkVisibility() || element.matches(".skip, .back *")) return false;
  if (getComputedStyle(element).display === "inline") return false;
  const box = (element.closest('label') || element).getBoundingClientRect();
  return box.width < 23.5 || box.height < 23.5;
}).map(element => element.outerHTML.slice(0, 100))"""
CLIPPED = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  if (!element.checkVisibility() || element.matches('.unseen, .cell-lang') || style.display === 'inline') return false;
  const hides = value => value === 'hidden' || value === 'clip';
  return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 80))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  return style.animationName !== 'none' || style.scrollBehavior !== 'auto'
    || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
}).map(element => element.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serve_folder(demo_site) as served:
        yield served


@pytest.fixture(scope="module")
def pages(demo_site: Path) -> list[str]:
    """In the quick tier a page of each kind, the editions in turn, and some entries in all; else every page."""
    found = sorted(
        path.relative_to(demo_site).as_posix().removesuffix("index.html") for path in demo_site.rglob("*.html")
    )
    if IS_LONG:
        return found
    kinds = take_turns(find_stand_ins(found))
    entries = [f"{lang}/entries/{entry}/" for entry in ENTRIES for lang in LANGUAGES]
    return [*dict.fromkeys([*kinds, *entries, *(f"parallel/{entry}/" for entry in ENTRIES)])]


def open_page(context: BrowserContext, url: str) -> Page:
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(url)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return page


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_the_tab_key_leads_through_everything_in_order(
    browser: Browser, address: str, pages: list[str], width: int
) -> None:
    faults = []
    context = browser.new_context(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    for name in pages if width == DESK else pages[::4]:
        page = open_page(context, f"{address}{name}")
        count = page.evaluate(STOPS)
        faults += [f"{name}: reordered: {one}" for one in page.evaluate(REORDERED)]
        places = []
        for _ in range(count):
            page.keyboard.press("Tab")
            place, fault = page.evaluate(FOCUS)
            places.append(place)
            faults += [f"{name}: {fault}"] if fault else []
        page.keyboard.press("Tab")
        if places != list(range(count)) or page.evaluate(FOCUS)[0] not in (-1, 0):
            faults.append(f"{name}: {count} stops, reached {places}")
    context.close()
    assert faults == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href='#a' tabindex='2'>one</a>", "reordered"),
        ("<a href='#a' style='outline: none'>one</a>", "not seen"),
        ("<a href='#a'>one</a><div style='position: fixed; inset: 0'></div>", "covered"),
    ],
)
def test_a_page_that_misleads_the_tab_key_is_found(browser: Browser, body: str, fault: str) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 700})
    page.set_content(f"<style>:focus {{ outline: 3px solid }}</style>{body}")
    assert page.evaluate(STOPS) == 1
    page.keyboard.press("Tab")
    assert page.evaluate(REORDERED) if fault == "reordered" else page.evaluate(FOCUS)[1].startswith(fault)
    page.close()


def test_magnified_to_400_percent_nothing_runs_out_sideways(browser: Browser, address: str, pages: list[str]) -> None:
    """A window of 1280 pixels, magnified four times, is one of 320."""
    context = browser.new_context(viewport={"width": NARROW, "height": 256}, device_scale_factor=4)
    faults = []
    for name in pages:
        page = open_page(context, f"{address}{name}")
        faults += [f"{name}: {fault}" for fault in find_overflow(page)]
        if page.evaluate("() => document.scrollingElement.scrollWidth") > NARROW:
            faults.append(f"{name}: scrolls sideways")
    context.close()
    assert faults == []


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_with_more_room_or_larger_letters_nothing_is_cut_off(
    browser: Browser, address: str, pages: list[str], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    faults = []
    for name in pages:
        page = open_page(context, f"{address}{name}")
        faults += [f"{name}: small: {fault}" for fault in page.evaluate(SMALL)]
        for style in (SPACE, TWICE):
            page.evaluate(style)
            faults += [f"{name}: {fault}" for fault in [*find_overflow(page), *page.evaluate(CLIPPED)]]
    context.close()
    assert faults == []


def test_a_page_that_cuts_off_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 700})
    page.set_content("<div style='height: 1.2em; overflow: hidden'><p style='margin: 0'>one line of words</p></div>")
    assert page.evaluate(CLIPPED) == []
    page.evaluate(SPACE)
    assert page.evaluate(CLIPPED)
    page.close()


def test_in_the_colours_of_the_device_marks_stay(browser: Browser, address: str) -> None:
    """What stands here, where the focus is, what is agreed and what is hollow: none of it by colour or shadow alone."""
    context = browser.new_context(viewport={"width": DESK, "height": 900}, forced_colors="active", color_scheme="dark")
    for lang in LANGUAGES:
        page = open_page(context, f"{address}{lang}/timeline/")
        paper = look(page, "html", "backgroundColor")
        assert look(page, ".editions [aria-current]", "borderBlockEndStyle") == "solid"
        assert look(page, ".span .hollow", "fill") == paper
        assert look(page, ".span .bar", "fill") not in (paper, "none")
        assert look(page, ".time-rows > li", "borderBlockStartStyle") == "solid"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert look(page, ":focus", "outlineStyle") == "solid"
        assert look(page, ":focus", "outlineColor") != paper
        page = open_page(context, f"{address}{lang}/entries/basmati/")
        for selector in (".ground", ".narrative", "article > .section"):
            assert look(page, selector, "borderBlockStartStyle") in ("solid", "double"), selector
    context.close()


def look(page: Page, selector: str, name: str) -> str:
    """How the first such element looks in one respect."""
    css = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    return str(page.evaluate(css, [selector, name]))


def test_where_less_motion_is_asked_for_nothing_moves(browser: Browser, address: str, pages: list[str]) -> None:
    context = browser.new_context(viewport={"width": DESK, "height": 900}, reduced_motion="reduce")
    faults = [f"{name}: {one}" for name in pages for one in open_page(context, f"{address}{name}").evaluate(MOVING)]
    context.close()
    assert faults == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_side_by_side_words_are_read_in_order_each_in_its_language(browser: Browser, address: str, entry: str) -> None:
    """The tree that programs which read aloud are given, against the order of the groups and languages."""
    context = browser.new_context(viewport={"width": DESK, "height": 900})
    page = open_page(context, f"{address}parallel/{entry}/")
    columns = page.evaluate("() => [...document.querySelectorAll('.choose input')].map(box => box.value)")
    cells: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll('.group .cell')].map(cell => [cell.dataset.column,
          cell.querySelector('[lang]').lang, cell.querySelector('.cell-lang').textContent,
          cell.querySelector('.prose > *, .empty p, p')?.firstChild?.textContent.trim().slice(0, 30) || ''])"""
    )
    assert [cell[:2] for cell in cells] == [
        [str(at + 1), lang] for _ in range(len(cells) // len(columns)) for at, lang in enumerate(columns)
    ]
    nodes = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = "\n".join(node["name"]["value"] for node in walk(nodes) if node.get("role", {}).get("value") == "StaticText")
    at = 0
    for _, _, name, words in cells:
        for piece in (name, words):
            found = said.find(piece, at)
            assert found >= 0, (piece, said[at : at + 200])
            at = found + len(piece)
    context.close()


def walk(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The nodes of a tree in the order in which they are read."""
    known = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]["nodeId"]]
    while waiting:
        node = known.get(waiting.pop())
        if node:
            yield node
            waiting += reversed(node.get("childIds", []))


# A sentence on the page stands for these tests; one that is taken away takes its sentence with it.
TRIED: Mapping[str, tuple[Callable[..., None], ...]] = {
    "rules": (
        test_demo_pages.test_pages_load_quietly_fit_and_are_accessible,
        test_pages.test_pages_load_quietly_fit_and_are_accessible,
        test_look.test_axe_and_console_are_silent,
    ),
    "markup": (test_demo_pages.test_every_page_is_valid_html, test_pages.test_every_page_is_valid_html),
    "keyboard": (test_the_tab_key_leads_through_everything_in_order,),
    "reflow": (test_magnified_to_400_percent_nothing_runs_out_sideways,),
    "spacing": (test_with_more_room_or_larger_letters_nothing_is_cut_off,),
    "targets": (test_with_more_room_or_larger_letters_nothing_is_cut_off,),
    "forced-colours": (test_in_the_colours_of_the_device_marks_stay,),
    "motion": (test_where_less_motion_is_asked_for_nothing_moves,),
    "order": (test_side_by_side_words_are_read_in_order_each_in_its_language,),
    "no-script": (test_demo_pages.test_pages_are_read_without_javascript,),
    "sparing": (
        test_sparing.test_without_script_nothing_heavy_is_asked_for_on_any_page,
        test_sparing.test_with_script_nothing_heavy_is_asked_for_and_one_picture_is_one_request,
    ),
}


def test_the_page_says_what_is_tried_and_no_more() -> None:
    assert set(TRIED) == set(CHECKS)


def test_every_edition_leads_to_the_page(demo_site: Path) -> None:
    for lang in LANGUAGES:
        for path in (demo_site / lang).rglob("*.html"):
            assert 'accessibility/"' in path.read_text(encoding="utf-8").split("<footer")[1], path
