"""Which translations still follow the words they were made from: by digest, and past changes that were called small.

A change is small when somebody of another side than those who made it says so in the same breath as agreeing to it
(`minor_of` names the words before). Nobody can call a change of the own side small alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from concord.approve.ledger import Given
from concord.model.record import RecordFile

# {words: the words of which they are a small change}, all by digest.
SmallChanges = Mapping[str, str]
NO_CHANGES: SmallChanges = MappingProxyType({})
# Without an author of a known side, this many sides have to call a change small.
_FEWEST_SIDES = 2


def find_small_changes(acts: Iterable[Given], authors: frozenset[str]) -> SmallChanges:
    """The small changes of one part; `authors` are the sides for which it was written, as far as they are known."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for act in acts:
        if act.minor_of and act.minor_of != act.sha256:
            said[act.sha256, act.minor_of].add(act.side)
    counted = (
        (now, before)
        for (now, before), sides in sorted(said.items())
        if (sides - authors if authors else len(sides) >= _FEWEST_SIDES)
    )
    return dict(counted)


def is_fresh(followed: str, current: str, changes: SmallChanges) -> bool:
    """Whether words that were made from `followed` still follow `current`."""
    seen: set[str] = set()
    while current not in seen:
        if current == followed:
            return True
        seen.add(current)
        current = changes.get(current, current)
    return False


@dataclass(frozen=True, slots=True)
class Outdated:
    """A translation that follows older words: its part, the part it was made from, and its place in the record."""

    part: str
    source: str
    index: int


def find_outdated_translations(
    record: RecordFile, current: Mapping[str, str], changes: Mapping[str, SmallChanges]
) -> tuple[Outdated, ...]:
    """Translations of a record that follow older words than `current`, which gives the digest of each part."""
    return tuple(
        Outdated(follows.part, follows.source, index)
        for index, follows in enumerate(record.translations)
        if (now := current.get(follows.source))
        and not is_fresh(follows.sha256, now, changes.get(follows.source, NO_CHANGES))
    )
