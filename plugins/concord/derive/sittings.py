"""What each steward is asked in the workshop edition: the exact words, of what may stand on a page and nothing else.

What is closed, hidden or embargoed, and what a stub leaves out, stands on no page; `concord approve` shows it on the
steward's own computer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from concord.approve.agreement import Agreement
from concord.approve.form import has_form, parse_facts
from concord.approve.sitting import Link, SittingError, Waiting, find_last, find_steward, find_waiting
from concord.approve.store import AgreedStore, StoreError
from concord.derive.shown import SiteAsked, SiteEntry, SiteMedia, SiteSitting
from concord.model.archive import Archive, Charter
from concord.model.entry import find_access
from concord.model.part import PartKind


def derive_sittings(
    root: Path,
    archive: Archive,
    agreement: Agreement,
    store: AgreedStore,
    entries: Mapping[str, SiteEntry],
    cut: Mapping[str, Any],
) -> tuple[SiteSitting, ...]:
    """The sitting of every steward in office, by handle."""
    charter = agreement.rules.charter
    if charter is None or charter.genesis is None:
        # Approvals name the founding; before it is sealed there are none.
        return ()
    reader = _Reader(root, store, agreement, entries, cut, {})
    people = sorted(charter.people.value.people)
    return tuple(filter(None, map(partial(_derive_sitting, archive, charter, agreement, reader), people)))


def _derive_sitting(
    archive: Archive, charter: Charter, agreement: Agreement, reader: _Reader, handle: str
) -> SiteSitting | None:
    day = agreement.as_of
    try:
        person = find_steward(charter, handle, day)
        waiting = find_waiting(archive, agreement, handle, day)
    except SittingError:
        return None
    last = find_last(archive.statements, handle)
    return SiteSitting(
        handle=handle,
        side=person.side or "",
        reads=person.reads,
        # Never before the statement that it follows, never of a day to come: no clock but that of the build is asked.
        day=max(day, last.file.value.date) if last else day,
        last=Link(last.seq, last.sha256) if last else None,
        asked=tuple(asked for item in waiting if (asked := reader.find(item))),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds the words of a part that waits, once for all whom it waits for."""

    root: Path
    store: AgreedStore
    agreement: Agreement
    entries: Mapping[str, SiteEntry]
    cut: Mapping[str, Any]
    found: dict[tuple[str, str], SiteAsked | None]

    def find(self, waiting: Waiting) -> SiteAsked | None:
        """The part with its words; None where these may stand on no page."""
        part = waiting.status.part
        key = waiting.about, part.name
        if key not in self.found:
            self.found[key] = read_asked(self.root, self.store, waiting) if self._may_show(waiting) else None
        asked = self.found[key]
        return replace(asked, waiting=waiting) if asked else None

    def _may_show(self, waiting: Waiting) -> bool:
        if not waiting.about.startswith("entries/"):
            return True
        entry = self.entries.get(waiting.entry)
        if entry is None or waiting.entry in self.cut or self._was_withheld(waiting.entry):
            return False
        return not entry.is_stub or waiting.status.part.kind in (PartKind.FACTS, PartKind.WORDS)

    def _was_withheld(self, entry: str) -> bool:
        """Whether what all agreed to so far is that it is not shown: its words are not yet anybody's to open."""
        sha256 = self.agreement.entries[entry].published.get("facts")
        facts = parse_facts(_read_agreed(self.store, sha256) or b"") if sha256 else None
        return facts is not None and ("tombstone" in facts or find_access(facts).is_hidden)


def read_asked(root: Path, store: AgreedStore, waiting: Waiting) -> SiteAsked:
    """A part that waits, with its words in the tree and those agreed before."""
    part, proposed, agreed = waiting.status.part, waiting.status.proposed, waiting.status.agreed
    before = _read_agreed(store, agreed.sha256) if agreed else None
    if part.kind is not PartKind.MEDIA:
        is_sound = before is not None and has_form(part, before)
        return SiteAsked(waiting, proposed.raw if proposed else None, before if is_sound else None)
    name = part.name.removeprefix("media/")
    picture = SiteMedia(name, proposed.sha256, root / proposed.path) if proposed else None
    earlier = SiteMedia(name, agreed.sha256, store.root / agreed.sha256) if agreed and before is not None else None
    return SiteAsked(waiting, None, None, picture, earlier)


def _read_agreed(store: AgreedStore, sha256: str) -> bytes | None:
    try:
        return store.read(sha256)
    except StoreError:
        return None


Numbered = tuple[int, SiteAsked]
"""A part with its place in the statement."""


def group_asked(sitting: SiteSitting) -> Iterator[tuple[str, list[Numbered]]]:
    """What a steward is asked, by what it belongs to."""
    yield from (
        (about, list(found)) for about, found in groupby(enumerate(sitting.asked), key=lambda one: one[1].waiting.about)
    )


def order_asked(found: Iterable[Numbered], languages: Sequence[str]) -> list[Numbered]:
    """As it is read: what is in no language, then languages that the steward reads, then the others."""
    rank = {tag: place for place, tag in enumerate(languages)}

    def find_place(one: Numbered) -> tuple[bool, bool, int, str]:
        part, needs_reader = one[1].waiting.status.part, one[1].waiting.needs_reader
        return part.lang is not None, needs_reader, rank.get(part.lang or "", len(rank)), part.name

    return sorted(found, key=find_place)
