"""Holds every file against the list of all files: the level of presentation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from concord.publish.proof import SUMS
from concord.verify.difference import ADDED, ALTERED, BAD_SUMS, MISSING, Difference, Level
from concord.verify.files import list_files, read
from concord.verify.source import read_sums


def compare_sums(site: Path) -> Iterator[Difference]:
    """Files that were altered, added or taken away since the list was made."""
    raw = read(site, SUMS)
    sums = read_sums(raw) if raw is not None else None
    if sums is None:
        yield _differ(SUMS, BAD_SUMS)
        return
    there = [path for path in list_files(site) if path != SUMS]
    for path in there:
        if path not in sums:
            yield _differ(path, ADDED)
    for path, sha256 in sums.items():
        content = read(site, path)
        if content is None:
            yield _differ(path, MISSING)
        elif hashlib.sha256(content).hexdigest() != sha256:
            yield _differ(path, ALTERED)


def _differ(path: str, message: str) -> Difference:
    return Difference(Level.PRESENTATION, path, message)
