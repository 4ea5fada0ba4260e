"""Finds bytes in git's own store by their SHA-256, in whatever commit they stood: no checkout, no shell, no fetching.

Nothing that a repository says of its files is believed but their bytes, and those only if their SHA-256 was asked for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from concord.approve.digest import digest_bytes
from concord.read.history import HistoryError, ask_git, pour_git

# So much is asked for at once: enough to be quick, and little enough for any disk.
_SHARE: Final = 256 * 1024 * 1024
# What is kept in `agreed/` is never longer, see `approve/store.py`.
_MOST: Final = 64 * 1024 * 1024
_FEW_WORDS: Final = 3
_AFTER: Final = 3


def iter_blobs(root: Path, wanted: Iterable[str], *, named: bool) -> Iterator[tuple[str, bytes]]:
    """(digest, bytes) of what is wanted and stood in any commit of the repository. Raises HistoryError.

    With `named` only files whose name was the digest are looked at; else all, since words of entries have the same
    bytes.
    """
    left = set(wanted)
    if not left:
        return
    ask_git(root, "rev-parse", "--git-dir", reason="no-git")
    for raw in _iter_contents(root, _list_named(root, left) if named else _list_objects(root), left):
        sha256 = digest_bytes(raw)
        if sha256 in left:
            left.remove(sha256)
            yield sha256, raw


def _list_objects(root: Path) -> list[str]:
    """Every object that has a place in some commit. A clone that lacks objects lists what it has."""
    with _ask_aside(root, ("rev-list", "--objects", "--all", "--missing=allow-any"), []) as listed:
        about = (line.rstrip(b"\n").partition(b" ") for line in listed)
        return [name.decode("ascii", "replace") for name, _, path in about if path]


def _list_named(root: Path, names: Iterable[str]) -> list[str]:
    """Objects that stood under one of some names. Asked of the changes: a list of objects gives each one name only."""
    known = {name.encode() for name in names}
    words = ("log", "--all", "--format=", "--raw", "--no-abbrev", "--no-renames", "--root", "-m", "--no-show-signature")
    with _ask_aside(root, words, []) as listed:
        about = (line.rstrip(b"\n").partition(b"\t") for line in listed)
        # `:<mode> <mode> <object before> <object after> <letter>`, then the path, in quotes where it has odd letters.
        found = [head.split()[_AFTER] for head, _, path in about if path.rstrip(b'"').rpartition(b"/")[2] in known]
    return list(dict.fromkeys(name.decode("ascii", "replace") for name in found if name.strip(b"0")))


def _iter_contents(root: Path, names: list[str], left: set[str]) -> Iterator[bytes]:
    """The bytes of those objects that are files of lawful size, share by share, while anything is still wanted."""
    share: list[str] = []
    size = 0
    for name, length in _iter_sizes(root, names):
        share.append(name)
        size += length
        if size >= _SHARE:
            yield from _iter_share(root, share)
            share, size = [], 0
            if not left:
                return
    if left:
        yield from _iter_share(root, share)


def _iter_sizes(root: Path, names: list[str]) -> Iterator[tuple[str, int]]:
    if not names:
        return
    with _ask_aside(root, ("cat-file", "--batch-check", "--buffer"), names) as heads:
        for line in heads:
            head = _read_head(line)
            if head and head[1] <= _MOST:
                yield head


def _iter_share(root: Path, names: list[str]) -> Iterator[bytes]:
    """The bytes of some objects. One that is damaged takes no other with it."""
    if not names:
        return
    try:
        with _ask_aside(root, ("cat-file", "--batch", "--buffer"), names) as contents:
            while line := contents.readline():
                if head := _read_head(line):
                    yield contents.read(head[1])
                    contents.read(1)
    except HistoryError:
        if len(names) > 1:
            half = len(names) // 2
            yield from _iter_share(root, names[:half])
            yield from _iter_share(root, names[half:])


def _read_head(line: bytes) -> tuple[str, int] | None:
    """Name and size of a file; None for a folder, or for an object that the repository does not hold."""
    words = line.split()
    if len(words) != _FEW_WORDS or words[1] != b"blob" or not words[2].isdigit():
        return None
    return words[0].decode("ascii", "replace"), int(words[2])


@contextmanager
def _ask_aside(root: Path, words: tuple[str, ...], names: list[str]) -> Iterator[IO[bytes]]:
    """What git answers, through files on disk, so that no pipe can fill up."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write("".join(f"{name}\n" for name in names).encode())
        asked.seek(0)
        pour_git(root, *words, asked=asked, answer=answer)
        answer.seek(0)
        yield answer
