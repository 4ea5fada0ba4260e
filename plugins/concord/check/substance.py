"""Which sides did the work on an entry. Used by rules on who takes part."""

from __future__ import annotations

from concord.check.context import Record

# To review or to agree is not yet to have made something.
_OF_SUBSTANCE = frozenset({"wrote", "translated"})


def find_working_sides(record: Record) -> frozenset[str]:
    """Sides for which something of the entry was written or translated, as far as its record names them."""
    works = record.record.value.contributions
    return frozenset(work.side for work in works if work.side and work.role in _OF_SUBSTANCE)
