"""What pages may say of an entry's bookkeeping. Nobody agrees to it: only ids, days and fixed words pass.

What translations follow is recorded for the words in the tree. It is said of published words only where these are
the same words; of others nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from concord.approve.agreement import EntryAgreement
from concord.approve.disputes import assess_dispute
from concord.approve.freshness import find_outdated_translations
from concord.model.archive import Entry, Programme
from concord.model.record import Review


@dataclass(frozen=True, slots=True)
class SiteReview:
    """The last peer review of an entry, and the day on which the next is due."""

    on: str
    due: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SiteDispute:
    """A quarrel over an entry's words: when it was opened, and when and how it was closed."""

    opened: str
    closed: str | None
    outcome: Literal["agreed", "reservations", "stub"] | None


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """What may be said. `followed` maps a translation to what it was made from; `outdated` are those of older words."""

    followed: Mapping[str, str] = field(default_factory=dict)
    outdated: frozenset[str] = frozenset()
    review: SiteReview | None = None
    disputes: tuple[SiteDispute, ...] = ()


def build_bookkeeping(
    entry: Entry, judged: EntryAgreement, shown: Mapping[str, str], programme: Programme, as_of: str
) -> Bookkeeping:
    """The bookkeeping of an entry; `shown` gives the digest of each part that is shown."""
    record = entry.record.value if entry.record else None
    known = {
        name
        for name, sha256 in shown.items()
        if (status := judged.parts.get(name)) and status.proposed and status.proposed.sha256 == sha256
    }
    followed = {one.part: one.source for one in record.translations if one.part in known} if record else {}
    outdated = find_outdated_translations(record, shown, judged.small_changes) if record else ()
    reviews = [*(record.reviews if record else ()), *_find_rounds(entry.id, programme)]
    return Bookkeeping(
        followed=followed,
        outdated=frozenset(one.part for one in outdated if one.part in known),
        review=_find_last(reviews, as_of),
        disputes=_find_disputes(entry.id, programme, as_of),
    )


def _find_rounds(id_: str, programme: Programme) -> list[Review]:
    """Reviews of whole lists that name the entry."""
    rounds = programme.reviews.value.reviews if programme.reviews else ()
    return [Review(date=one.on, by=one.by, due=one.due) for one in rounds if id_ in one.entries]


def _find_last(reviews: list[Review], as_of: str) -> SiteReview | None:
    """The last review that has taken place; days compare as text."""
    past = [one for one in reviews if one.on <= as_of]
    last = max(past, key=lambda one: (one.on, one.due), default=None)
    return SiteReview(last.on, last.due, last.due < as_of) if last else None


def _find_disputes(id_: str, programme: Programme, as_of: str) -> tuple[SiteDispute, ...]:
    """Quarrels about the entry as they stand on a day, the oldest first."""
    found = [one.value for _, one in sorted(programme.disputes.items()) if one.value.about == id_]
    clocks = ((one, assess_dispute(one, as_of)) for one in found)
    disputes = [
        SiteDispute(clock.opened, clock.closed, one.outcome if clock.closed else None) for one, clock in clocks if clock
    ]
    return tuple(sorted(disputes, key=lambda one: (one.opened, one.closed or "")))
