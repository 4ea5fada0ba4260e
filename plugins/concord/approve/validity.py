"""Whether a key counted when it signed: its days, its revocation, and what a recovery key is kept for."""

from __future__ import annotations

from collections.abc import Iterable

from concord.approve.amend import name_link
from concord.model.archive import Archive, Charter, Statement
from concord.model.charter import Key, Person


def find_key_fault(charter: Charter, statement: Statement, chain: Iterable[Statement]) -> str | None:
    """The rule that a signed statement breaks by its key, or None; `chain` are this person's statements."""
    day = statement.file.value.date
    return judge_key(charter, statement.handle, statement.signed_by, day, statement.seq, chain)


def judge_key(
    charter: Charter, handle: str, line: str | None, day: str, seq: int, chain: Iterable[Statement] = ()
) -> str | None:
    """The rule that a statement of this day and number would break if it were signed with a key, or None."""
    person = charter.people.value.people.get(handle)
    key = next((key for key in person.keys if key.key == line), None) if person else None
    if person is None or key is None:
        return "signature-key-unknown"
    if not is_key_in_time(key, day):
        return "signature-untimely"
    if key.revoked and seq > find_last_good(key, chain):
        return "signature-key-revoked"
    if key.recovery and has_other_key(person, day):
        return "signature-by-recovery-key"
    return None


def find_floor(archive: Archive, handle: str, line: str) -> int:
    """The number up to which this person's statements cannot be signed with a key; 0 if all can.

    By the rules before the change that brought a key nobody has it. Signed with it, the word for that change would not
    be read when the change is judged.
    """
    changes = {name_link(number): before for number, before in enumerate(archive.sealed[:-1], 2)}
    floor = 0
    for statement in archive.statements:
        befores = [changes.get(act.about) for act in statement.file.value.acts]
        if statement.handle == handle and not all(has_key(one, handle, line) for one in befores if one):
            floor = max(floor, statement.seq)
    return floor


def has_key(charter: Charter, handle: str, line: str) -> bool:
    """Whether a key stands with a person, whatever its days."""
    person = charter.people.value.people.get(handle)
    return bool(person and any(key.key == line for key in person.keys))


def find_last_good(key: Key, chain: Iterable[Statement]) -> int:
    """The number of the last statement that a revoked key's owner made with it; 0 when there is none."""
    good = key.revoked.last_good if key.revoked else None
    return next((statement.seq for statement in chain if statement.sha256 == good), 0)


def is_key_in_time(key: Key, day: str) -> bool:
    """Whether a day is one of a key's; both ends belong to them."""
    return key.since <= day and (key.until is None or day <= key.until)


def has_other_key(person: Person, day: str) -> bool:
    """Whether another key of the person, no recovery key, is in force on a day."""
    others = (key for key in person.keys if not key.recovery)
    return any(is_key_in_time(key, day) and (key.revoked is None or day < key.revoked.on) for key in others)
