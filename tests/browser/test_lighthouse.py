"""Lighthouse, as a phone on a slow line: 95 or more on the pages that readers come through.

What it says of speed depends on what else the machine does, and is shown by `scripts/lighthouse`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.compressed import serve_compressed
from browser.lighthouse import list_pages, measure
from npm_packages import install_lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    with serve_compressed(demo_site) as served:
        yield served


@pytest.fixture(scope="module")
def modules() -> Path:
    """Fetched from its lock on the first run."""
    return install_lighthouse()


@pytest.mark.parametrize("page", list(list_pages()))
def test_pages_are_accessible_sound_and_found(address: str, modules: Path, page: str) -> None:
    measured = measure(address, page, modules, tries=1)
    assert measured.find_low("accessibility", "best-practices", "seo") == {}, measured.faults
