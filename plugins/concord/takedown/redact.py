"""Two safety coordinators take words out for good: what has to go, and what is written in its place (F10).

Nothing is written or removed here. Words that something else was ever approved as stay, and so do the approvals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from concord.approve.agreement import Agreement
from concord.approve.ledger import holds, is_acting
from concord.approve.redactions import FEWEST_SIDES, find_agreeing, find_subjects, iter_redactions
from concord.derive.adopt import draw_order
from concord.model.archive import Archive, Charter, Entry
from concord.model.charter import RoleName
from concord.model.entry import EntryFile
from concord.model.items import Ground
from concord.model.programme import Redaction, RedactionsFile
from concord.read.faults import Faults
from concord.read.model_values import read_model
from concord.takedown.notice import FILE, render_notice

RECORD = "programme/redactions.yml"


class RedactionError(Exception):
    """Why nothing can be prepared: no-entry, never-agreed, all-shared, one-side, no-form, prepared."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """Files by path below the archive: what is written, and kept words that go by digest.

    The rest of the entry's folder goes too, whatever it is called. `written` is in the order of writing: what hides
    the entry comes first, what says that it was taken out comes next, so that one who is interrupted has shown nothing
    and can go on. `shared` counts kept files that stay, because somebody approved the same bytes as something else.
    """

    folder: str
    written: Mapping[str, str]
    kept: tuple[str, ...]
    shared: int


def is_coordinator(charter: Charter, handle: str, day: str) -> bool:
    """Whether somebody speaks on that day for the safety of a side that acts."""
    person = charter.people.value.people.get(handle)
    side = charter.sides.value.sides.get(person.side) if person and person.side else None
    return bool(person and side and is_acting(side, day) and holds(person, RoleName.SAFETY, day))


def plan_redaction(
    archive: Archive, agreement: Agreement, charter: Charter, id_: str, by: tuple[str, str], day: str
) -> RedactionPlan:
    """The change that takes an entry's words out, from the beginning or from where one was interrupted.

    Raises RedactionError.
    """
    entry = archive.entries.get(id_)
    if entry is None or entry.file is None:
        raise RedactionError("no-entry")
    people = charter.people.value.people
    if len({people[handle].side for handle in by}) < len(by):
        raise RedactionError("one-side")
    begun = _find_begun(archive, charter, id_, by, day)
    kept, shared = _find_kept(archive, charter, entry)
    if not kept and not begun:
        raise RedactionError("all-shared" if shared else "never-agreed")
    written = {f"{entry.folder}/{FILE}": _render_notice(entry, by, day)}
    if not begun:
        written[RECORD] = _extend(archive, id_, by, day, len(kept))
    written[f"{entry.folder}/record.yml"] = _render_record(entry, by)
    written[f"{entry.folder}/entry.yml"] = _render_stone(archive, agreement, entry, entry.file.value, day)
    return RedactionPlan(entry.folder, written, kept, shared)


def _find_begun(archive: Archive, charter: Charter, id_: str, by: tuple[str, str], day: str) -> Redaction | None:
    """A record of the same people that is not in force yet: its work may be half done."""
    records = (one for one in iter_redactions(archive) if one.entry == id_)
    open_ = [one for one in records if len(find_agreeing(archive, charter, one, day)) < FEWEST_SIDES]
    if any(set(one.by) != set(by) for one in open_):
        raise RedactionError("prepared")
    return open_[0] if open_ else None


def _find_kept(archive: Archive, charter: Charter, entry: Entry) -> tuple[tuple[str, ...], int]:
    """Kept words of this entry alone, and how many it shares. What was sealed of the charter is never touched."""
    subjects = find_subjects(archive)
    named = {sha256 for sha256, about in subjects.items() if entry.subject in about}
    found = (named & archive.agreed) - charter.named
    kept = tuple(sorted(sha256 for sha256 in found if subjects[sha256] == {entry.subject}))
    return kept, len(found) - len(kept)


def _render_notice(entry: Entry, by: tuple[str, str], day: str) -> str:
    """The notice anew, since one typed in haste may say more than it should; who hid it and when stay."""
    hide = entry.hide.value if entry.hide else None
    handle, since, ground = (hide.by, hide.on, hide.ground) if hide else (by[0], day, Ground.SAFETY)
    return render_notice(handle, since, ground)


def _render_stone(archive: Archive, agreement: Agreement, entry: Entry, value: EntryFile, day: str) -> str:
    """A tombstone keeps id, kind, owners and their order, and not one word that was said."""
    judged = agreement.entries.get(entry.id)
    owners = judged.owned_by if judged and judged.owned_by else value.owned_by
    order = value.order if set(value.order) == set(owners) else draw_order(archive, owners, entry.id)
    ground, on = (value.tombstone.ground, value.tombstone.on) if value.tombstone else (Ground.SAFETY, day)
    lines = [
        "format: concord-entry/1",
        f"id: {entry.id}",
        f"kind: {value.kind}",
        f"owned_by: [{', '.join(owners)}]",
        f"order: [{', '.join(order)}]",
        f"tombstone: {{ground: {ground}, on: {on}}}",
    ]
    return "\n".join(lines) + "\n"


def _render_record(entry: Entry, by: tuple[str, str]) -> str:
    """Who looks after it and who reviewed it stay, since a log only grows."""
    record = entry.record.value if entry.record else None
    stewards, reviews = (record.stewards, record.reviews) if record else (by, ())
    lines = ["format: concord-record/1", "status: withdrawn", f"stewards: [{', '.join(stewards)}]"]
    lines += ["reviews:"] if reviews else []
    lines += [f"- {{date: {one.on}, by: {one.by}, due: {one.due}}}" for one in reviews]
    return "\n".join(lines) + "\n"


def _extend(archive: Archive, id_: str, by: tuple[str, str], day: str, files: int) -> str:
    """The list of redactions with one more; what stands there is not touched."""
    file = archive.programme.redactions
    records = file.value.redactions if file else ()
    before = file.document.raw.decode() if file and records else "format: concord-redactions/1\nredactions:\n"
    number = len(records) + 1
    line = f"- {{n: {number}, date: {day}, ground: safety, entry: {id_}, by: [{', '.join(by)}], files: {files}}}\n"
    indent = re.findall(r"^redactions:[^\n]*\n(?:[ ]*#[^\n]*\n)*([ ]*)- ", before, re.MULTILINE)
    text = f"{before}{indent[0] if indent else ''}{line}"
    read = read_model(text.encode(), RedactionsFile, Faults(RECORD))
    if read is None or read.value.redactions[:-1] != records or read.value.redactions[-1].n != number:
        # Written in braces, for example, it has no end to which a line could be added.
        raise RedactionError("no-form")
    return text
