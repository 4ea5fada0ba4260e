"""The clock of a dispute: days to talk, days more to end it, and what holds when they are over (S40, F16).

It waits for nobody: on the day after the last one the daily build alone takes the disputed words down. What stands in
their place is never new: it is cut out of what all owners had agreed to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from concord.model.programme import DisputeFile

# Days to talk with the facilitator, and days more to end it in one of the three ways (domain.md 4.6).
TALK_DAYS: Final = 30
END_DAYS: Final = 30


class DisputeState(StrEnum):
    """How a dispute stands: the first days, the last ones, over without an end, ended; or ended with a stub to come."""

    TALKING = "talking"
    ENDING = "ending"
    OVERDUE = "overdue"
    CLOSED = "closed"
    STUB_AWAITED = "stub-awaited"

    @property
    def takes_down(self) -> bool:
        """Whether the disputed words are not shown."""
        return self in (DisputeState.OVERDUE, DisputeState.STUB_AWAITED)


@dataclass(frozen=True, slots=True)
class DisputeClock:
    """A dispute on one day. `talk_until` and `until` are the last days of both stretches."""

    opened: str
    closed: str | None
    talk_until: str
    until: str
    state: DisputeState


def assess_dispute(dispute: DisputeFile, as_of: str) -> DisputeClock | None:
    """How a dispute stands on a day; None before it was opened. A closing that lies ahead has not happened yet."""
    if dispute.opened > as_of:
        return None
    talk_until, until = add_days(dispute.opened, TALK_DAYS), add_days(dispute.opened, TALK_DAYS + END_DAYS)
    closed = dispute.closed if dispute.closed and dispute.closed <= as_of else None
    if closed:
        state = DisputeState.STUB_AWAITED if dispute.outcome == "stub" else DisputeState.CLOSED
    elif as_of > until:
        state = DisputeState.OVERDUE
    else:
        state = DisputeState.ENDING if as_of > talk_until else DisputeState.TALKING
    return DisputeClock(dispute.opened, closed, talk_until, until, state)


def find_taken_down(disputes: Iterable[DisputeFile], entry: str, as_of: str) -> DisputeClock | None:
    """The oldest dispute that lets only the notice stand. Whoever asks knows whether a stub stands there already."""
    clocks = (assess_dispute(one, as_of) for one in disputes if one.about == entry)
    found = [clock for clock in clocks if clock and clock.state.takes_down]
    return min(found, key=lambda clock: (clock.opened, clock.closed or ""), default=None)


def add_days(day: str, days: int) -> str:
    """The day so many days later; no calendar reaches beyond 9999."""
    return dt.date.fromordinal(min(dt.date.fromisoformat(day).toordinal() + days, dt.date.max.toordinal())).isoformat()
