"""Reads what the sides do about the archive: review rounds, disputes, redactions. Part of `read_archive`."""

from __future__ import annotations

import re
from typing import Final

from concord.model.archive import Programme, Sourced
from concord.model.programme import DisputeFile, RedactionsFile, ReviewsFile
from concord.read.reading import Reading
from concord.read.walk import join

_FOLDER: Final = "programme"
_DISPUTES: Final = "programme/disputes"
_NAME: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.yml")


def read_programme(reading: Reading) -> Programme:
    """Reviews, disputes, redactions; what else has a place in `programme/` later is unexpected until then."""
    reading.expect_only(_FOLDER, frozenset({"reviews.yml", "redactions.yml"}), frozenset({"disputes"}))
    files = reading.files(_FOLDER)
    reviews = reading.read_model(join(_FOLDER, "reviews.yml"), ReviewsFile) if "reviews.yml" in files else None
    has_redactions = "redactions.yml" in files
    redactions = reading.read_model(join(_FOLDER, "redactions.yml"), RedactionsFile) if has_redactions else None
    return Programme(reviews, _read_disputes(reading), redactions)


def _read_disputes(reading: Reading) -> dict[str, Sourced[DisputeFile]]:
    named = {match[1]: name for name in reading.files(_DISPUTES) if (match := _NAME.fullmatch(name))}
    reading.expect_only(_DISPUTES, frozenset(named.values()))
    found = {id_: reading.read_model(join(_DISPUTES, name), DisputeFile) for id_, name in sorted(named.items())}
    return {id_: file for id_, file in found.items() if file}
