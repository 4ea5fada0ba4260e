"""What is to be said of an entry as a whole: how it stands, and what is to be looked at again. `concord status`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from concord.approve.agreement import EntryAgreement
from concord.approve.away import find_absences
from concord.approve.clocks import HideState, assess_hiding, find_ended_consent, read_facts
from concord.approve.disputes import DisputeState, assess_dispute
from concord.approve.store import AgreedStore
from concord.approve.verdict import FEWEST_VOICES
from concord.derive.bookkeeping import Bookkeeping, build_bookkeeping
from concord.model.archive import Archive, Entry
from concord.model.entry import Access, EntryFile
from concord.problems import N_

_CLOSED: Final[Mapping[Access, str]] = {
    Access.CLOSED: N_("not open to the public; only its label is shown"),
    Access.EMBARGO: N_("not open yet; only its label is shown"),
}
_ABSENT: Final[Mapping[str, str]] = {
    "none-for-now": N_("{side} offers no account for now"),
    "awaits-source": N_("the account of {side} awaits a source"),
}
_OUTCOMES: Final[Mapping[str, str]] = {
    "agreed": N_("a dispute about it was closed on {day}: agreed"),
    "reservations": N_("a dispute about it was closed on {day}: published with reservations"),
    "stub": N_("a dispute about it was closed on {day}: it stands in short"),
}
_DOWN: Final[Mapping[DisputeState, str]] = {
    DisputeState.OVERDUE: N_("a dispute about it was to end by {until}: only its title and its sources are shown"),
    DisputeState.STUB_AWAITED: N_(
        "a dispute ended on {day} with a stub; until all agree to one, only its title is shown"
    ),
}
# Whether the days to talk are still running.
_OPEN: Final[Mapping[bool, str]] = {
    True: N_("a dispute about it is open since {day}; talk until {talk}, end it until {until}"),
    False: N_("a dispute about it is open since {day}; the days to talk are over, end it until {until}"),
}
# Whether the side has left for good, and whether enough others are there to say less.
_AWAY: Final[Mapping[tuple[bool, bool], str]] = {
    (False, False): N_("{side} paused on {day}: what was agreed stays, new common words wait"),
    (False, True): N_("{side} paused on {day}: new common words wait; the other owners can agree to a stub"),
    (True, False): N_("{side} left on {day}: what was agreed stays; new words need an entry of their own"),
    (True, True): N_(
        "{side} left on {day}: the other owners can agree to a stub; new words need an entry of their own"
    ),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to say of an entry; `name` is for programs, `message` (a message id) for people."""

    name: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)


def find_conditions(archive: Archive, judged: EntryAgreement, store: AgreedStore, as_of: str) -> tuple[Condition, ...]:
    """Everything that is to be said of an entry as a whole; nothing of a table."""
    entry = archive.entries.get(judged.id)
    if entry is None or not judged.about.startswith("entries/"):
        return ()
    shown = {name: status.proposed.sha256 for name, status in judged.parts.items() if status.proposed}
    books = build_bookkeeping(entry, judged, shown, archive.programme, as_of)
    standing = _find_standing(judged, entry.file.value if entry.file else None)
    hiding, ends = _find_hiding(entry, judged, store, as_of), _find_ends(entry, judged, store, as_of)
    away, disputes = _find_away(archive, judged, as_of), _find_disputes(archive, judged, store, as_of)
    return (*hiding, *standing, *away, *ends, *disputes, *_find_due(books))


def _find_standing(judged: EntryAgreement, file: EntryFile | None) -> Iterator[Condition]:
    if judged.is_draft:
        yield Condition("draft", N_("a draft; nobody is asked yet"))
    if file is None:
        return
    if file.stub:
        yield Condition("stub", N_("stands in short"))
    if file.tombstone:
        yield Condition("withdrawn", N_("withdrawn on {day}"), {"day": file.tombstone.on})
    if file.effective_access.is_hidden and not judged.is_draft:
        yield Condition("closed", _CLOSED[file.effective_access])
    for absent in file.no_narrative:
        yield Condition(f"no-narrative-{absent.reason}", _ABSENT[absent.reason], {"side": absent.side})


def _find_hiding(entry: Entry, judged: EntryAgreement, store: AgreedStore, as_of: str) -> Iterator[Condition]:
    hiding = assess_hiding(entry, judged, store, as_of)
    if hiding is None:
        return
    values = {"day": hiding.on or "", "until": hiding.until or ""}
    if hiding.on is None:
        yield Condition("hidden", N_("hidden for safety"))
    elif hiding.state is HideState.DECIDED:
        yield Condition("hide-decided", N_("hidden on {day}; all sides have decided since"), values)
    elif hiding.state is HideState.LAPSED:
        yield Condition("hide-lapsed", N_("hidden on {day}, and not decided until {until}"), values)
    else:
        yield Condition("hidden", N_("hidden for safety on {day}; to be decided until {until}"), values)


def _find_ends(entry: Entry, judged: EntryAgreement, store: AgreedStore, as_of: str) -> Iterator[Condition]:
    if until := find_ended_consent(entry, read_facts(judged, store), as_of):
        yield Condition("consent-ended", N_("not shown: the consent ran out on {day}"), {"day": until})
    file = entry.file.value if entry.file else None
    if file and file.access is Access.EMBARGO and file.embargo_until and file.embargo_until < as_of:
        yield Condition(
            "embargo-over",
            N_("its embargo ended on {day}; it stays closed until you decide"),
            {"day": file.embargo_until},
        )


def _find_away(archive: Archive, judged: EntryAgreement, as_of: str) -> Iterator[Condition]:
    """Owners that have paused or left, and what can be done without them."""
    sides = archive.charter.sides.value.sides if archive.charter else {}
    away = find_absences(sides, judged.owned_by, as_of)
    is_enough = len(judged.owned_by) - len(away) >= FEWEST_VOICES
    for one in away:
        name = "owner-left" if one.has_left else "owner-paused"
        yield Condition(name, _AWAY[one.has_left, is_enough], {"side": one.side, "day": one.since})


def _find_due(books: Bookkeeping) -> Iterator[Condition]:
    for part in sorted(books.outdated):
        values = {"part": part, "source": books.followed.get(part, "")}
        yield Condition("outdated", N_("{part} follows older words of {source}"), values)
    if books.review and books.review.is_overdue:
        yield Condition("review-overdue", N_("its review was due on {day}"), {"day": books.review.due})


def _find_disputes(archive: Archive, judged: EntryAgreement, store: AgreedStore, as_of: str) -> Iterator[Condition]:
    """Quarrels over its words: how long there is time, or what came of it."""
    is_stub = "stub" in read_facts(judged, store)
    found = [(one.value, assess_dispute(one.value, as_of)) for _, one in sorted(archive.programme.disputes.items())]
    for dispute, clock in sorted(
        ((d, c) for d, c in found if c and d.about == judged.id), key=lambda one: one[1].opened
    ):
        values = {"day": clock.closed or clock.opened, "until": clock.until, "talk": clock.talk_until}
        if clock.state.takes_down and not is_stub:
            yield Condition(f"dispute-{clock.state}", _DOWN[clock.state], values)
        elif clock.closed and dispute.outcome:
            yield Condition(f"dispute-{dispute.outcome}", _OUTCOMES[dispute.outcome], values)
        else:
            yield Condition("disputed", _OPEN[clock.state is DisputeState.TALKING], values)
