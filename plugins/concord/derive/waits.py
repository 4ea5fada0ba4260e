"""What waits for whom: parts of entries and tables by name, never a word of them. For pages and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concord.approve.agreement import Agreement, EntryAgreement
from concord.approve.verdict import Need
from concord.model.archive import Archive, Entry
from concord.model.part import Part


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A part whose words in the tree are not the agreed ones. `missing` is empty where it waits for the rest."""

    part: Part
    missing: tuple[Need, ...]
    is_shown: bool
    """Earlier words of it are agreed and stay up meanwhile."""


@dataclass(frozen=True, slots=True)
class Waits:
    """An entry or a table with parts that wait. `kind` is empty for a table."""

    id: str
    about: str
    kind: str
    parts: tuple[WaitingPart, ...]
    unnamed: int = 0
    """Parts of which not even the name is agreed."""


def find_waits(archive: Archive, agreement: Agreement) -> Iterator[Waits]:
    """Everything that waits, by id; drafts ask nobody yet, and what is closed or hidden is not even counted."""
    for judged in agreement.subjects:
        entry = archive.entries.get(judged.id) if judged.about.startswith("entries/") else None
        if judged.is_draft or (entry and _is_withheld(entry)):
            continue
        if parts := tuple(_find_parts(judged)):
            yield Waits(judged.id, judged.about, entry.file.value.kind if entry and entry.file else "", parts)


def _is_withheld(entry: Entry) -> bool:
    return entry.is_hidden or entry.file is None or entry.file.value.effective_access.is_hidden


def _find_parts(judged: EntryAgreement) -> Iterator[WaitingPart]:
    for status in judged.parts.values():
        if status.proposed and not status.is_agreed:
            missing = status.verdict.missing if status.verdict else ()
            yield WaitingPart(status.part, missing, status.part.name in judged.published)
