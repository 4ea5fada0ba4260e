"""The harness itself: every check is seen to find its fault on a bad page and nothing on a good one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import (
    DESK,
    PHONE,
    Visit,
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    serve_folder,
    take_screenshot,
    visit,
    walk,
)

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def good(browser: Browser) -> Iterator[Visit]:
    with serve_folder(HERE / "good") as address, visit(browser, address, width=PHONE) as seen:
        yield seen


@pytest.fixture(scope="module")
def bad(browser: Browser) -> Iterator[Visit]:
    with serve_folder(HERE / "bad") as address, visit(browser, address, width=DESK) as seen:
        yield seen


def test_a_good_page_has_no_faults(good: Visit) -> None:
    assert find_load_faults(good) == []
    assert find_accessibility_faults(good.page) == []
    assert find_overflow(good.page) == []
    assert find_markup_faults(HERE / "good") == []


def test_a_request_elsewhere_is_seen_and_refused(bad: Visit) -> None:
    assert "asks another host: https://elsewhere.invalid/pixel.png" in find_load_faults(bad)


def test_on_a_walk_each_page_answers_for_itself(browser: Browser, bad: Visit) -> None:
    with serve_folder(HERE) as address, walk(browser) as go:
        before, amid, after = (go(f"{address}{name}/") for name in ("good", "bad", "good"))
        assert find_load_faults(before) == find_load_faults(after) == []
        assert len(find_load_faults(amid)) == len(find_load_faults(bad))


def test_a_missing_file_is_seen(bad: Visit) -> None:
    assert any(fault.startswith("answered 404") and fault.endswith("/missing.png") for fault in find_load_faults(bad))


@pytest.mark.parametrize("said", ["console error: told to the console", "console uncaught: undeclared is not defined"])
def test_the_console_is_heard(bad: Visit, said: str) -> None:
    assert said in find_load_faults(bad)


@pytest.mark.parametrize("rule", ["html-has-lang", "image-alt", "color-contrast", "landmark-one-main"])
def test_axe_finds_what_is_wrong(bad: Visit, rule: str) -> None:
    assert any(fault.startswith(f"{rule} (") for fault in find_accessibility_faults(bad.page))


def test_what_runs_out_sideways_is_found(bad: Visit) -> None:
    assert any(fault.startswith("div.stretched from") for fault in find_overflow(bad.page))


def test_the_validator_finds_errors_and_their_place() -> None:
    faults = find_markup_faults(HERE / "bad")
    assert any(fault.startswith("index.html:12: error: An “img” element must have an “alt”") for fault in faults), (
        faults
    )
    assert any("No “p” element in scope" in fault for fault in faults), faults


def test_a_page_can_be_read_without_javascript(browser: Browser) -> None:
    with serve_folder(HERE / "good") as address:
        with visit(browser, address) as seen:
            assert seen.page.locator("#told").inner_text() == "With script."
        with visit(browser, address, javascript=False) as seen:
            assert seen.page.locator("#told").inner_text() == "Without script."


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_screenshot_has_the_width_asked_for(browser: Browser, tmp_path: Path, width: int) -> None:
    with serve_folder(HERE / "good") as address, visit(browser, address, width=width) as seen:
        picture = take_screenshot(seen.page, tmp_path / "shots" / "page.png")
    assert struct.unpack(">I", picture.read_bytes()[16:20])[0] == width
