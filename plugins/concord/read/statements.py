"""Reads statements, and lists the agreed words by digest. Whose act counts is judged by `approve`, not here."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from concord.model.archive import Statement
from concord.model.fields import MAX_SLUG, SHA256, SLUG
from concord.model.statement import StatementFile
from concord.problems import N_, Location, Problem
from concord.read.reading import Reading
from concord.read.walk import join

_STATEMENT: Final = re.compile(r"([1-9][0-9]{0,5})\.yml")
_SIGNATURE: Final = re.compile(r"[1-9][0-9]{0,5}\.yml\.sig|[1-9][0-9]{0,5}\.sig")


def read_statements(reading: Reading) -> tuple[Statement, ...]:
    """Every statement, by person and number."""
    reading.expect_only("statements", folders=frozenset(reading.folders("statements")))
    found: list[Statement] = []
    for handle in reading.folders("statements"):
        if SLUG.fullmatch(handle) and len(handle) <= MAX_SLUG:
            found += _read_chain(reading, handle)
        else:
            values = {"name": handle, "what": N_("an id of a-z, 0-9 and single hyphens")}
            reading.problems.append(Problem("path-invalid", Location(join("statements", handle)), values))
    return tuple(found)


def _read_chain(reading: Reading, handle: str) -> list[Statement]:
    folder = join("statements", handle)
    named = {int(match[1]): name for name in reading.files(folder) if (match := _STATEMENT.fullmatch(name))}
    signatures = {name for name in reading.files(folder) if _SIGNATURE.fullmatch(name)}
    reading.expect_only(folder, frozenset(named.values()) | signatures)
    statements = []
    for seq in sorted(named):
        file = reading.read_model(join(folder, named[seq]), StatementFile)
        if file:
            statements.append(Statement(handle, seq, hashlib.sha256(file.document.raw).hexdigest(), file))
    return statements


def find_agreed(reading: Reading) -> frozenset[str]:
    """Names in `agreed/` that look like digests. The bytes are verified whenever they are read."""
    names = frozenset(name for name in reading.files("agreed") if SHA256.fullmatch(name))
    reading.expect_only("agreed", names)
    return names
