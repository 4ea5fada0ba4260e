"""Writes planned drafts so that an interruption loses nothing: each folder appears whole, by one rename."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from concord.approve.evidence import InTheWayError, find_folder
from concord.problems import Location, Problem
from concord.sheets.draft import Draft
from concord.sheets.imported import Kept, write_imported
from concord.sheets.plan import Plan, State

_PREFIX: Final = ".concord-import-"
Progress = Callable[[str], None]


def write_plan(root: Path, plan: Plan, ledger: Path, archive: str, path: str) -> list[Problem]:
    """Writes all new and renewed drafts. What could not be written comes back; the same run can be made again.

    The ledger says first what is about to be written, and afterwards that it was: whatever stands between, the next run
    knows as its own.
    """
    waiting = plan.find(State.NEW, State.RENEWED)
    known = dict(plan.known)
    for name, draft in waiting.items():
        before = known.get(draft.key)
        known[draft.key] = Kept(id=name, files=before.files if before else {}, next=draft.digests)
    try:
        if known:
            write_imported(ledger, archive, known)
        failed = [*_write_drafts(root, waiting, plan, path)] if waiting else []
        lost = {problem.values["entry"] for problem in failed}
        done = {draft.key: Kept(id=name, files=draft.digests) for name, draft in waiting.items() if name not in lost}
        if done:
            write_imported(ledger, archive, known | done)
    except OSError as error:
        return [_fail(str(error.filename or ledger), error, Location(path))]
    return failed


def _write_drafts(root: Path, drafts: dict[str, Draft], plan: Plan, path: str) -> Iterator[Problem]:
    with _open_aside(root) as aside:
        for name, draft in drafts.items():
            try:
                find_folder(root / "entries")
                write = _write_new if plan.states[name] is State.NEW else _renew
                write(root / "entries" / name, draft, aside)
            except (OSError, InTheWayError) as error:
                yield _fail(name, error, Location(path, draft.row))


def _fail(entry: str, error: Exception, place: Location) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    return Problem("archive-unwritable", place, {"entry": entry, "reason": reason})


@contextmanager
def _open_aside(root: Path) -> Iterator[Path]:
    """A folder beside the archive, on the same disk; those of interrupted runs are cleared away."""
    beside = root.resolve().parent
    for old in beside.glob(f"{_PREFIX}*"):
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(dir=beside, prefix=_PREFIX))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write_new(folder: Path, draft: Draft, aside: Path) -> None:
    made = aside / folder.name
    made.mkdir()
    for name, raw in draft.files.items():
        (made / name).write_bytes(raw)
    if folder.is_symlink() or folder.exists():
        raise InTheWayError(folder)
    made.rename(folder)


def _renew(folder: Path, draft: Draft, aside: Path) -> None:
    """File by file, each whole: every one of them is the old or the new, and the ledger knows both."""
    if folder.is_symlink():
        raise InTheWayError(folder)
    for name, raw in draft.files.items():
        made = aside / name
        made.write_bytes(raw)
        made.replace(folder / name)
    for item in folder.iterdir():
        if item.name not in draft.files:
            item.unlink()
