"""Fixtures that every test may ask for: where things are, and the demonstration built once for all workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rules import overlay

ROOT = Path(__file__).resolve().parent.parent

# The quick tier draws the same examples every time, so that it is green or red for a reason in the change at hand.
# The long tier looks for new ones.
CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=40, suppress_health_check=CALM)
settings.register_profile("long", deadline=None, max_examples=400, suppress_health_check=CALM)
settings.load_profile(os.environ.get("CONCORD_TIER", "quick"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the rules' examples after both sides have agreed to all of it; to be copied, never changed."""
    root = tmp_path_factory.mktemp("agreed") / "archive"
    shutil.copytree(overlay.BASE, root)
    overlay.agree(root)
    return root


@pytest.fixture
def demo_copy(tmp_path: Path) -> Path:
    """The demonstration in a folder of its own, to be spoiled at will: configuration and archive, nothing built."""
    target = tmp_path / "demonstration"
    target.mkdir()
    shutil.copytree(ROOT / "archive", target / "archive")
    shutil.copyfile(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory, build_environment: dict[str, str]) -> Path:
    """The demonstration's site as plain `mkdocs build --strict` makes it; built once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site, done = shared / "demo-site", shared / "demo-site.done"
    try:
        (shared / "demo-site.lock").mkdir()
    except FileExistsError:
        _wait_for(done)
    else:
        done.write_text(_build_demo(site, build_environment), encoding="utf-8")
    said = done.read_text(encoding="utf-8")
    assert not said, f"the demonstration could not be built:\n{said}"
    return site


@pytest.fixture(scope="session")
def build_environment() -> dict[str, str]:
    """What builds of tests run under: the day of the last commit as a fact, so that copies outside git agree on it."""
    command = ["git", "log", "-1", "--format=%ct"]
    day = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": day}


def _build_demo(site: Path, environment: dict[str, str]) -> str:
    """Builds the site; empty when all is well, else what the build said, so that every worker can tell."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=600)
    return "" if done.returncode == 0 else f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 600
    while not path.exists():
        assert time.monotonic() < end, f"another worker never finished {path.name}"
        time.sleep(0.1)
