"""Listening and watching in a real browser: with script what is heard is marked; without it nothing is missing."""

from __future__ import annotations

import functools
import http.server
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

import forge
from browser.browser_checks import (
    DESK,
    PHONE,
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    run_server,
    visit,
)
from concord.cli.ranges import RangeHandler

pytestmark = pytest.mark.browser
PAGE = "nb/entries/church-boat/"
TONE, FILM = "#recording-stroke-tone", "#recording-stroke-film"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of which one entry has a tone and a film."""
    return forge.build(forge.ARCHIVES / "one-script" / "archive", tmp_path_factory.mktemp("heard") / "site")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """As hosts serve it: a player leaps by asking for a piece of the file."""
    handler = functools.partial(RangeHandler, directory=str(folder))
    with run_server(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as served:
        yield served


def can_play(page: Page) -> bool:
    """Whether this browser has the codecs at all; the pages are right without them."""
    asked = 'video/mp4; codecs="avc1.42C00A, mp4a.40.2"'
    return bool(page.evaluate("type => document.createElement('video').canPlayType(type)", asked))


def find_marked(page: Page, recording: str) -> str:
    return str(page.locator(f"{recording} .cues > [aria-current] > span").inner_text())


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_is_sound_and_fetches_nothing(browser: Browser, address: str, width: int, javascript: bool) -> None:
    with visit(browser, address + PAGE, width=width, javascript=javascript) as seen:
        page = seen.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.reload(wait_until="networkidle")
        assert [path for path in asked if path.endswith((".mp3", ".mp4", ".vtt"))] == []
        assert find_load_faults(seen) == []
        assert find_overflow(page) == []
        if javascript:
            assert find_accessibility_faults(page) == []
        assert page.locator(f"{TONE} .cues > li").all_inner_texts()[2].endswith("Her slutter den snart.")
        assert page.locator(f"{FILM} video[controls]").count() == 1
        assert page.locator(".cues button").count() == (7 if javascript else 0)


def test_it_plays_from_the_line_that_is_chosen_and_marks_what_is_heard(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE) as seen:
        page = seen.page
        if not can_play(page):
            pytest.skip("this Chromium has no codecs")
        assert page.locator(".cues > [aria-current]").count() == 0
        button = page.locator(f"{TONE} .cues button").nth(1)
        expect(button).to_have_accessible_name("Spill av fra 0:02")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"{TONE} .cues > [aria-current]")).to_have_count(1)
        assert find_marked(page, TONE).startswith("Tonen går videre")
        page.wait_for_function(f"() => document.querySelector('{TONE} audio').currentTime > 2.6", timeout=5000)
        assert find_marked(page, TONE).startswith("Tonen går videre"), "it leaps, and does not begin at the start"
        expect(page.locator(f"{TONE} .cues > li").nth(2)).to_have_attribute("aria-current", "true", timeout=5000)
        page.evaluate("() => scrollTo(0, 0)")
        page.wait_for_timeout(300)
        assert page.evaluate("() => scrollY") == 0, "nothing scrolls by itself"


def test_one_recording_ends_the_other_and_a_film_has_its_captions(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE) as seen:
        page = seen.page
        if not can_play(page):
            pytest.skip("this Chromium has no codecs")
        page.locator(f"{TONE} .cues button").first.click()
        page.wait_for_function(f"() => !document.querySelector('{TONE} audio').paused")
        page.locator(f"{FILM} .cues button").nth(2).click()
        page.wait_for_function(f"() => document.querySelector('{TONE} audio').paused")
        page.wait_for_function(f"() => document.querySelector('{FILM} video').currentTime > 2.2")
        assert find_marked(page, FILM) == "Tredje åretak, enda lysere."
        shown = page.evaluate(
            f"() => [...document.querySelector('{FILM} video').textTracks].filter(t => t.mode === 'showing')"
            ".map(t => [t.language, [...t.activeCues].map(c => c.text)])"
        )
        assert shown == [["nb", ["Tredje åretak, enda lysere."]]]
        assert find_load_faults(seen) == []


def test_without_script_the_player_plays_and_shows_captions(browser: Browser, address: str, folder: Path) -> None:
    """The controls are the browser's own; here the tracks alone are looked at, as they stand in the page."""
    text = (folder / PAGE / "index.html").read_text(encoding="utf-8")
    assert text.count('preload="none"') == 2
    assert text.count("<track ") == 4
    assert text.count(" data-own>") == 1
    with visit(browser, address + PAGE, javascript=False) as seen:
        assert seen.page.locator(".cues .clock").first.inner_text() == "0:00"


def test_a_transcript_stands_beside_the_other_on_the_parallel_page(browser: Browser, address: str) -> None:
    with visit(browser, address + "parallel/church-boat/") as seen:
        rows = seen.page.locator("#captions-stroke-tone .group")
        assert rows.count() == 3
        words = rows.nth(2).inner_text()
        assert "Her slutter den snart." in words
        assert "No sluttar han snart." in words
        assert find_load_faults(seen) == []
        assert find_accessibility_faults(seen.page) == []


def test_paper_has_the_words_and_no_player(browser: Browser, address: str) -> None:
    with visit(browser, address + PAGE) as seen:
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(f"{TONE} audio").is_visible()
        assert not seen.page.locator(f"{FILM} video").is_visible()
        assert seen.page.locator(f"{FILM} .cues > li").nth(3).is_visible()


def test_the_pages_are_lawful_html(folder: Path, tmp_path: Path) -> None:
    for page in (PAGE, "parallel/church-boat/"):
        (tmp_path / page).mkdir(parents=True)
        shutil.copyfile(folder / page / "index.html", tmp_path / page / "index.html")
    assert find_markup_faults(tmp_path) == []
