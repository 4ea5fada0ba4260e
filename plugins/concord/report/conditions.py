"""What is to be said of an entry as a whole: how it stands, and what is to be looked at again. `concord status`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from concord.approve.agreement import EntryAgreement
from concord.derive.bookkeeping import Bookkeeping, SiteDispute, build_bookkeeping
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


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to say of an entry; `name` is for programs, `message` (a message id) for people."""

    name: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)


def find_conditions(archive: Archive, judged: EntryAgreement, as_of: str) -> tuple[Condition, ...]:
    """Everything that is to be said of an entry as a whole; nothing of a table."""
    entry = archive.entries.get(judged.id)
    if entry is None or not judged.about.startswith("entries/"):
        return ()
    shown = {name: status.proposed.sha256 for name, status in judged.parts.items() if status.proposed}
    books = build_bookkeeping(entry, judged, shown, archive.programme, as_of)
    standing = _find_standing(entry, judged, entry.file.value if entry.file else None)
    return (*standing, *_find_due(books))


def _find_standing(entry: Entry, judged: EntryAgreement, file: EntryFile | None) -> Iterator[Condition]:
    if entry.is_hidden:
        yield Condition("hidden", N_("hidden for safety"))
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


def _find_due(books: Bookkeeping) -> Iterator[Condition]:
    for dispute in books.disputes:
        yield _say_dispute(dispute)
    for part in sorted(books.outdated):
        values = {"part": part, "source": books.followed.get(part, "")}
        yield Condition("outdated", N_("{part} follows older words of {source}"), values)
    if books.review and books.review.is_overdue:
        yield Condition("review-overdue", N_("its review was due on {day}"), {"day": books.review.due})


def _say_dispute(dispute: SiteDispute) -> Condition:
    if dispute.closed and dispute.outcome:
        return Condition(f"dispute-{dispute.outcome}", _OUTCOMES[dispute.outcome], {"day": dispute.closed})
    return Condition("disputed", N_("a dispute about it is open since {day}"), {"day": dispute.opened})
