"""Decides what becomes of each draft: new, renewed, or left alone because people have taken it up. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from concord.model.archive import Archive
from concord.problems import Location, Problem
from concord.read.faults import Faults
from concord.read.files import digest_file
from concord.read.limits import MAX_MARKDOWN
from concord.sheets.draft import Draft
from concord.sheets.ids import find_free, find_used, suggest_id
from concord.sheets.imported import Kept


class State(StrEnum):
    """What a run does with the draft of a row."""

    NEW = "new"
    RENEWED = "renewed"
    SAME = "same"
    LEFT = "left"


@dataclass
class Plan:
    """What becomes of every row that makes a draft: the drafts by name, and the state of each."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    known: dict[str, Kept] = field(default_factory=dict)
    """The ledger as it is to be when nothing more has to be written, by key."""

    def find(self, *states: State) -> dict[str, Draft]:
        """Drafts in some states, in the order of rows."""
        return {name: draft for name, draft in self.drafts.items() if self.states[name] in states}


def plan_drafts(
    root: Path, archive: Archive, known: Mapping[str, Kept], drafts: list[Draft], path: str, problems: list[Problem]
) -> Plan:
    """A plan for the drafts of the sheet at `path`. What has to be said about single rows goes to the problems."""
    plan = Plan(known=dict(known))
    used = set(find_used(archive)) | {kept.id for kept in known.values()}
    for draft in drafts:
        kept = known.get(draft.key)
        name = kept.id if kept else _name_new(root, archive, draft, used, path, problems)
        if name is None:
            continue
        used.add(name)
        plan.drafts[name] = draft
        state, kind = _decide(root, name, draft, kept)
        plan.states[name] = state
        if kind:
            problems.append(Problem(kind, Location(path, draft.row), {"entry": name}))
        if state is State.SAME:
            plan.known[draft.key] = Kept(id=name, files=draft.digests)
    return plan


def _name_new(
    root: Path, archive: Archive, draft: Draft, used: set[str], path: str, problems: list[Problem]
) -> str | None:
    """The name of a row that no earlier run knows; None where another entry has the name that its key asks for."""
    wanted, by_key = suggest_id(draft.key, draft.titles)
    if wanted not in used:
        return wanted
    if read_digests(root, wanted) == draft.digests:
        return wanted  # written by a run whose ledger is lost
    place = Location(path, draft.row)
    if by_key and wanted in find_used(archive):
        problems.append(Problem("entry-there", place, {"entry": wanted}))
        return None
    free = find_free(wanted, used)
    problems.append(Problem("name-taken", place, {"entry": free, "other": wanted}))
    return free


def _decide(root: Path, name: str, draft: Draft, kept: Kept | None) -> tuple[State, str]:
    """What to do with a draft, and the kind of problem to tell of."""
    now, wanted = read_digests(root, name), draft.digests
    if kept is None:
        return (State.SAME if now == wanted else State.NEW), ""
    if kept.next is None and wanted == kept.files:
        return State.SAME, ""
    if now is None:
        # Where a run was interrupted its work goes on; else somebody took the draft away.
        return (State.NEW, "") if kept.next is not None else (State.LEFT, "draft-gone")
    if now == wanted:
        return State.SAME, ""
    if _is_untouched(now, kept):
        return State.RENEWED, ""
    return State.LEFT, "draft-changed"


def _is_untouched(now: Mapping[str, str], kept: Kept) -> bool:
    """Whether every file of a draft is as the import left it, or was about to leave it."""
    own = {(name, digest) for files in (kept.files, kept.next or {}) for name, digest in files.items()}
    return set(now.items()) <= own


def read_digests(root: Path, name: str) -> dict[str, str] | None:
    """Digests of the files in an entry's folder, whatever is no file counted as a change; None without a folder."""
    folder = root / "entries" / name
    try:
        found = sorted(folder.iterdir()) if not folder.is_symlink() else [folder]
    except FileNotFoundError:
        return None
    except OSError:
        return {"": ""}
    digests = {}
    for item in found:
        digest = digest_file(folder, MAX_MARKDOWN, Faults(item.name)) if item.parent == folder else None
        digests[item.name] = digest[0] if digest else ""
    return digests
