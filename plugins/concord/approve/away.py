"""Sides that have paused or left, as pages and commands speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord.approve.ledger import is_away
from concord.model.charter import Side, SideStatus


@dataclass(frozen=True, slots=True)
class Absence:
    """A side that is not there, since its first day away; `has_left` says that it does not mean to come back."""

    side: str
    since: str
    has_left: bool


def find_absences(sides: Mapping[str, Side], owners: Iterable[str], as_of: str) -> tuple[Absence, ...]:
    """The owners that are away on a day, in the order given."""
    return tuple(
        Absence(id_, find_first_day(side, as_of), side.status is SideStatus.WITHDRAWN)
        for id_ in owners
        if (side := sides.get(id_)) and is_away(side, as_of, as_of)
    )


def find_first_day(side: Side, as_of: str) -> str:
    """The first day of an absence that lasts on a day."""
    since = [pause.since for pause in side.pauses if pause.since <= as_of <= pause.until]
    return max(since, default=side.status_since or "")
