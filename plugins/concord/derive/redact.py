"""Two safety coordinators take words out for good: what has to go, and what is written in its place (F10).

Nothing is written or removed here. Words that something else was ever approved as stay, and so do the approvals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from concord.approve.agreement import Agreement
from concord.approve.ledger import holds
from concord.approve.redactions import find_subjects, iter_redactions
from concord.derive.adopt import draw_order
from concord.model.archive import Archive, Charter, Entry
from concord.model.charter import RoleName

RECORD = "programme/redactions.yml"
HIDE = "hide.yml"


class RedactionError(Exception):
    """Why nothing can be prepared: no-entry, never-agreed, one-side, no-form, prepared."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """Files by path below the archive: what is written, and kept words that go by digest.

    The rest of the entry's folder goes too, whatever it is called. `written` is in the order of writing: what hides
    the entry first, so that one who is interrupted has shown nothing.
    """

    written: Mapping[str, str]
    kept: tuple[str, ...]


def is_coordinator(charter: Charter, handle: str, day: str) -> bool:
    """Whether somebody speaks for the safety of a side on that day."""
    person = charter.people.value.people.get(handle)
    return bool(person and person.side and holds(person, RoleName.SAFETY, day))


def plan_redaction(
    archive: Archive, agreement: Agreement, charter: Charter, id_: str, by: tuple[str, str], day: str, notice: str
) -> RedactionPlan:
    """The change that takes an entry's words out. `notice` is the text of its `hide.yml`. Raises RedactionError."""
    entry = archive.entries.get(id_)
    if entry is None:
        raise RedactionError("no-entry")
    if any(one.entry == id_ for one in iter_redactions(archive)):
        raise RedactionError("prepared")
    people = charter.people.value.people
    if len({people[handle].side for handle in by}) < len(by):
        raise RedactionError("one-side")
    subjects = find_subjects(archive)
    kept = tuple(sorted(sha256 for sha256 in archive.agreed if subjects.get(sha256) == {entry.subject}))
    if not kept:
        raise RedactionError("never-agreed")
    written = {} if entry.is_hidden else {f"{entry.folder}/{HIDE}": notice}
    written[RECORD] = _extend(archive, id_, by, day, len(kept))
    written[f"{entry.folder}/record.yml"] = _render_record(entry, by)
    written[f"{entry.folder}/entry.yml"] = _render_stone(archive, agreement, entry, day)
    return RedactionPlan(written, kept)


def _render_stone(archive: Archive, agreement: Agreement, entry: Entry, day: str) -> str:
    """A tombstone keeps id, kind, owners and their order, and not one word that was said."""
    value = entry.file.value if entry.file else None
    judged = agreement.entries.get(entry.id)
    owners = judged.owned_by if judged and judged.owned_by else value.owned_by if value else ()
    order = value.order if value and set(value.order) == set(owners) else draw_order(archive, owners, entry.id)
    lines = [
        "format: concord-entry/1",
        f"id: {entry.id}",
        *([f"kind: {value.kind}"] if value and value.kind else []),
        f"owned_by: [{', '.join(owners)}]",
        f"order: [{', '.join(order)}]",
        f"tombstone: {{ground: safety, on: {day}}}",
    ]
    return "\n".join(lines) + "\n"


def _render_record(entry: Entry, by: tuple[str, str]) -> str:
    stewards = entry.record.value.stewards if entry.record else by
    return f"format: concord-record/1\nstatus: withdrawn\nstewards: [{', '.join(stewards)}]\n"


def _extend(archive: Archive, id_: str, by: tuple[str, str], day: str, files: int) -> str:
    """The list of redactions with one more; what stands there is not touched."""
    file = archive.programme.redactions
    before = file.document.raw.decode() if file else "format: concord-redactions/1\nredactions:\n"
    number = len(file.value.redactions) + 1 if file else 1
    indents = re.findall(r"^( *)- ", before, re.MULTILINE)
    if number > 1 and not (indents and before.endswith("\n")):
        raise RedactionError("no-form")
    if number == 1:
        before = before.replace("redactions: []\n", "redactions:\n")
    line = f"- {{n: {number}, date: {day}, ground: safety, entry: {id_}, by: [{', '.join(by)}], files: {files}}}\n"
    return f"{before}{indents[-1] if indents else ''}{line}"
