"""A copy of one edition, opened from a folder: every way in it leads somewhere, with script and without."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import PHONE, find_accessibility_faults, find_markup_faults
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.offline import find_offline, write_offline
from concord.render.press import make_press

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
ARCHIVES = ROOT / "tests" / "archives"
COPIES = (("two-sides", "hy"), ("four-sides", "ar"), ("one-language", "ko"))
# A link of a drawing keeps its address in an object of its own.
WAYS = """() => [...document.querySelectorAll('a[href]')]
    .map(link => new URL(link.getAttribute('href'), document.baseURI).href)
    .filter(href => href.startsWith('file:')).map(href => href.split('#')[0])"""


@pytest.fixture(scope="module", params=COPIES, ids="-".join)
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, unpacked."""
    name, lang = request.param
    site = derive(load(ARCHIVES / name / "archive", "2026-12-31"))
    assert isinstance(site, Site), site
    press = make_press(site, ARCHIVES / name / "locales")
    press.copy = lang
    place = tmp_path_factory.mktemp("offline")
    write_offline(find_offline(press, lang), "copy", place / "copy.zip")
    with zipfile.ZipFile(place / "copy.zip") as packed:
        packed.extractall(place)
    return place / "copy"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_every_way_leads_somewhere_and_nothing_complains(browser: Browser, copy: Path, *, javascript: bool) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 740}, java_script_enabled=javascript)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{page.url}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error.message}"))
    # What is broken off because the next page is opened is no fault.
    page.on(
        "requestfailed",
        lambda request: "ABORTED" in str(request.failure) or faults.append(f"{page.url}: failed: {request.url}"),
    )
    page.on("request", lambda request: request.url.startswith("file:") or faults.append(f"elsewhere: {request.url}"))
    waiting, seen = [(copy / "index.html").as_uri()], set()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        page.goto(url)
        waiting += page.evaluate(WAYS) if url.endswith(".html") else []
    context.close()
    assert faults == []
    written = {path.as_uri() for path in copy.rglob("*.html")}
    assert written <= seen, sorted(written - seen)


def test_a_search_finds_and_leads_to_the_entry(browser: Browser, copy: Path) -> None:
    """The index is read as scripts, since from a folder browsers read no data."""
    (lang,) = {path.parent.parent.name for path in copy.glob("*/search/index.html")}
    page = browser.new_page()
    page.goto((copy / lang / "browse" / "index.html").as_uri())
    title = page.locator(".card a").first.inner_text()
    page.goto((copy / lang / "search" / "index.html").as_uri())
    page.fill("#q", title)
    page.locator("#hits a").first.click()
    page.wait_for_url("**/entries/*/index.html")
    assert title in page.locator("h1").inner_text()
    page.close()


def test_the_chooser_says_which_editions_are_not_here(browser: Browser, copy: Path) -> None:
    page = browser.new_page()
    page.goto((copy / "index.html").as_uri())
    assert page.locator(".door").count() == page.locator(".door-in").count() + page.locator(".door .muted").count()
    assert page.locator(".door-in").count() == 1
    assert find_accessibility_faults(page) == []
    with page.expect_navigation():
        page.locator(".door-in").click()
    assert page.locator(".editions .gap-note").count() == page.locator(".editions li:not(.beside)").count() - 1
    assert find_accessibility_faults(page) == []
    page.close()


def test_its_pages_are_valid_html(copy: Path) -> None:
    assert find_markup_faults(copy) == []
