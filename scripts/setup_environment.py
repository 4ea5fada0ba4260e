"""The ground that every script stands on: one virtual environment, made from the locks and nothing else.

Standard library only, so that a fresh machine needs Python and nothing more. A stamp per set of packages makes the
second call cheap: it holds a digest of everything the set was made from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "scripts" / "locked"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)

# Each set holds the ones before it. The `lock` set stands apart: it is one tool, for one script.
# npm packages, by the first part of their files' names. What one script alone needs is not fetched by the others.
NPM_SETS = ("", "lighthouse.")
EXTRAS = {"run": ("run",), "test": ("run", "test"), "lock": ("lock",)}


class SetupError(Exception):
    """Something a person has to mend before the script can go on; printed as one line."""


def stop(message: str) -> NoReturn:
    """Ends the script with one line that says what to do."""
    print(f"error: {message}", file=sys.stderr, flush=True)
    raise SystemExit(2)


def say(message: str) -> None:
    """Prints at once, so that the line stands before what the next program prints."""
    print(message, flush=True)


def python() -> Path:
    """The environment's own interpreter."""
    return BIN / ("python.exe" if os.name == "nt" else "python")


def parse_nothing(name: str, purpose: str | None) -> None:
    """For scripts without options: `--help` explains, anything else is refused."""
    argparse.ArgumentParser(prog=f"scripts/{name}", description=purpose).parse_args()


def call(command: Sequence[str | Path], **settings: Any) -> int:
    """Runs a program from the repository's root and returns its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **settings).returncode


def must(command: Sequence[str | Path], what: str) -> None:
    """Runs a program whose failure ends the set-up."""
    code = call(command)
    if code:
        raise SetupError(f"{what} failed (exit code {code}); the lines above say why")


# --- what a lock was made from ---------------------------------------------------------------------------------------


def asked_for(name: str) -> list[str]:
    """What pyproject.toml asks for in one set: the part of it that decides the lock."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    wanted = [] if name == "lock" else [*settings["build-system"]["requires"], *project["dependencies"]]
    for extra in EXTRAS[name]:
        wanted += project["optional-dependencies"][extra]
    return sorted(wanted)


def inputs_digest(name: str) -> str:
    """Digest of what a lock has to answer; it stands in the lock's first line, so staleness shows without a network."""
    return hashlib.sha256(json.dumps(asked_for(name)).encode()).hexdigest()


def lock_file(name: str) -> Path:
    """Where one set of Python packages is locked."""
    return LOCKED / f"{name}.txt"


def find_stale_locks() -> list[str]:
    """Names of the locks that no longer answer what is asked for."""
    stale = []
    for name in EXTRAS:
        path = lock_file(name)
        first = path.read_text(encoding="utf-8").splitlines()[0] if path.is_file() else ""
        if first != lock_headline(name):
            stale.append(path.name)
    return stale + [f"{prefix}package-lock.json" for prefix in NPM_SETS if not _npm_lock_answers(prefix)]


def lock_headline(name: str) -> str:
    """The first line of a lock."""
    return f"# Made by scripts/lock from pyproject.toml; inputs sha256:{inputs_digest(name)}"


def _npm_lock_answers(prefix: str) -> bool:
    try:
        asked = json.loads((LOCKED / f"{prefix}package.json").read_text(encoding="utf-8"))
        locked = json.loads((LOCKED / f"{prefix}package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    except (OSError, ValueError, KeyError):
        return False
    return all(asked.get(kind) == locked.get(kind) for kind in ("dependencies", "devDependencies"))


# --- making the environment ------------------------------------------------------------------------------------------


def prepare(name: str) -> None:
    """Makes the environment hold one set of packages and the project itself; does nothing when it already does."""
    if sys.version_info < OLDEST:
        stop(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]} ({sys.executable})")
    try:
        make_venv()
        _install_locked(name)
        if name != "lock":
            _install_project()
    except SetupError as error:
        stop(str(error))


def make_venv() -> None:
    """An empty environment, where there is none."""
    if python().is_file():
        return
    say(f"Making a virtual environment in {VENV.name}")
    try:
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (subprocess.CalledProcessError, ImportError, OSError) as error:
        raise SetupError(f"no virtual environment could be made (on Debian: install python3-venv): {error}") from error


def _install_locked(name: str) -> None:
    digest = _digest([lock_file(name)])
    if _stamp(name) == digest or (name == "run" and _stamp("test") == _digest([lock_file("test")])):
        return
    say(f"Installing the locked packages of the {name} set")
    # Wheels only and hashes always: nothing is run while it is installed, and no setting of pip can bring other bytes.
    must(
        [*_pip_install(), "--only-binary", ":all:", "--require-hashes", "-r", lock_file(name)],
        "installing the packages",
    )
    _write_stamp(name, digest)


def _pip_install() -> list[str | Path]:
    return [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]


def _install_project() -> None:
    digest = _digest([ROOT / "pyproject.toml", ROOT / "scripts/packaging/build_wheel.py"])
    if _stamp("project") == digest:
        return
    say("Installing Concord itself, editable")
    # The build backend came with the lock; an isolated build would fetch another one, unlocked.
    must([*_pip_install(), "--no-index", "--no-build-isolation", "--editable", ROOT], "installing Concord")
    _write_stamp("project", digest)


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for path in files:
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise SetupError(f"{path.relative_to(ROOT)} cannot be read: {error.strerror}") from error
    return digest.hexdigest()


def _stamp(name: str) -> str:
    path = VENV / f"concord-{name}.stamp"
    return path.read_text(encoding="ascii") if path.is_file() else ""


def _write_stamp(name: str, digest: str) -> None:
    (VENV / f"concord-{name}.stamp").write_text(digest, encoding="ascii")
