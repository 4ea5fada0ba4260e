"""Searching the demonstration in a real browser: typed in three scripts, by keyboard, without script, from a folder."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.browser_checks import (
    DESK,
    PHONE,
    find_accessibility_faults,
    find_load_faults,
    find_overflow,
    serve_folder,
    visit,
)
from conftest import ROOT

pytestmark = pytest.mark.browser
SCRIPT = ROOT / "overrides" / "assets" / "search.js"


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serve_folder(demo_site) as served:
        yield served


def type_in(page: Page, query: str) -> None:
    """Types letter by letter and waits for an answer."""
    page.locator("#q").press_sequentially(query)
    page.wait_for_selector("#said p")


def find_links(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator("#hits a").all()]


@pytest.mark.parametrize(
    ("lang", "query", "entry"),
    [
        ("ur", "باسمتي", "basmati"),
        ("ur", "बासमती", "basmati"),
        ("ur", "gharana", "kasur-patiala-gharana"),
        ("hi", "हीर", "heer-waris-shah"),
        ("hi", "ہیر", "heer-waris-shah"),
        ("en", "basmti", "basmati"),
        ("en", "फुलकारी", "phulkari"),
    ],
)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_is_typed_is_found_said_and_marked(
    browser: Browser, address: str, lang: str, query: str, entry: str, width: int
) -> None:
    with visit(browser, f"{address}{lang}/search/", width=width) as seen:
        type_in(seen.page, query)
        assert find_links(seen.page)[0] == f"../entries/{entry}/"
        assert seen.page.locator("#hits mark").count() > 0
        assert str(seen.page.locator("#hits > li").count()) in seen.page.locator("#said").inner_text()
        faults = find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page)
        assert faults == []
        bare = (
            "() => [...document.querySelectorAll('main [lang]')].filter(one => !one.dir || !one.dataset.script).length"
        )
        assert seen.page.evaluate(bare) == 0


def test_a_name_of_another_language_says_which(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}en/search/") as seen:
        type_in(seen.page, "ہیر")
        said = seen.page.locator("#hits li").first.locator("p.muted").first.inner_text()
        assert "اردو" in said
        assert "ہیر" in said


def test_words_of_a_side_are_quoted_under_its_name_and_of_each_that_says_them(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}en/search/") as seen:
        type_in(seen.page, "business daily")
        row = seen.page.locator("#hits li").first
        expect(row.locator("p:has(mark)").nth(1)).to_be_visible()
        told = [line for line in row.locator("p.muted").all_inner_texts() if line.startswith("Told by")]
        assert len(set(told)) == 2
        assert find_load_faults(seen) == []


def test_everything_can_be_done_by_keyboard(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}ur/search/") as seen:
        page = seen.page
        page.locator("#q").focus()
        page.keyboard.type("پاکستان")
        page.wait_for_selector("#hits a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        place = "() => [...document.querySelectorAll('#hits a')].indexOf(document.activeElement)"
        assert page.evaluate(place) == 1
        assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("() => document.activeElement.id") == "q"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        page.wait_for_selector("#hits a", state="detached")
        assert page.evaluate("() => [document.activeElement.id, document.activeElement.value].join()") == "q,"
        page.keyboard.type("ajrak")
        page.keyboard.press("Enter")
        page.wait_for_selector("#hits a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ur/entries/ajrak/")
        page.go_back()
        page.wait_for_selector("#hits a")
        assert page.locator("#q").input_value() == "ajrak"


def test_results_are_narrowed_and_more_are_shown(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}en/search/") as seen:
        page = seen.page
        type_in(page, "the")
        assert page.locator("#hits > li").count() == 10
        page.locator("#more").click()
        expect(page.locator("#hits > li:nth-child(11) a")).to_be_focused()
        everything = page.locator("#hits > li").count()
        assert everything > 10
        page.check("input[name=told][value='1']")
        expect(page.locator("#hits > li")).not_to_have_count(10)
        page.check("input[name=kind][value=song]")
        expect(page.locator("#hits > li")).to_have_count(1)
        assert page.locator("#said p").count() == 1


def test_answers_are_announced_once_each_and_the_reader_keeps_typing(browser: Browser, address: str) -> None:
    """One polite live region that is there before anything is said in it; focus never leaves the field by itself."""
    with visit(browser, f"{address}ur/search/") as seen:
        page = seen.page
        regions = page.locator("[role=status], [role=alert], [aria-live]")
        assert regions.count() == 1
        assert regions.first.get_attribute("id") == "said"
        assert regions.first.inner_text() == ""
        page.evaluate(
            """() => {
              window.told = [];
              new MutationObserver(() => told.push(document.getElementById("said").innerText))
                .observe(document.getElementById("said"), { childList: true, subtree: true });
            }"""
        )
        for query in ("باسمتی", "xylophonically"):
            page.locator("#q").fill("")
            # In one go: on a slow machine single letters would be looked for one by one.
            page.locator("#q").fill(query)
            expect(page.locator("#hits > li")).to_have_count(0) if query.isascii() else page.wait_for_selector(
                "#hits a"
            )
            page.wait_for_timeout(400)
            assert page.evaluate("() => document.activeElement.id") == "q"
        told = [line for line in page.evaluate("() => told") if line]
        assert len(told) == len({*told}) == 2, told
        assert page.locator("#said").evaluate("one => getComputedStyle(one).display") != "none"


def test_everything_can_be_done_by_touch(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}ur/search/")
    page.locator("#q").tap()
    page.locator("#q").press_sequentially("بہاول")
    page.wait_for_selector("#hits a")
    targets = "#q, #seek button, #seek fieldset label, #hits h2 a, #more:not([hidden])"
    sizes = page.locator(targets).evaluate_all(
        "all => all.filter(one => one.offsetParent)"
        ".map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect()])"
        ".filter(([, box]) => box.height < 24 || box.width < 24).map(([name]) => name)"
    )
    assert sizes == []
    before = page.locator("#hits > li").count()
    label = page.locator("#seek label:has([name=kind])").nth(1)
    label.tap()
    expect(page.locator("#seek [name=kind]").nth(1)).to_be_checked()
    page.locator("#seek label:has([name=kind])").first.tap()
    expect(page.locator("#hits > li")).to_have_count(before)
    page.locator("#hits h2 a").first.tap()
    page.wait_for_url("**/ur/entries/**")
    context.close()


def test_without_script_one_sentence_leads_to_everything(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}hi/search/", javascript=False) as seen:
        assert not seen.page.locator("#seek").is_visible()
        assert seen.page.locator("#plain a").get_attribute("href") == "../../hi/browse/"
    with visit(browser, f"{address}hi/search/") as seen:
        assert seen.page.locator("#seek").is_visible()
        assert not seen.page.locator("#plain").is_visible()


def test_a_page_from_a_folder_says_why_it_cannot_search(browser: Browser, demo_site: Path) -> None:
    page = browser.new_page()
    page.goto((demo_site / "en" / "search" / "index.html").as_uri())
    type_in(page, "basmati")
    assert "folder" in page.locator("#said").inner_text()
    page.close()


def test_the_script_is_light_and_no_other_page_asks_for_anything(demo_site: Path) -> None:
    """At most 8 KB as it travels, on the search pages alone; and only they may read further files."""
    assert len(gzip.compress(SCRIPT.read_bytes())) <= 8 * 1024
    for path in demo_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        is_search = path.parent.name == "search"
        assert ("connect-src" in text) is is_search, path
        assert ("search." in text.split("</head>")[0]) is is_search, path
