"""Whom a change of the charter concerns: one side alone, or everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from concord.model.archive import Charter
from concord.model.charter import Key, Person, RoleName, Side, SideStatus

# (side, before, after) of somebody of whom something else is said.
_Changed = tuple[str | None, Person | None, Person | None]


@dataclass(frozen=True, slots=True)
class Reach:
    """`side` is the one whose own matter a change is; None: everybody's. `people` None: as many as policy asks."""

    side: str | None
    people: int | None = None
    is_of_people: bool = False
    """Nothing but people of the side is changed."""
    changed: tuple[tuple[str, Person | None, Person | None], ...] = ()
    sides: tuple[tuple[Side, Side], ...] = field(default=())

    def is_forward(self, day: str, last_words: Mapping[str, str]) -> bool:
        """Whether nothing reaches back: what people of the side said before stays said, as of the day they agreed."""
        people = all(_keeps(old, new, last_words.get(handle, "")) for handle, old, new in self.changed)
        return people and all(_leaves_from(old, new, day) for old, new in self.sides)


EVERYBODY = Reach(None)


def find_reach(before: Charter, after: Charter) -> Reach:
    """Whom a change concerns. What cannot be told apart concerns everybody."""
    for name in ("archive.yml", "policy.yml"):
        if before.digests.get(name) != after.digests.get(name):
            return EVERYBODY
    sides = _find_changed_sides(before, after)
    people = _find_changed_people(before, after)
    concerned = {*(sides or ()), *(side for _, (side, _, _) in people)}
    if sides is None or len(concerned) != 1:
        return EVERYBODY
    (side,) = concerned
    if side is None:
        return EVERYBODY
    is_suspension = not sides and all(_only_suspends(old, new) for _, (_, old, new) in people)
    return Reach(
        side,
        people=1 if is_suspension else None,
        is_of_people=not sides,
        changed=tuple((handle, old, new) for handle, (_, old, new) in people),
        sides=tuple((before.sides.value.sides[name], after.sides.value.sides[name]) for name in sorted(sides)),
    )


def find_sides_of_people(before: Charter, after: Charter) -> set[str]:
    """Sides of whose people something else is said."""
    return {side for _, (side, _, _) in _find_changed_people(before, after) if side is not None}


def take_people(charter: Charter, later: Charter, side: str) -> Charter:
    """A charter with the people of one side as a later one names them."""
    others = {handle: one for handle, one in charter.people.value.people.items() if one.side != side}
    own = {handle: one for handle, one in later.people.value.people.items() if one.side == side}
    people = charter.people.value.model_copy(update={"people": {**others, **own}})
    return replace(charter, people=replace(charter.people, value=people))


def _find_changed_sides(before: Charter, after: Charter) -> set[str] | None:
    """Sides that say something else of themselves; None when the change is not theirs alone to make."""
    old, new = before.sides.value, after.sides.value
    if old.cycle != new.cycle or old.sides.keys() != new.sides.keys():
        return None
    changed = {name for name, side in old.sides.items() if side != new.sides[name]}
    # Who has left speaks no more, so coming back is for those who stayed to agree to.
    returning = {name for name in changed if old.sides[name].status is not SideStatus.ACTIVE}
    return None if returning else changed


def _find_changed_people(before: Charter, after: Charter) -> list[tuple[str, _Changed]]:
    """Everybody of whom something else is said, by handle; twice for who changed sides."""
    old, new = before.people.value.people, after.people.value.people
    found: list[tuple[str, _Changed]] = []
    for handle in sorted({*old, *new}):
        was, is_now = old.get(handle), new.get(handle)
        if was != is_now:
            found += [(handle, (side, was, is_now)) for side in sorted({p.side or "" for p in (was, is_now) if p})]
    return [(handle, (side or None, was, is_now)) for handle, (side, was, is_now) in found]


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


def _keeps(old: Person | None, new: Person | None, last_words: str) -> bool:
    """Whether all that a person has said up to a day counts as before; a key that is revoked is the one exception."""
    if old is None or not last_words:
        return True
    if new is None or new.side != old.side or not set(old.reads) <= set(new.reads):
        return False
    terms = all(_covers(role.since, role.until, last_words, _find_terms(new, role.role)) for role in old.roles)
    return terms and all(_has_key(new, key, last_words) for key in old.keys)


def _find_terms(person: Person, role: RoleName) -> list[tuple[str, str]]:
    return [(held.since, held.until) for held in person.roles if held.role is role]


def _covers(since: str, until: str, last_words: str, terms: Iterable[tuple[str, str]]) -> bool:
    """Whether a term up to a day still lies in one of the terms."""
    until = min(until, last_words)
    return since > until or any(first <= since and until <= last for first, last in terms)


def _has_key(person: Person, key: Key, last_words: str) -> bool:
    for one in person.keys:
        if one.key == key.key and one.recovery == key.recovery:
            return one.since <= key.since and (
                one.until is None or min(key.until or last_words, last_words) <= one.until
            )
    return False


def _leaves_from(old: Side, new: Side, day: str) -> bool:
    """Whether a side pauses or leaves from a day on, and not from an earlier one; it was active before."""
    leaves = new.status is SideStatus.ACTIVE or (new.status_since or "") >= day
    kept, told = ({(pause.since, pause.until) for pause in side.pauses} for side in (old, new))
    return leaves and kept <= told and all(since >= day for since, _ in told - kept)
