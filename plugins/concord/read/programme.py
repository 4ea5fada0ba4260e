"""Reads what the sides do about the archive: review rounds and disputes. Part of `read_archive`."""

from __future__ import annotations

import re
from typing import Final

from concord.model.archive import Programme, Sourced
from concord.model.programme import DisputeFile, ReviewsFile
from concord.read.reading import Reading
from concord.read.walk import join

_FOLDER: Final = "programme"
_DISPUTES: Final = "programme/disputes"
_NAME: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.yml")


def read_programme(reading: Reading) -> Programme:
    """Reviews and disputes; what else has a place in `programme/` later is reported as unexpected until then."""
    reading.expect_only(_FOLDER, frozenset({"reviews.yml"}), frozenset({"disputes"}))
    has_reviews = "reviews.yml" in reading.files(_FOLDER)
    reviews = reading.read_model(join(_FOLDER, "reviews.yml"), ReviewsFile) if has_reviews else None
    return Programme(reviews, _read_disputes(reading))


def _read_disputes(reading: Reading) -> dict[str, Sourced[DisputeFile]]:
    named = {match[1]: name for name in reading.files(_DISPUTES) if (match := _NAME.fullmatch(name))}
    reading.expect_only(_DISPUTES, frozenset(named.values()))
    found = {id_: reading.read_model(join(_DISPUTES, name), DisputeFile) for id_, name in sorted(named.items())}
    return {id_: file for id_, file in found.items() if file}
