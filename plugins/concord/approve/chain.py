"""Which rules are in force: every link of the chain is agreed to by the rules before it, the founding by nobody.

What is kept true (architecture.md 5, domain.md 4.6):
1. Sides, languages and policy change with the word of every active side, by the rules before and by the new ones, and
   after the days of notice that the rules before ask for.
2. What concerns one side alone, its people, keys, name, pause or leaving, changes by that side's own word, without
   notice. A key is suspended by any one person of its side.
3. A side of which nobody is in office is spoken for by nobody: all the others agree to who follows, after notice.
4. A link that is not agreed to, or not in force yet, changes nothing. Neither does any link after it.

Needs are those of the day that the link names, so that no later day takes back what was agreed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from concord.approve.amend import PART, name_link
from concord.approve.digest import digest_bytes
from concord.approve.ledger import Given, build_ledger, holds, is_acting
from concord.approve.policy import Policy, resolve_policy
from concord.approve.reach import Reach, find_reach
from concord.model.archive import Archive, Charter, Sourced, Statement
from concord.model.charter import ChainLink, RoleName

_FAR = dt.date.max.isoformat()


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """Whether a change of the rules counts: the sides that have not agreed, and the day from which it is in force."""

    link: Sourced[ChainLink]
    missing: tuple[str, ...]
    from_day: str | None

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
    rules: Charter = sealed[0]
    verdicts: list[LinkVerdict] = []
    is_open = True
    for link, after in zip(links[1:], sealed[1:], strict=True):
        if after is None:
            break
        verdict = _assess_link(known, rules, after, link, as_of)
        verdicts.append(verdict)
        is_open = is_open and verdict.is_in_force(as_of)
        rules = after if is_open else rules
    return Rules(rules, tuple(verdicts))


def _keep_links(statements: tuple[Statement, ...]) -> Iterator[Statement]:
    """Statements with their acts on links alone: numbers and days still follow one another."""
    for statement in statements:
        value = statement.file.value
        acts = tuple(act for act in value.acts if act.about.startswith("charter/"))
        yield replace(statement, file=replace(statement.file, value=value.model_copy(update={"acts": acts})))


def _assess_link(
    archive: Archive, before: Charter, after: Charter, link: Sourced[ChainLink], as_of: str
) -> LinkVerdict:
    reach = find_reach(before, after)
    found = [_Panel(archive, rules, link, as_of).count(reach, before) for rules in (before, after)]
    missing = tuple(sorted({side for sides, _ in found for side in sides}))
    if missing:
        return LinkVerdict(link, missing, None)
    day = max([link.value.in_force_from, *(day for _, day in found)])
    is_orphaned = reach.side is not None and not has_steward(before, reach.side, link.value.in_force_from)
    notice = resolve_policy(before.policy.value).notice_days if reach.has_notice or is_orphaned else 0
    agreed = max(day for _, day in found)
    return LinkVerdict(link, (), max(day, _add_days(agreed, notice) if agreed else day))


@dataclass(frozen=True)
class _Panel:
    """Who has agreed to a link, by one set of rules."""

    archive: Archive
    rules: Charter
    link: Sourced[ChainLink]
    as_of: str

    @property
    def policy(self) -> Policy:
        return resolve_policy(self.rules.policy.value)

    def count(self, reach: Reach, before: Charter) -> tuple[tuple[str, ...], str]:
        """The sides that are missing, and the day on which the last one needed agreed."""
        ledger = build_ledger(replace(self.archive, charter=self.rules), self.policy, self.as_of)
        sha256 = digest_bytes(self.link.document.raw)
        given = [act for act in ledger.of(name_link(self.link.value.n), PART) if act.sha256 == sha256]
        missing, days = [], [""]
        for side in self._find_needed(reach, before):
            people = _find_first_days(given, side)
            wanted = reach.people or self.policy.people_per_side
            if len(people) < wanted:
                missing.append(side)
            else:
                days.append(people[wanted - 1])
        return tuple(missing), max(days)

    def _find_needed(self, reach: Reach, before: Charter) -> tuple[str, ...]:
        day = self.link.value.in_force_from
        acting = tuple(name for name, side in sorted(self.rules.sides.value.sides.items()) if is_acting(side, day))
        if reach.side is None:
            return acting
        if has_steward(before, reach.side, day):
            return tuple(name for name in acting if name == reach.side)
        return tuple(name for name in acting if name != reach.side)


def has_steward(charter: Charter, side: str, day: str) -> bool:
    """Whether a side has anybody in office on a day."""
    people = charter.people.value.people.values()
    return any(person.side == side and holds(person, RoleName.STEWARD, day) for person in people)


def _find_first_days(given: list[Given], side: str) -> list[str]:
    """The day of each person's first word for a side, the earliest first."""
    first: dict[str, str] = {}
    for act in given:
        if act.side == side:
            first[act.handle] = min(act.date, first.get(act.handle, _FAR))
    return sorted(first.values())


def _add_days(day: str, days: int) -> str:
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return _FAR
