"""Brings an archive as it stood at a commit into a folder, out of git's own store: no checkout, no shell.

A commit may hold anything: links and submodules are left out, no path leaves the folder, and nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from concord.read.limits import MAX_MEDIA, MAX_PATHS

_PLAIN: Final = ("100644", "100755")
_SECONDS: Final = 300
# Git must neither ask nor fetch, and must give what was committed: replaced objects could show a kinder past.
_QUIET: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


class HistoryError(Exception):
    """A past that cannot be had: `reason` is no-git, no-commit, no-archive or too-large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Blob:
    path: str
    name: str
    size: int


def extract_commit(root: Path, ref: str, target: Path) -> str:
    """Writes the archive at `root` as it was at a commit to `target`; returns the commit's day. Raises HistoryError."""
    folder = ask_git(root, "rev-parse", "--show-prefix", reason="no-git").decode("utf-8", "replace").strip()
    # `--end-of-options`: a name that begins with a hyphen is a name.
    asked = ask_git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", reason="no-commit"
    )
    commit = asked.decode("ascii", "replace").strip()
    # Whoever has git show signatures by habit would be shown them before the day.
    day = _find_day(ask_git(root, "show", "-s", "--no-show-signature", "--format=%ct", commit, reason="no-commit"))
    listed = ask_git(root, "ls-tree", "-r", "-z", "-l", "--full-tree", f"{commit}:{folder}", reason="no-archive")
    blobs = tuple(_iter_blobs(listed))
    if not any(blob.path.startswith("charter/") for blob in blobs):
        raise HistoryError("no-archive")
    if len(blobs) > MAX_PATHS:
        raise HistoryError("too-large")
    _write_blobs(root, blobs, target)
    return day


def _find_day(seconds: bytes) -> str:
    """The day of a commit; whoever makes one can write any number there."""
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise HistoryError("no-commit") from None


def ask_git(root: Path, *words: str, reason: str) -> bytes:
    """What git answers to a question that changes nothing."""
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            ["git", "-C", str(root), *words],  # noqa: S607 - the git of this machine
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, **_QUIET},
        )
    except FileNotFoundError:
        raise HistoryError("no-git") from None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise HistoryError(reason) from None
    if done.returncode:
        raise HistoryError(reason)
    return done.stdout


def pour_git(root: Path, *words: str, asked: IO[bytes], answer: IO[bytes]) -> None:
    """Has git answer a long question from one file into another. Raises HistoryError."""
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            ["git", "-C", str(root), *words],  # noqa: S607 - the git of this machine
            stdin=asked,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, **_QUIET},
        )
    except (OSError, subprocess.TimeoutExpired):
        raise HistoryError("no-commit") from None
    if done.returncode:
        raise HistoryError("no-commit")


def _iter_blobs(listed: bytes) -> Iterator[_Blob]:
    """Plain files of lawful size whose paths stay below the folder."""
    for line in listed.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        mode, kind, name, size = [*about.decode("ascii", "replace").split(), "", "", "", ""][:4]
        path = raw.decode("utf-8", "surrogateescape")
        if mode in _PLAIN and kind == "blob" and _stays_below(path) and size.isdecimal() and int(size) <= MAX_MEDIA:
            yield _Blob(path, name, int(size))


def _stays_below(path: str) -> bool:
    """Whether every step of a path is a name, on every system."""
    return all(step not in ("", ".", "..") for step in path.split("/")) and not set(path) & set('\\:*?"<>|')


def _write_blobs(root: Path, blobs: Iterable[_Blob], target: Path) -> None:
    """Asks for all files at once, through files on disk, so that no pipe can fill up."""
    blobs = tuple(blobs)
    with tempfile.TemporaryFile() as names, tempfile.TemporaryFile() as contents:
        names.write("".join(f"{blob.name}\n" for blob in blobs).encode())
        names.seek(0)
        pour_git(root, "cat-file", "--batch", asked=names, answer=contents)
        contents.seek(0)
        for blob in blobs:
            _write_blob(contents, blob, target)


def _write_blob(contents: IO[bytes], blob: _Blob, target: Path) -> None:
    head = contents.readline().split()
    if head != [blob.name.encode(), b"blob", str(blob.size).encode()]:
        # A shallow or partial clone lists files that it does not hold.
        raise HistoryError("no-commit")
    raw = contents.read(blob.size)
    contents.read(1)
    place = target / blob.path
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
    except (OSError, ValueError):
        # A name that this system cannot store was in no archive that it could check.
        return
