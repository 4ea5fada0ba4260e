"""One steward at one sitting: what waits for this person, and the statement that says it. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from concord.approve.agreement import Agreement, EntryAgreement, PartStatus
from concord.approve.digest import digest_bytes
from concord.approve.ledger import can_read, holds, is_acting
from concord.approve.revision import find_next_own_revision, find_next_revision
from concord.model.archive import Archive, Charter, Statement
from concord.model.charter import Person, RoleName
from concord.model.part import Part, Voice
from concord.model.statement import Act, ActName
from concord.problems import Problem


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that a steward could make now. `readers` can be relied on where the steward does not read `part.lang`."""

    entry: str
    about: str
    status: PartStatus
    act: ActName
    rev: int
    sha256: str
    needs_reader: bool
    readers: tuple[str, ...]

    @property
    def target(self) -> str:
        """How the command line names it."""
        return f"{self.entry}/{self.status.part.name}"


_MISSHAPEN: Final = "text-not-canonical"


class SittingError(Exception):
    """A person who cannot act. `reason` is the name of the rule that says why."""

    def __init__(self, reason: str, handle: str) -> None:
        super().__init__(f"{handle}: {reason}")
        self.reason = reason
        self.handle = handle


def find_steward(charter: Charter, handle: str, day: str) -> Person:
    """The person behind a handle, if a steward of a side on that day. Raises SittingError."""
    person = charter.people.value.people.get(handle)
    if person is None:
        raise SittingError("approval-person-unknown", handle)
    if person.side is None or holds(person, RoleName.FACILITATOR, day):
        raise SittingError("approval-by-no-side", handle)
    if not holds(person, RoleName.STEWARD, day):
        raise SittingError("approval-out-of-office", handle)
    return person


def find_waiting(archive: Archive, agreement: Agreement, handle: str, day: str) -> tuple[Waiting, ...]:
    """Every part on which this steward has not yet spoken and whose side is still asked or may still add its word."""
    charter = agreement.rules.charter
    if archive.charter is None or charter is None:
        return ()
    person = find_steward(charter, handle, day)
    side = charter.sides.value.sides.get(person.side or "")
    if side and not is_acting(side, day):
        raise SittingError("approval-side-inactive", handle)
    found = (
        waiting
        for entry in agreement.subjects
        if not entry.is_draft
        for waiting in _find_in_entry(charter, entry, person, handle, day)
    )
    return tuple(found)


def _find_in_entry(charter: Charter, entry: EntryAgreement, person: Person, handle: str, day: str) -> Iterator[Waiting]:
    proposed = {name: status.proposed.sha256 for name, status in entry.parts.items() if status.proposed}
    common_rev = find_next_revision(entry.candidates, proposed, entry.rev)
    for name, status in entry.parts.items():
        if status.proposed is None or status.verdict is None or person.side is None:
            continue
        if not any(need.side == person.side for need in status.verdict.missing):
            continue
        if any(given.handle == handle for given in (*status.verdict.given, *status.verdict.not_counted)):
            continue
        part, sha256 = status.part, status.proposed.sha256
        own = part.voice is Voice.ATTRIBUTED
        rev = find_next_own_revision(entry.candidates.get(name, {}), sha256) if own else common_rev
        unread = part.lang is not None and not can_read(person.reads, part.lang)
        readers = _find_readers(charter, part, day) if unread else ()
        yield Waiting(entry.id, entry.about, status, find_act(part, person.side), rev, sha256, unread, readers)


def find_misshapen(archive: Archive, handle: str, waiting: Iterable[Waiting]) -> tuple[Problem, ...]:
    """Where bytes are not those that everybody else has, as on a copy whose line ends a machine has turned.

    A digest of them would name words that nobody was shown, and a statement would follow one that is nowhere else.
    """
    paths = {item.status.proposed.path for item in waiting if item.status.proposed}
    folders = (f"statements/{handle}/", "charter/")
    return tuple(
        problem
        for problem in archive.problems
        if problem.rule == _MISSHAPEN and (problem.location.path in paths or problem.location.path.startswith(folders))
    )


