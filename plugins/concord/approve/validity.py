"""Whether a key counted when it signed: its days, its revocation, and what a recovery key is kept for."""

from __future__ import annotations

from collections.abc import Iterable

from concord.model.archive import Charter, Statement
from concord.model.charter import Key, Person


def find_key_fault(charter: Charter, statement: Statement, chain: Iterable[Statement]) -> str | None:
    """The rule that a signed statement breaks by its key, or None; `chain` are this person's statements."""
    person = charter.people.value.people.get(statement.handle)
    key = next((key for key in person.keys if key.key == statement.signed_by), None) if person else None
    if person is None or key is None:
        return "signature-key-unknown"
    day = statement.file.value.date
    if not is_key_in_time(key, day):
        return "signature-untimely"
    if key.revoked and statement.seq > find_last_good(key, chain):
        return "signature-key-revoked"
    if key.recovery and has_other_key(person, day):
        return "signature-by-recovery-key"
    return None


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
