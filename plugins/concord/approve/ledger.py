"""Reads every statement and keeps the acts that count; the others are kept too, each with its reason.

What is kept true, in the order it is asked (F03):
1. A person's statements form one chain: seq 1, 2, 3 ..., each naming the bytes before it; nothing after a break counts.
2. A statement names this archive's genesis, is not dated before the one before it, and not after the day of judging.
3. Acts come from a steward in office on that day, of one active side; a facilitator's never count.
4. The act fits the voice: `agree` for the common voice and works, `own` for the side's own words, `seen` for others'.
5. Where policy asks for signatures, a statement has one; a key that signed counted on that day and was not revoked.
   A statement whose signature does not fit is not here at all: `read` has refused it unparsed.
6. Where policy asks for readers, words in a language the steward does not read name a reader of it in office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from concord.approve.policy import Policy
from concord.approve.validity import find_key_fault
from concord.model.archive import Archive, Charter, Sourced, Statement
from concord.model.charter import Approvals, Person, RoleName, Side, SideStatus
from concord.model.part import Part, PartKind, Voice, parse_part
from concord.model.statement import Act, ActName, StatementFile
from concord.problems import Location


@dataclass(frozen=True, slots=True, order=True)
class Given:
    """An act that counts: who said what, when, for which side, of which words."""

    date: str
    handle: str
    side: str
    act: ActName
    seq: int
    rev: int
    sha256: str
    relies_on: str | None = field(default=None, compare=False)
    minor_of: str | None = field(default=None, compare=False)
    statement: Sourced[StatementFile] | None = field(default=None, compare=False, repr=False)
    index: int = field(default=0, compare=False)
    is_signed: bool = field(default=False, compare=False)

    @property
    def place(self) -> Location:
        """Where the act stands; found when somebody asks, since finding it reads the whole statement again."""
        return self.statement.at("acts", self.index) if self.statement else Location("")


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement or an act that does not count. `reason` is the name of the rule that says why."""

    reason: str
    place: Location
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Acts that count by (about, part), in one order on every machine, and what was refused."""

    acts: Mapping[tuple[str, str], tuple[Given, ...]]
    refused: tuple[Refused, ...]

    def of(self, about: str, part: str) -> tuple[Given, ...]:
        """The acts on one part of one thing."""
        return self.acts.get((about, part), ())

    def by_subject(self) -> Mapping[str, tuple[str, ...]]:
        """Part names by what they belong to."""
        names: dict[str, list[str]] = defaultdict(list)
        for about, part in self.acts:
            names[about].append(part)
        return {about: tuple(sorted(parts)) for about, parts in names.items()}


def build_ledger(archive: Archive, policy: Policy, as_of: str) -> Ledger:
    """The ledger of an archive whose charter could be read; `as_of` is the day of judging (YYYY-MM-DD)."""
    if archive.charter is None:
        return Ledger({}, ())
    acts: dict[tuple[str, str], list[Given]] = defaultdict(list)
    refused: list[Refused] = []
    for chain in _chains(archive.statements):
        sound, broken = _sound_statements(chain, archive.charter, as_of)
        refused += broken
        for statement in sound:
            if fault := _find_signing_fault(archive.charter, policy, statement, chain):
                # Later ones still follow it: after a theft the owner goes on with another key.
                refused.append(Refused(fault, statement.file.at(), _values(statement)))
                continue
            for index, act in enumerate(statement.file.value.acts):
                reason = _find_reason(archive.charter, policy, statement, act)
                if reason:
                    refused.append(Refused(reason, statement.file.at("acts", index), _values(statement, act)))
                else:
                    acts[act.about, act.part].append(_given(archive.charter, statement, act, index))
    return Ledger({key: tuple(sorted(given)) for key, given in sorted(acts.items())}, tuple(refused))


def _chains(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    by_handle: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_handle[statement.handle].append(statement)
    for handle in sorted(by_handle):
        yield sorted(by_handle[handle], key=lambda statement: statement.seq)


def _sound_statements(chain: list[Statement], charter: Charter, as_of: str) -> tuple[list[Statement], list[Refused]]:
    sound: list[Statement] = []
    for statement in chain:
        fault = _find_fault(statement, sound[-1] if sound else None, charter, as_of)
        if fault:
            rest = chain[len(sound) + 1 :]
            following = [Refused("approval-after-break", later.file.at(), _values(later)) for later in rest]
            return sound, [fault, *following]
        sound.append(statement)
    return sound, []


def _find_fault(statement: Statement, before: Statement | None, charter: Charter, as_of: str) -> Refused | None:
    value = statement.file.value
    expected_prev = before.sha256 if before else None
    values = _values(statement)
    if value.seq != statement.seq or value.seq != (before.seq + 1 if before else 1):
        return Refused("approval-chain-broken", statement.file.at("seq"), values)
    if value.prev != expected_prev:
        return Refused("approval-chain-broken", statement.file.at("prev"), values)
    if value.genesis != charter.genesis:
        return Refused("approval-other-archive", statement.file.at("genesis"), values)
    if before and value.date < before.file.value.date:
        return Refused("approval-back-dated", statement.file.at("date"), values)
    if value.date > as_of:
        return Refused("approval-from-future", statement.file.at("date"), {**values, "as_of": as_of})
    return None


def _find_signing_fault(charter: Charter, policy: Policy, statement: Statement, chain: list[Statement]) -> str | None:
    if statement.signed_by is None:
        return "signature-missing" if policy.approvals is Approvals.SIGNED else None
    return find_key_fault(charter, statement, chain)


def _find_reason(charter: Charter, policy: Policy, statement: Statement, act: Act) -> str | None:  # noqa: PLR0911 - a list of invariants, in order
    """The first invariant an act breaks, as a rule's name."""
    person = charter.people.value.people.get(statement.handle)
    day = statement.file.value.date
    part = parse_part(act.part)
    if person is None:
        return "approval-person-unknown"
    if holds(person, RoleName.FACILITATOR, day) or person.side is None:
        return "approval-by-no-side"
    # A redaction is agreed to by those to whom people in danger turn.
    office = RoleName.SAFETY if act.about.startswith("redactions/") else RoleName.STEWARD
    if not (holds(person, office, day) or (act.about.startswith("charter/") and is_caretaker(charter, person, day))):
        return "approval-out-of-office"
    side = charter.sides.value.sides.get(person.side)
    if side is None or not is_acting(side, day):
        return "approval-side-inactive"
    if part is None or (part.kind is PartKind.VOICE and part.speaker in charter.sides.value.sides):
        # A voice is that of a community of no side; a side speaks for itself, and only itself, in its narrative.
        return "approval-part-unknown"
    if not _fits(part, act.act, person.side):
        return "approval-act-wrong"
    if policy.readers_required and not _is_read(charter, person, part, act.relies_on, day):
        return "approval-language-unread"
    return None


