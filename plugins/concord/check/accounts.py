"""Accounts of a side that a change touches, and whose work the change says it is. Asked by two rules of `changes`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from concord.check.base import Base
from concord.check.context import Context
from concord.model.archive import Entry
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import Contribution
from concord.model.statement import ActName
from concord.problems import Location

_SPOKEN = frozenset({PartKind.NARRATIVE, PartKind.RESERVATION})


@dataclass(frozen=True, slots=True)
class ChangedAccount:
    """A published account whose words in the tree are others than before the change, or gone."""

    part: Part
    side: str
    place: Location
    is_theirs: bool
    """The side owns these words, or the record says in this change that they were written for it."""
    others: tuple[str, ...]
    """Other sides that wrote them, as the record says in this change."""


def find_changed_accounts(context: Context) -> Iterator[ChangedAccount]:
    """Accounts that were published before the change, by entry and part."""
    if context.base is None:
        return
    for before in context.base.published:
        entry = context.archive.entries.get(before.id)
        if entry is None or entry.file is None or entry.file.value.tombstone:
            continue
        words, parts = context.base.find_words(before.id), context.parts_of(entry)
        for name in sorted(before.published.keys() & words.keys()):
            part = parse_part(name)
            now = parts[name].sha256 if name in parts else None
            place = Location(parts[name].path if name in parts else f"{entry.folder}/{name}.md")
            # Words that all know already may come back: what the side owns is agreed.
            if part and part.kind in _SPOKEN and part.speaker and now not in (words[name], before.published[name]):
                yield _build(context, context.base, entry, part, now, place)


def _build(
    context: Context, base: Base, entry: Entry, part: Part, sha256: str | None, place: Location
) -> ChangedAccount:
    side = part.speaker or ""
    work = [work for work in _find_new_work(base, entry) if work.part == part.name and work.side]
    is_theirs = any(one.side == side for one in work) or (
        sha256 is not None and _is_owned(context, entry, part, sha256)
    )
    # Sides translate each other's accounts; they do not write them.
    others = {one.side for one in work if one.side and one.side != side and one.role == "wrote"}
    return ChangedAccount(part, side, place, is_theirs, tuple(sorted(others)))


def _find_new_work(base: Base, entry: Entry) -> list[Contribution]:
    """What the record says was done since the base, readers' work left out."""
    before = base.archive.entries.get(entry.id)
    said = Counter(before.record.value.contributions if before and before.record else ())
    now = Counter(entry.record.value.contributions if entry.record else ())
    return [work for work in now - said if work.role != "reviewed"]


def _is_owned(context: Context, entry: Entry, part: Part, sha256: str) -> bool:
    """Whether a steward of the side says `own` of these words."""
    judged = context.agreement.entries.get(entry.id) if context.agreement else None
    status = judged.parts.get(part.name) if judged else None
    verdict = status.verdict if status else None
    return bool(verdict and verdict.sha256 == sha256 and any(act.act is ActName.OWN for act in verdict.given))
