"""Where a page is sparing no picture and no font is asked for before the reader does: the log of requests says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.browser_checks import PHONE, find_accessibility_faults, find_overflow, serve_folder, visit
from browser.turns import find_stand_ins, take_turns

pytestmark = pytest.mark.browser

ENTRY = "entries/mohenjo-daro-necklace/"
HEAVY = {"image", "font"}
FACES = (
    "() => [...document.fonts].filter(face => face.status !== 'unloaded' && /Concord/.test(face.family))"
    ".map(face => face.family)"
)
LANGUAGES = ("hi", "ur", "en")


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serve_folder(demo_site) as served:
        yield served


class Reader:
    """Somebody with a browser of their own; `heavy` lists the pictures and fonts that were asked for.

    Where a browser has been to other sites of this machine, fonts are judged by those that the page itself uses:
    Chromium calls up ahead, from its cache, what it has learnt, under the name of the page.
    """

    def __init__(self, browser: Browser, *, javascript: bool) -> None:
        self.context: BrowserContext = browser.new_context(
            viewport={"width": PHONE, "height": 740}, java_script_enabled=javascript, service_workers="block"
        )
        self.page: Page = self.context.new_page()
        self.heavy: list[str] = []
        self.page.on("request", lambda request: request.resource_type in HEAVY and self.heavy.append(request.url))

    def go(self, url: str) -> None:
        """Opens a page, scrolls to its end and waits until nothing more is asked for."""
        self.page.goto(url, wait_until="load")
        self.reach_end()

    def reach_end(self) -> None:
        """Lazy pictures are fetched when they come near."""
        self.page.keyboard.press("End")
        self.page.wait_for_timeout(150)
        self.page.wait_for_load_state("networkidle")

    def find_used(self) -> list[str]:
        """Pictures that were asked for and faces of ours that words on the page are set in, or wait for."""
        return [url for url in self.find_heavy() if not url.endswith(".woff2")] + list(self.page.evaluate(FACES))

    def find_heavy(self) -> list[str]:
        """Pictures and fonts; the mark of the tab is neither asked for by us nor avoidable."""
        return [url for url in self.heavy if "/mark." not in url and not url.endswith("favicon.ico")]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Reader]:
    """A reader without JavaScript."""
    reader = Reader(browser, javascript=False)
    yield reader
    reader.context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Reader]:
    """A reader with JavaScript."""
    reader = Reader(browser, javascript=True)
    yield reader
    reader.context.close()


def find_pages(site: Path) -> list[str]:
    """One page of each kind, the editions in turn, and what stands outside them."""
    pages = (path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))
    return take_turns(find_stand_ins(pages))


def test_without_script_nothing_heavy_is_asked_for_on_any_page(plain: Reader, address: str, demo_site: Path) -> None:
    """No page could keep a choice, so every page begins sparing: that is what stays while links are followed."""
    for page in [*find_pages(demo_site), *(f"{lang}/{ENTRY}" for lang in LANGUAGES)]:
        plain.go(f"{address}{page}")
        assert plain.find_used() == [], page
        assert plain.page.locator("#ask").is_visible(), page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_script_a_tick_brings_the_fonts_and_a_link_a_picture(plain: Reader, address: str, lang: str) -> None:
    plain.go(f"{address}{lang}/{ENTRY}")
    link = plain.page.locator(".wait a").first
    assert re.search(r"\(\d+ ", link.inner_text()), "how large it is, in the words of the language"
    assert not plain.page.locator("figure img").first.is_visible()
    plain.page.check("#ask")
    plain.reach_end()
    assert {url.rpartition(".")[2] for url in plain.find_heavy()} == {"woff2"}
    assert plain.find_used()
    link.click()
    plain.page.wait_for_url("**/media/*.jpg")


AT_FIRST = f"""new MutationObserver((_, observer) => {{
  if (document.body) {{ window.atFirst = ({FACES})(); observer.disconnect(); }}
}}).observe(document, {{childList: true, subtree: true}})"""


@pytest.mark.parametrize(("lang", "family"), [("hi", "Devanagari"), ("ur", "Nastaliq"), ("en", "Latin")])
def test_with_script_the_face_is_on_its_way_before_a_word_is_laid_out(
    scripted: Reader, address: str, lang: str, family: str
) -> None:
    """What comes after the first paint breaks lines elsewhere, and the page moves under the reader."""
    scripted.page.add_init_script(AT_FIRST)
    scripted.go(f"{address}{lang}/browse/")
    assert any(family in name for name in scripted.page.evaluate("window.atFirst"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_script_the_choice_stays(scripted: Reader, address: str, lang: str) -> None:
    scripted.go(f"{address}{lang}/about/")
    assert not scripted.page.locator("#ask").is_visible()
    assert scripted.page.evaluate(FACES)
    scripted.page.check("input[value=asked]")
    # What was chosen reaches Chromium's other processes a moment later; no hand is as fast as this test.
    scripted.page.wait_for_timeout(300)
    scripted.page.goto(f"{address}{lang}/browse/")
    scripted.page.locator(f".card a[href$='{ENTRY}']").click()
    scripted.page.wait_for_url(f"**/{ENTRY}")
    scripted.reach_end()
    assert [url for url in scripted.find_heavy() if "/media/" in url] == []
    assert scripted.page.evaluate(FACES) == []
    scripted.page.check("#ask")
    scripted.page.wait_for_function(f"() => ({FACES})().length > 0")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_script_nothing_heavy_is_asked_for_and_one_picture_is_one_request(
    scripted: Reader, address: str, lang: str
) -> None:
    scripted.page.add_init_script("localStorage.setItem('concord-pictures', 'asked')")
    for page in ("", "browse/", "search/", ENTRY):
        scripted.go(f"{address}{lang}/{page}")
        assert scripted.find_used() == [], page
    link = scripted.page.locator(".wait a").first
    target = link.evaluate("link => link.href")
    link.click()
    scripted.page.wait_for_load_state("networkidle")
    image = scripted.page.locator("figure img").first
    image.evaluate("image => image.decode()")
    assert scripted.find_used() == [target]
    assert image.is_visible()
    assert image.evaluate("image => image === document.activeElement")
    scripted.page.check("input[value=all]")
    scripted.reach_end()
    assert any(url.endswith(".woff2") for url in scripted.find_heavy())


def test_a_device_that_saves_data_is_heard(scripted: Reader, address: str) -> None:
    scripted.page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}, configurable: true})"
    )
    scripted.go(f"{address}ur/{ENTRY}")
    assert scripted.find_used() == []
    assert scripted.page.locator("input[value=asked]").is_checked()


def test_a_picture_weighs_what_is_said(plain: Reader, address: str, demo_site: Path) -> None:
    plain.go(f"{address}en/{ENTRY}")
    for link in plain.page.locator(".wait a").all():
        path = demo_site / "media" / str(link.get_attribute("href")).rpartition("/")[2]
        assert f"({-(-path.stat().st_size // 1000)} " in link.inner_text()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_sparing_page_is_accessible_and_fits(browser: Browser, address: str, lang: str, *, dark: bool) -> None:
    with visit(browser, f"{address}{lang}/{ENTRY}", width=PHONE, dark=dark) as seen:
        seen.page.check("input[value=asked]")
        assert find_accessibility_faults(seen.page) + find_overflow(seen.page) == []


def test_no_page_asks_for_a_font_or_a_picture_ahead(demo_site: Path) -> None:
    """What is preloaded or eager is fetched however sparing the page is."""
    for path in demo_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "preload" not in text.split("</head>")[0], path
        assert text.count("<img ") == text.count(' loading="lazy"'), path
