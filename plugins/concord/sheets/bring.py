"""The path of an import, to be read from top to bottom: sheet, mapping, drafts, check, plan; `store` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from concord.clock import find_as_of
from concord.model.archive import Archive, Sourced
from concord.problems import Location, Problem
from concord.read.archive import read_archive
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_YAML
from concord.read.model_values import read_model
from concord.sheets.draft import Draft, Drafting
from concord.sheets.faults import Refusal
from concord.sheets.imported import Imported, read_imported
from concord.sheets.judge import judge_drafts
from concord.sheets.mapping import MapFile, judge_mapping
from concord.sheets.plan import Plan, State, plan_drafts
from concord.sheets.report import is_error
from concord.sheets.sheet import read_sheet
from concord.sheets.table import Row, Table


@dataclass
class Import:
    """Everything that is known before anything is written."""

    archive: str
    path: str
    """The sheet, as problems name it."""
    rows: int = 0
    plan: Plan = field(default_factory=Plan)
    problems: list[Problem] = field(default_factory=list)
    """All that has to be said, by nobody's order yet."""

    @property
    def refused(self) -> int:
        """Rows that make no draft."""
        places = {problem.location for problem in self.problems if is_error(problem)}
        return len({place.line for place in places if place.path == self.path and place.line})


class NoArchiveError(Exception):
    """What all sides agreed cannot be read, so that nobody knows the languages or the names in use."""


def find_languages(archive: Archive) -> tuple[str, ...]:
    """The archive's languages, by tag."""
    if archive.charter is None:
        raise NoArchiveError
    return tuple(sorted(archive.charter.archive.value.languages))


def plan_import(sheet: Path, map_path: Path, ledger: Path, root: Path) -> Import:
    """What a sheet would make of an archive. Raises Refusal where a whole file cannot be used, and NoArchiveError."""
    archive = read_archive(root)
    languages = find_languages(archive)
    assert archive.charter is not None  # noqa: S101 - asked for in the line before
    result = Import(archive.charter.archive.value.id, sheet.as_posix())
    map_, table = _read_both(sheet, map_path, result.problems)
    if map_ is None or table is None:
        return result
    path = sheet.as_posix()
    result.rows = len(table.rows)
    result.problems += judge_mapping(map_, table, languages, path)
    if any(map(is_error, result.problems)):
        return result
    known = _read_known(ledger, result.archive)
    drafts, keys = _build_drafts(Drafting(table, map_.value, path), result.problems)
    result.plan = plan_drafts(root, archive, known.rows, drafts, path, result.problems)
    _drop_unsound(result, archive, path, find_as_of(root, archive))
    result.problems += _find_rows_gone(root, known, keys, path)
    return result


def _read_both(sheet: Path, map_path: Path, problems: list[Problem]) -> tuple[Sourced[MapFile] | None, Table | None]:
    """The mapping, which says how to read the sheet, and the sheet."""
    faults = Faults(map_path.as_posix())
    raw = read_bytes(Path(), MAX_YAML, faults)
    map_ = read_model(raw, MapFile, faults) if raw is not None else None
    problems += faults.problems()
    if map_ is None:
        return None, None
    separator = "\t" if map_.value.separator == "tab" else map_.value.separator
    return map_, read_sheet(sheet, separator, map_.value.sheet)


def _read_known(ledger: Path, archive: str) -> Imported:
    try:
        return read_imported(ledger, archive)
    except Refusal as refusal:
        # The reader of the report has to know that it is this file and not the sheet.
        raise Refusal("ledger-unreadable", **{**refusal.values, "file": ledger.name}) from None


def _build_drafts(drafting: Drafting, problems: list[Problem]) -> tuple[list[Draft], set[str]]:
    """The drafts of all rows that make one, and the keys of all rows."""
    first: dict[str, Row] = {}
    drafts = []
    for row in drafting.table.rows:
        key = drafting.find_key(row)
        place = Location(drafting.path, row.number)
        if not key:
            problems.append(Problem("key-missing", place))
        elif key in first:
            problems.append(Problem("key-repeated", place, {"row": str(first[key].number)}))
        else:
            first[key] = row
            draft = drafting.build(row, problems)
            if draft:
                drafts.append(draft)
    return drafts, set(first)


def _drop_unsound(result: Import, archive: Archive, path: str, as_of: str) -> None:
    """Takes out of the plan what the check would refuse: what is written passes it."""
    waiting = result.plan.find(State.NEW, State.RENEWED)
    for name, problems in judge_drafts(archive, waiting, path, as_of).items() if waiting else ():
        result.problems += problems
        del result.plan.drafts[name]


def _find_rows_gone(root: Path, known: Imported, keys: set[str], path: str) -> Iterator[Problem]:
    for key, kept in known.rows.items():
        if key not in keys and (root / "entries" / kept.id).is_dir():
            yield Problem("row-gone", Location(path), {"entry": kept.id})
