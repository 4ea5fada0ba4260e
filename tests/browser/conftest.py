"""Fixtures of the browser tests: one Chromium for all of a worker's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.browser_checks import launch_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        started = launch_chromium(playwright)
        yield started
        started.close()
