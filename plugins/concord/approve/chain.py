"""Which rules are in force: every link of the chain is agreed to by the rules before it, the founding by nobody.

What is kept true (architecture.md 5, domain.md 4.6):
1. What concerns everybody needs the word of every side that is there when the last of them speaks, and of two at least:
   by the rules before, and by the new ones. It counts after the days of notice that the rules before ask for.
2. What concerns one side alone, its people, keys, name, pause or leaving, changes by that side's own word, at once, as
   long as nothing of it reaches back before that word. A key is suspended by any one person of its side.
3. Nobody names another side's people. If nobody of a side is left in office, those who were the last may still name
   who follows; if they are gone too, two others and all that are there do, after notice.
4. A link that is not agreed to, or not in force yet, changes nothing, and neither does any link after it; but what a
   side says of its own people meanwhile counts at once.

Days are those of the acts. What a link says of itself, `in_force_from`, can only put off what concerns everybody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from concord.approve.amend import PART, name_link
from concord.approve.digest import digest_bytes
from concord.approve.ledger import Given, build_ledger, find_last_term, is_acting
from concord.approve.policy import Policy, resolve_policy
from concord.approve.reach import Reach, find_reach, find_sides_of_people, take_people
from concord.model.archive import Archive, Charter, Sourced, Statement
from concord.model.charter import ChainLink, SideStatus

# One side alone decides nothing that concerns others.
FEWEST_VOICES = 2
# A link cannot put off for longer what all have agreed to: nothing after it counts before it does.
LONGEST_WAIT = 366


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """Whether a change of the rules counts: the sides that have not agreed, and the day from which it is in force."""

    link: Sourced[ChainLink]
    missing: tuple[str, ...]
    from_day: str | None
    own: str | None = None
    """The side whose own people are all that is changed."""

    def is_in_force(self, as_of: str) -> bool:
        """Whether it counts on a day."""
        return self.from_day is not None and self.from_day <= as_of


@dataclass(frozen=True, slots=True)
class Rules:
    """The charter in force on a day, and how every link after the founding stands."""

    charter: Charter | None
    links: tuple[LinkVerdict, ...] = ()


def find_rules(archive: Archive, as_of: str) -> Rules:
    """The rules in force. What a link sealed and nobody kept cannot be judged: the rules before it stay."""
    sealed = archive.sealed
    if archive.charter is None or not sealed:
        return Rules(archive.charter)
    if sealed[0] is None:
        # Of a founding alone that was changed since, other rules speak; behind later links anything could be hidden.
        return Rules(archive.charter if len(sealed) == 1 else None)
    links = archive.charter.chain
    known = replace(archive, statements=tuple(_keep_links(archive.statements))) if len(links) > 1 else archive
    agreed, verdicts = [sealed[0]], []
    for link, after in zip(links[1:], sealed[1:], strict=True):
        if after is None:
            break
        verdict = _assess_link(known, agreed[-1], after, link, as_of)
        verdicts.append(verdict)
        if len(verdicts) == len(agreed) and verdict.from_day:
            agreed.append(after)
    return Rules(_find_in_force(agreed, verdicts, as_of), tuple(verdicts))


def _find_in_force(agreed: list[Charter], verdicts: list[LinkVerdict], as_of: str) -> Charter:
    """The last charter up to which all is in force, with what sides have said of their own people since."""
    counting = [verdict.is_in_force(as_of) for verdict in verdicts[: len(agreed) - 1]]
    whole = next((number for number, counts in enumerate(counting) if not counts), len(counting))
    charter = agreed[whole]
    for number, verdict in enumerate(verdicts[: len(agreed) - 1]):
        if number > whole and verdict.own and counting[number]:
            charter = take_people(charter, agreed[number + 1], verdict.own)
    return charter


def _keep_links(statements: tuple[Statement, ...]) -> Iterator[Statement]:
    """Statements with their acts on links alone: numbers and days still follow one another."""
    for statement in statements:
        value = statement.file.value
        acts = tuple(act for act in value.acts if act.about.startswith("charter/"))
        yield replace(statement, file=replace(statement.file, value=value.model_copy(update={"acts": acts})))


def _assess_link(
    archive: Archive, before: Charter, after: Charter, link: Sourced[ChainLink], as_of: str
) -> LinkVerdict:
    old, new = (_Panel(archive, rules, link, as_of) for rules in (before, after))
    reach = find_reach(before, after)
    if reach.side is not None:
        verdict = _assess_own(old, new, reach, reach.side)
        if verdict is not None:
            return verdict
    return _assess_common(old, new)


def _assess_own(old: _Panel, new: _Panel, reach: Reach, side: str) -> LinkVerdict | None:
    """A change that is one side's own matter. None when it is everybody's: it reaches back, or the side is orphaned."""
    days = [old.find_day(side, reach.people)]
    if days[0] is None:
        return (
            _assess_orphan(old, new, side)
            if find_last_term(old.rules, side) < old.find_latest()
            else _missing(old, side)
        )
    if not reach.is_forward(days[0], old.find_last_words(side, days[0])):
        return None
    if is_acting(new.rules.sides.value.sides[side], days[0]):
        days.append(new.find_day(side, reach.people))
    if None in days:
        return _missing(old, side)
    return LinkVerdict(old.link, (), max(day for day in days if day), side if reach.is_of_people else None)


def _assess_orphan(old: _Panel, new: _Panel, side: str) -> LinkVerdict:
    """Others name who follows: two of them and all that are there, by words later than the last term."""
    return _assess_common(old, new, passed_over=side, since=find_last_term(old.rules, side))


def _missing(panel: _Panel, *sides: str) -> LinkVerdict:
    return LinkVerdict(panel.link, tuple(sorted(sides)), None)


def _assess_common(old: _Panel, new: _Panel, passed_over: str | None = None, since: str = "") -> LinkVerdict:
    """A change that concerns everybody."""
    heard, old_day = old.find_heard(passed_over, since)
    heard_after, new_day = new.find_heard(passed_over, since)
    day = max(old_day, new_day)
    missing = (old.find_there(day) - heard) | (new.find_there(day) - heard_after)
    missing |= (find_sides_of_people(old.rules, new.rules) & old.rules.sides.value.sides.keys()) - heard
    # A side that comes back is heard by the new rules alone; its people are still those of before.
    if len(heard | heard_after) < min(FEWEST_VOICES, len(old.rules.sides.value.sides)):
        missing |= old.find_staying() - heard - heard_after
    missing -= {passed_over} if passed_over and len(heard) >= FEWEST_VOICES else set()
    if missing or not heard:
        return _missing(old, *(missing or old.find_staying()))
    starts = old.link.value.in_force_from
    if starts > _add_days(day, LONGEST_WAIT):
        return _missing(old, *old.find_staying())
    return LinkVerdict(old.link, (), max(starts, _add_days(day, old.policy.notice_days)))


@dataclass(frozen=True)
class _Panel:
    """Who has agreed to a link, by one set of rules."""

    archive: Archive
    rules: Charter
    link: Sourced[ChainLink]
    as_of: str

    @property
    def policy(self) -> Policy:
        """The policy of these rules."""
        return resolve_policy(self.rules.policy.value)

    @cached_property
    def given(self) -> list[Given]:
        """The acts on the link that count; a ledger of the whole archive is built for them, once."""
        ledger = build_ledger(replace(self.archive, charter=self.rules), self.policy, self.as_of)
        sha256 = digest_bytes(self.link.document.raw)
        return [act for act in ledger.of(name_link(self.link.value.n), PART) if act.sha256 == sha256]

    def find_day(self, side: str, people: int | None = None, since: str = "") -> str | None:
        """The day on which enough people of a side had agreed."""
        days = _find_first_days([act for act in self.given if act.date > since], side)
        wanted = people or self.policy.people_per_side
        return days[wanted - 1] if len(days) >= wanted else None

    def find_heard(self, passed_over: str | None, since: str) -> tuple[set[str], str]:
        """The sides that have agreed, and the day on which the last of them had."""
        days = {side: self.find_day(side, None, since) for side in self.rules.sides.value.sides if side != passed_over}
        return {side for side, day in days.items() if day}, max((day for day in days.values() if day), default="")

    def find_there(self, day: str) -> set[str]:
        """Sides that act on a day; before anybody has spoken, on the day of the link."""
        sides = self.rules.sides.value.sides.items()
        return {name for name, side in sides if is_acting(side, day or self.link.value.in_force_from)}

    def find_staying(self) -> set[str]:
        """Sides that have not left."""
        return {name for name, side in self.rules.sides.value.sides.items() if side.status is not SideStatus.WITHDRAWN}

    def find_latest(self) -> str:
        """The day of the last act on the link, or of the link itself."""
        return max((act.date for act in self.given), default=self.link.value.in_force_from)

    def find_last_words(self, side: str, before: str) -> dict[str, str]:
        """By person of a side, the day of the last statement; what a change says of earlier days would undo it."""
        people = self.rules.people.value.people
        found: dict[str, str] = {}
        for statement in self.archive.statements:
            person = people.get(statement.handle)
            if person and person.side == side and statement.file.value.date <= before:
                found[statement.handle] = max(statement.file.value.date, found.get(statement.handle, ""))
        return found


def _find_first_days(given: list[Given], side: str) -> list[str]:
    """The day of each person's first word for a side, the earliest first."""
    first: dict[str, str] = {}
    for act in given:
        if act.side == side:
            first[act.handle] = min(act.date, first.get(act.handle, act.date))
    return sorted(first.values())


def _add_days(day: str, days: int) -> str:
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return dt.date.max.isoformat()
