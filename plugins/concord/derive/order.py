"""Who and what comes in which order. The only place that decides it: no side and no language is first by nature.

An order is a rotation of the cycle that the sides agreed in the charter. How far it is turned comes from a hash
of what is being ordered (an entry, a page), never from a side's name, so that over many things every side and
every language comes first equally often and nobody can choose when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from concord.model.archive import Archive


def turn(cycle: Sequence[str], key: str) -> tuple[str, ...]:
    """The cycle, turned by the key."""
    if not cycle:
        return ()
    steps = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % len(cycle)
    return (*cycle[steps:], *cycle[:steps])


def order_sides(cycle: Sequence[str], sides: Iterable[str], key: str) -> tuple[str, ...]:
    """Sides in the order that a thing without an order of its own shows them."""
    return _order(cycle, sides, key)


def order_languages(cycle: Sequence[str], languages: Iterable[str], key: str) -> tuple[str, ...]:
    """Languages in the order that a page shows them beside each other."""
    return _order(cycle, languages, key)


def order_owners(stored: Sequence[str], cycle: Sequence[str], owners: Iterable[str], key: str) -> tuple[str, ...]:
    """An entry's owners in the order it keeps since its first agreement; any it leaves out follow by rotation."""
    owners = frozenset(owners)
    kept = tuple(dict.fromkeys(side for side in stored if side in owners))
    return (*kept, *_order(cycle, owners - set(kept), key))


def order_entry_sides(archive: Archive, entry_id: str) -> tuple[str, ...]:
    """The owners of an entry as it stands in the tree, in the entry's order."""
    entry = archive.entries.get(entry_id)
    if archive.charter is None or entry is None or entry.file is None:
        return ()
    file, cycle = entry.file.value, archive.charter.sides.value.cycle
    return order_owners(file.order, cycle, file.owned_by, entry.subject)


def draw(*words: str) -> str:
    """A place among equals that are no sides and no languages: whoever named a thing did not choose where it stands."""
    return hashlib.sha256("/".join(words).encode()).hexdigest()


def _order(cycle: Sequence[str], members: Iterable[str], key: str) -> tuple[str, ...]:
    """Members along the turned cycle. Those the cycle forgets (a fault that check reports) come last, by name."""
    wanted = frozenset(members)
    # Members are taken out of the cycle before it is turned: a gap left by those who are absent would give whoever
    # follows it their turns as well.
    present = tuple(member for member in dict.fromkeys(cycle) if member in wanted)
    return (*turn(present, key), *sorted(wanted - set(present)))