def find_act(part: Part, side: str) -> ActName:
    """What a side says of a part."""
    if part.voice is not Voice.ATTRIBUTED:
        return ActName.AGREE
    return ActName.OWN if part.speaker == side else ActName.SEEN


def _find_readers(charter: Charter, part: Part, day: str) -> tuple[str, ...]:
    people = charter.people.value.people.items()
    return tuple(
        sorted(h for h, p in people if part.lang and can_read(p.reads, part.lang) and holds(p, RoleName.READER, day))
    )


def build_acts(waiting: Iterable[Waiting], relies_on: Mapping[str, str], *, minor: bool = False) -> tuple[Act, ...]:
    """The acts of a sitting; `relies_on` names a reader for each language the steward does not read.

    With `minor` every change of common words that were agreed before is called small.
    """
    return tuple(
        Act(
            act=item.act,
            about=item.about,
            part=item.status.part.name,
            rev=item.rev,
            sha256=item.sha256,
            relies_on=find_reader(relies_on, item.status.part.lang or "") if item.needs_reader else None,
            minor_of=_find_earlier(item) if minor else None,
        )
        for item in waiting
    )


def find_reader(relies_on: Mapping[str, str], lang: str) -> str | None:
    """The reader named for a language, or for one that covers it: `pa` covers `pa-Guru`."""
    return next((handle for tag, handle in sorted(relies_on.items(), reverse=True) if can_read([tag], lang)), None)


def _find_earlier(item: Waiting) -> str | None:
    """The words that stand agreed, if these are others in the common voice."""
    agreed = item.status.agreed
    return agreed.sha256 if agreed and agreed.sha256 != item.sha256 and item.act is ActName.AGREE else None


@dataclass(frozen=True, slots=True)
class Link:
    """What a statement has to know of the one before it."""

    seq: int
    sha256: str


# More would make a file that the reader, which guards its memory, does not take.
MOST_ACTS = 1000


def render_sitting(
    genesis: str, before: Statement | None, day: str, acts: Sequence[Act], *, demonstration: bool
) -> Iterator[tuple[int, str]]:
    """(seq, text) of the statements of one sitting: one, or several in a row where there is very much to say."""
    link = Link(before.seq, before.sha256) if before else Link(0, "")
    for start in range(0, len(acts), MOST_ACTS):
        chunk = acts[start : start + MOST_ACTS]
        text = render_statement(genesis, link if link.seq else None, day, chunk, demonstration=demonstration)
        link = Link(link.seq + 1, digest_bytes(text.encode()))
        yield link.seq, text


def find_last(statements: Iterable[Statement], handle: str) -> Statement | None:
    """The newest statement of a person."""
    return max((s for s in statements if s.handle == handle), key=lambda statement: statement.seq, default=None)


def render_statement(
    genesis: str, before: Statement | Link | None, day: str, acts: Iterable[Act], *, demonstration: bool
) -> str:
    """The bytes of a statement as text: fixed order, one act a line, so that a reader can see what is said."""
    head = render_head(genesis, before, day, demonstration=demonstration)
    return head + "".join(render_act(act) for act in acts)


def render_head(genesis: str, before: Statement | Link | None, day: str, *, demonstration: bool) -> str:
    """All that stands above the acts of a statement. With the lines of acts behind it, it is the whole file."""
    lines = [
        "format: concord-statement/1",
        f"genesis: {genesis}",
        f"seq: {before.seq + 1 if before else 1}",
        f"prev: {before.sha256 if before else 'null'}",
        f"date: {day}",
        *(["demonstration: true"] if demonstration else []),
        "acts:",
    ]
    return "\n".join(lines) + "\n"


def render_act(act: Act) -> str:
    """The line of one act."""
    more = "".join(f", {name}: {value}" for name in ("relies_on", "minor_of") if (value := getattr(act, name)))
    return f"- {{act: {act.act}, about: {act.about}, part: {act.part}, rev: {act.rev}, sha256: {act.sha256}{more}}}\n"
