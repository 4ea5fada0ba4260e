"""What runs out by itself on a day: the days in which sides decide about something hidden, and a consent.

Nothing of it waits for anybody: the daily build alone makes it take effect, and never shows more than the day before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from concord.approve.agreement import EntryAgreement
from concord.approve.form import parse_facts
from concord.approve.store import AgreedStore, StoreError
from concord.approve.verdict import find_met_day
from concord.model.archive import Entry
from concord.model.entry import find_access

# The days in which the sides decide about something that one of them has hidden (architecture.md 5).
HIDE_DAYS: Final = 14


class HideState(StrEnum):
    """How something hidden stands: the sides still have days, have decided, or have let their days go by."""

    OPEN = "open"
    DECIDED = "decided"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Hiding:
    """A notice that hides an entry. `on` and `until`, the last day to decide, are None where it cannot be read."""

    on: str | None
    until: str | None
    state: HideState


def find_last_day(on: str) -> str:
    """The last day to decide about something hidden on a day."""
    last = min(dt.date.fromisoformat(on).toordinal() + HIDE_DAYS, dt.date.max.toordinal())
    return dt.date.fromordinal(last).isoformat()


def assess_hiding(entry: Entry, judged: EntryAgreement | None, store: AgreedStore | None, as_of: str) -> Hiding | None:
    """How an entry's notice stands on a day; None where there is none."""
    if not entry.is_hidden:
        return None
    if entry.hide is None:
        return Hiding(None, None, HideState.OPEN)
    on = entry.hide.value.on
    until = find_last_day(on)
    if judged and store and _is_decided(judged, store, on):
        return Hiding(on, until, HideState.DECIDED)
    return Hiding(on, until, HideState.LAPSED if until < as_of else HideState.OPEN)


def _is_decided(judged: EntryAgreement, store: AgreedStore, on: str) -> bool:
    """Whether all sides have since agreed that it stands in short, is closed, or is withdrawn."""
    status = judged.parts.get("facts")
    agreed = status.agreed if status else None
    if agreed is None or judged.published.get("facts") != agreed.sha256:
        return False
    # What was short before it was hidden is no answer to the fear that hid it.
    if find_met_day(agreed.verdict) < on:
        return False
    facts = read_facts(judged, store)
    return "stub" in facts or "tombstone" in facts or (bool(facts) and find_access(facts).is_hidden)


def read_facts(judged: EntryAgreement, store: AgreedStore) -> dict[str, Any]:
    """The agreed facts of an entry; empty where there are none, or their bytes are gone."""
    sha256 = judged.published.get("facts")
    try:
        return parse_facts(store.read(sha256)) or {} if sha256 else {}
    except StoreError:
        return {}


def find_ended_consent(entry: Entry, facts: Mapping[str, Any], as_of: str) -> str | None:
    """The last day of a consent that has run out, as the agreed facts say or those in the tree.

    The tree counts too: a consent is a person's own, and what takes it back need not wait for any side's yes.
    """
    consent = facts.get("consent")
    proposed = entry.file.value.consent if entry.file else None
    days = [
        consent.get("until") if isinstance(consent, Mapping) else None,
        proposed.until if proposed else None,
    ]
    return min((day for day in days if isinstance(day, str) and day < as_of), default=None)
