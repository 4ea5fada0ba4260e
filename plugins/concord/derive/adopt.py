"""A steward takes a draft into care: what the giver was not asked for, filled in. Nothing is written here.

The order of sides is drawn, not chosen: whoever has come first least often among entries of the same owners comes
first now, and where that leaves a choice the turn comes from the entry's own id.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from concord.approve.ledger import holds, is_acting
from concord.derive.order import turn
from concord.model.archive import Archive, Charter, Entry
from concord.model.charter import RoleName
from concord.model.entry import EntryFile
from concord.read.faults import Faults
from concord.read.model_values import read_model


class AdoptionError(Exception):
    """Why a draft cannot be taken into care. `reason` is a short name: no-entry, no-charter, no-form."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Adoption:
    """The new bytes of `entry.yml`, and those of a `record.yml` where there is none; None for what stays as it is."""

    entry: bytes | None
    record: bytes | None


def plan_adoption(archive: Archive, id_: str, day: str, side: str | None = None) -> Adoption:
    """What has to be written so that sides can work on a draft. Raises AdoptionError."""
    entry = archive.entries.get(id_)
    if archive.charter is None:
        raise AdoptionError("no-charter")
    if entry is None or entry.file is None:
        raise AdoptionError("no-entry")
    owners = entry.file.value.owned_by or find_active_sides(archive.charter, day)
    tree = entry.file.document.tree
    present = frozenset(tree) if isinstance(tree, dict) else frozenset()
    lines = [line for name, line in _describe(archive, entry, owners).items() if name not in present]
    record = None if entry.record else _render_record(archive.charter, owners, day, side)
    return Adoption(_extend(entry.file.document.raw, lines) if lines else None, record)


def find_active_sides(charter: Charter, day: str) -> tuple[str, ...]:
    """The sides that act, in the order of the cycle."""
    sides = charter.sides.value
    return tuple(name for name in sides.cycle if name in sides.sides and is_acting(sides.sides[name], day))


def draw_order(archive: Archive, owners: tuple[str, ...], id_: str) -> tuple[str, ...]:
    """The order that a new entry of these owners gets."""
    cycle = archive.charter.sides.value.cycle if archive.charter else ()
    present = tuple(side for side in dict.fromkeys(cycle) if side in owners)
    drawn = turn(present, f"entries/{id_}")
    others = (one.file.value for one in archive.entries.values() if one.file and one.id != id_)
    first = Counter(file.order[0] for file in others if file.order and set(file.owned_by) == set(owners))
    turns = [drawn[start:] + drawn[:start] for start in range(len(drawn))]
    return min(turns, key=lambda order: first[order[0]], default=())


def _describe(archive: Archive, entry: Entry, owners: tuple[str, ...]) -> dict[str, str]:
    """The lines that a steward adds, by field."""
    return {
        "format": "format: concord-entry/1",
        "id": f"id: {entry.id}",
        "owned_by": f"owned_by: [{', '.join(owners)}]",
        "order": f"order: [{', '.join(draw_order(archive, owners, entry.id))}]",
    }


def _extend(raw: bytes, lines: list[str]) -> bytes:
    """The file with lines at its end; what stands there already is not touched."""
    new = raw + (b"" if raw.endswith(b"\n") else b"\n") + "".join(f"{line}\n" for line in lines).encode()
    if read_model(new, EntryFile, Faults("entry.yml")) is None:
        # A file in braces, for example, has no end to which a line could be added.
        raise AdoptionError("no-form")
    return new


def _render_record(charter: Charter, owners: tuple[str, ...], day: str, side: str | None) -> bytes:
    people = charter.people.value.people
    stewards = [h for h, person in people.items() if person.side in owners and holds(person, RoleName.STEWARD, day)]
    lines = ["format: concord-record/1", "status: draft", f"stewards: [{', '.join(stewards)}]"]
    if side:
        lines += ["contributions:", f"- {{part: facts, role: wrote, side: {side}, period: {day[:7]}}}"]
    return ("\n".join(lines) + "\n").encode()
