"""Lighthouse, as a phone on a slow line: every category at 95 or more on the pages that readers come through."""

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
def test_pages_are_fast_accessible_and_found(address: str, modules: Path, page: str) -> None:
    measured = measure(address, page, modules)
    assert measured.is_good, (measured.scores, measured.faults)
