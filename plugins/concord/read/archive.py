"""The first stage of the flow: everything under `archive/` as values, and every fault on the way as a problem.

No file stops another from being read. What cannot be relied on is absent from the archive and present in its problems.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from concord.model.archive import Archive
from concord.problems import Problem
from concord.read.charter import read_charter
from concord.read.entries import read_entries
from concord.read.programme import read_programme
from concord.read.reading import Reading
from concord.read.releases import read_releases
from concord.read.sealed import read_sealed
from concord.read.statements import find_agreed, read_statements
from concord.read.tables import TABLE_FILES, read_tables
from concord.read.walk import find_tree

# Places that the layout knows and that nothing is read from yet.
_KNOWN_FOLDERS: Final = frozenset({"units", "exhibitions", "pages"})
_READ_FOLDERS: Final = frozenset({"charter", "entries", "statements", "agreed", "programme", "releases"})


def read_archive(root: Path, *, progress: Callable[[str], None] | None = None) -> Archive:
    """The archive below a folder. Never raises for what the folder holds; `progress` hears the name of each step."""
    tell = progress or (lambda _step: None)
    tell("walk")
    tree = find_tree(root)
    reading = Reading(root, tree, tree.problems)
    reading.expect_only("", TABLE_FILES, _KNOWN_FOLDERS | _READ_FOLDERS)
    tell("charter")
    charter = read_charter(reading)
    tell("entries")
    entries = read_entries(reading)
    tables = read_tables(reading)
    programme = read_programme(reading)
    tell("statements")
    sealed = read_sealed(reading, charter) if charter else ()
    statements = read_statements(reading, charter, sealed)
    agreed = find_agreed(reading)
    releases = read_releases(reading, (charter, *sealed))
    problems = tuple(sorted(reading.problems, key=Problem.sort_key))
    return Archive(charter, entries, statements, agreed, problems, tables, programme, sealed, releases)
