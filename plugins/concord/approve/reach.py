"""Whom a change of the charter concerns: one side alone, or everybody."""

from __future__ import annotations

from dataclasses import dataclass

from concord.model.archive import Charter
from concord.model.charter import Key, Person, SideStatus


@dataclass(frozen=True, slots=True)
class Reach:
    """`side` is the one whose own matter a change is; None: everybody's. `people` None: as many as policy asks."""

    side: str | None
    has_notice: bool
    people: int | None = None


_EVERYBODY = Reach(None, has_notice=True)


def find_reach(before: Charter, after: Charter) -> Reach:
    """Whom a change concerns. What cannot be told apart concerns everybody."""
    for name in ("archive.yml", "policy.yml"):
        if before.digests.get(name) != after.digests.get(name):
            return _EVERYBODY
    sides = _find_changed_sides(before, after)
    people = _find_changed_people(before, after)
    concerned = {*(sides or ()), *(side for side, _, _ in people)}
    if sides is None or len(concerned) != 1:
        return _EVERYBODY
    (side,) = concerned
    if side is None:
        return _EVERYBODY
    is_suspension = not sides and all(_only_suspends(old, new) for _, old, new in people)
    return Reach(side, has_notice=False, people=1 if is_suspension else None)


def _find_changed_sides(before: Charter, after: Charter) -> set[str] | None:
    """Sides that say something else of themselves; None when the change is not theirs alone to make."""
    old, new = before.sides.value, after.sides.value
    if old.cycle != new.cycle or old.sides.keys() != new.sides.keys():
        return None
    changed = {name for name, side in old.sides.items() if side != new.sides[name]}
    # Who has left speaks no more, so coming back is for those who stayed to agree to.
    returning = {name for name in changed if old.sides[name].status is not SideStatus.ACTIVE}
    return None if returning else changed


def _find_changed_people(before: Charter, after: Charter) -> list[tuple[str | None, Person | None, Person | None]]:
    """(side, before, after) of everybody of whom something else is said; twice for who changed sides."""
    old, new = before.people.value.people, after.people.value.people
    found: list[tuple[str | None, Person | None, Person | None]] = []
    for handle in sorted({*old, *new}):
        was, is_now = old.get(handle), new.get(handle)
        if was != is_now:
            found += [(person.side, was, is_now) for person in (was, is_now) if person]
    return found


def _only_suspends(old: Person | None, new: Person | None) -> bool:
    """Whether nothing but keys that count no longer makes the difference."""
    if old is None or new is None or len(old.keys) != len(new.keys):
        return False
    if old.model_copy(update={"keys": ()}) != new.model_copy(update={"keys": ()}):
        return False
    return all(_is_same_or_suspended(was, now) for was, now in zip(old.keys, new.keys, strict=True))


def _is_same_or_suspended(was: Key, now: Key) -> bool:
    is_new = was.revoked is None and now.revoked is not None
    return was == now or (is_new and was == now.model_copy(update={"revoked": None}))
