"""Redactions that a change brings, and what each of them allows. Asked by rules of the family `changes`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concord.approve.redactions import FEWEST_SIDES, find_agreeing, find_subjects
from concord.check.base import Base
from concord.check.context import Context
from concord.model.archive import Sourced
from concord.model.items import Ground
from concord.model.programme import Redaction, RedactionsFile
from concord.problems import N_, Location

UNAGREED = N_("two safety coordinators of different sides, named in it, have to agree to it")
NOT_NEXT = N_("its number is not the next one")
NO_STONE = N_("no tombstone for safety stands in the place of the entry")
NO_NOTICE = N_("until all owning sides have agreed to the tombstone the entry has to be hidden")
OWNERS = N_("the tombstone leaves out a side that owns the entry")
COUNT = N_("it says that {said} files were taken out, and there were {found}")


@dataclass(frozen=True, slots=True)
class NewRedaction:
    """A record that was not there before the change, where it stands, and what is wrong with it."""

    redaction: Redaction
    place: Location
    faults: tuple[str, ...]
    removed: frozenset[str]
    """Kept words that the change takes out and that nothing but this entry ever called its own."""


def find_new_redactions(context: Context) -> tuple[NewRedaction, ...]:
    """The records of a change; nothing without a change."""
    file = context.archive.programme.redactions
    if context.base is None or file is None:
        return ()
    return tuple(_iter_new(context, context.base, file))


def find_licence(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Entries that the change lawfully redacts, and the digests that may go with them."""
    lawful = [one for one in find_new_redactions(context) if not one.faults]
    entries = frozenset(one.redaction.entry for one in lawful)
    return entries, frozenset(sha256 for one in lawful for sha256 in one.removed)


def _iter_new(context: Context, base: Base, file: Sourced[RedactionsFile]) -> Iterator[NewRedaction]:
    before = base.archive.programme.redactions
    known = {one.n for one in before.value.redactions} if before else set()
    charter = base.archive.charter
    gone = (base.archive.agreed & base.named) - context.archive.agreed - (charter.named if charter else frozenset())
    owners = find_subjects(base.archive)
    for index, one in enumerate(file.value.redactions):
        if one.n in known:
            continue
        removed = frozenset(sha256 for sha256 in gone if owners[sha256] == {f"entries/{one.entry}"})
        faults = tuple(_find_faults(context, base, one, index, len(removed)))
        yield NewRedaction(one, file.at("redactions", index), faults, removed)


def _find_faults(context: Context, base: Base, one: Redaction, index: int, removed: int) -> Iterator[str]:
    # By the rules before as well: nobody appoints the coordinators who then agree.
    for rules in (base.founded, context.agreement.rules.charter if context.agreement else None):
        if rules is None or len(find_agreeing(context.archive, rules, one, context.as_of)) < FEWEST_SIDES:
            yield UNAGREED
            break
    if one.n != index + 1:
        yield NOT_NEXT
    if one.files != removed:
        yield COUNT
    yield from _find_missing_notice(context, base, one)


def _find_missing_notice(context: Context, base: Base, one: Redaction) -> Iterator[str]:
    entry = context.archive.entries.get(one.entry)
    stone = entry.file.value.tombstone if entry and entry.file else None
    # An entry that was withdrawn before keeps the tombstone that all agreed to.
    agreed = base.find_facts(one.entry).get("tombstone")
    is_kept = isinstance(agreed, dict) and stone and (str(stone.ground), stone.on) == (agreed["ground"], agreed["on"])
    if entry is None or entry.file is None or stone is None or not (stone.ground is Ground.SAFETY or is_kept):
        yield NO_STONE
        return
    judged = context.agreement.entries.get(one.entry) if context.agreement else None
    facts = judged.parts.get("facts") if judged else None
    if not entry.is_hidden and not (facts and facts.is_agreed):
        yield NO_NOTICE
    before = base.agreement.entries.get(one.entry)
    if before and not set(before.owned_by) <= set(entry.file.value.owned_by):
        yield OWNERS
