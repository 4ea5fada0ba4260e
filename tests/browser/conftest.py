"""Fixtures of the browser tests: one Chromium for all of a worker's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser.browser_checks import start_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with start_chromium() as started:
        yield started