def holds(person: Person, role: RoleName, day: str) -> bool:
    """Whether a person holds a role on a day (first and last day of the term included)."""
    return any(held.role is role and held.since <= day <= held.until for held in person.roles)


def find_last_term(charter: Charter, side: str) -> str:
    """The last day on which anybody is steward of a side; nothing if nobody ever was."""
    people = (person for person in charter.people.value.people.values() if person.side == side)
    terms = (held.until for person in people for held in person.roles if held.role is RoleName.STEWARD)
    return max(terms, default="")


def is_caretaker(charter: Charter, person: Person, day: str) -> bool:
    """Whether a person is of the last who were stewards of a side of which nobody is in office any more.

    A forgotten renewal would else leave the side without anybody who may name who follows.
    """
    last = find_last_term(charter, person.side or "")
    return last < day and any(held.role is RoleName.STEWARD and held.until == last for held in person.roles)


def is_acting(side: Side, day: str) -> bool:
    """Whether a side acts on a day: what it agreed to before it paused or left stays agreed (F01)."""
    return not is_away(side, day, day)


def is_away(side: Side, since: str, until: str) -> bool:
    """Whether a side had paused or left on any day from one to another, both included."""
    if side.status is not SideStatus.ACTIVE and (side.status_since is None or side.status_since <= until):
        return True
    return any(pause.since <= until and since <= pause.until for pause in side.pauses)


def _fits(part: Part, act: ActName, side: str) -> bool:
    if part.voice is not Voice.ATTRIBUTED:
        return act is ActName.AGREE
    return act is (ActName.OWN if part.speaker == side else ActName.SEEN)


def _is_read(charter: Charter, person: Person, part: Part, relies_on: str | None, day: str) -> bool:
    if part.lang is None or can_read(person.reads, part.lang):
        return True
    reader = charter.people.value.people.get(relies_on) if relies_on else None
    return reader is not None and holds(reader, RoleName.READER, day) and can_read(reader.reads, part.lang)


def can_read(reads: Iterable[str], lang: str) -> bool:
    """Whether languages that somebody reads cover a tag: `pa` covers `pa-Guru` too (RFC 4647, 3.3.1)."""
    wanted = f"{lang.lower()}-"
    return any(wanted.startswith(f"{tag.lower()}-") for tag in reads)


def _given(charter: Charter, statement: Statement, act: Act, index: int) -> Given:
    side = charter.people.value.people[statement.handle].side
    return Given(
        date=statement.file.value.date,
        handle=statement.handle,
        side=side or "",
        act=act.act,
        seq=statement.seq,
        rev=act.rev,
        sha256=act.sha256,
        relies_on=act.relies_on,
        minor_of=act.minor_of,
        statement=statement.file,
        index=index,
        is_signed=statement.signed_by is not None,
    )


def _values(statement: Statement, act: Act | None = None) -> dict[str, str]:
    values = {"handle": statement.handle, "seq": str(statement.seq), "date": statement.file.value.date}
    if act:
        values |= {"about": act.about, "part": act.part, "act": str(act.act)}
    return values
