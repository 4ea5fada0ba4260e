"""Asks the check about drafts before they are written, and says of each finding which cell it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from concord.check.context import Context
from concord.check.rules import find_rule
from concord.check.runner import run_checks
from concord.model.archive import Archive, Entry, MediaFile
from concord.model.document import TextFile
from concord.model.entry import EntryFile
from concord.model.part import Part, parse_part
from concord.problems import Location, Problem, Severity
from concord.read.entries import find_text_part
from concord.read.faults import Faults
from concord.read.model_values import read_model
from concord.read.texts import read_words
from concord.sheets.draft import ENTRY, Draft


def read_entry(name: str, files: Mapping[str, bytes]) -> tuple[Entry, list[Problem]]:
    """Files of a draft as the reader would see them on disk, and what is wrong with their form."""
    folder = f"entries/{name}"
    faults = Faults(f"{folder}/{ENTRY}")
    file = read_model(files[ENTRY], EntryFile, faults)
    problems = list(faults.problems())
    texts: dict[str, tuple[Part, TextFile]] = {}
    media: dict[str, tuple[Part, MediaFile]] = {}
    for file_name, raw in files.items():
        if part := find_text_part(file_name):
            text_faults = Faults(f"{folder}/{file_name}")
            text = read_words(raw, text_faults)
            problems += text_faults.problems()
            if text is not None:
                texts[part.name] = (part, text)
        elif file_name.startswith("media/") and (part := parse_part(file_name)):
            media[part.name] = (part, MediaFile(f"{folder}/{file_name}", hashlib.sha256(raw).hexdigest(), len(raw)))
    return Entry(id=name, folder=folder, file=file, record=None, texts=texts, media=media), problems


def check_entries(archive: Archive, entries: Mapping[str, Entry], as_of: str) -> Iterator[Problem]:
    """What the check finds in entries that are not on disk yet, as if they stood in the archive."""
    # Pictures of other entries are not looked at again: nothing here depends on them.
    others = {name: replace(entry, media={}) for name, entry in archive.entries.items()}
    whole = replace(archive, entries={**others, **entries}, problems=())
    for problem in run_checks(Context(whole, None, as_of)).problems:
        folder, _, rest = problem.location.path.partition("/")
        if folder == "entries" and rest.partition("/")[0] in entries:
            yield problem


def judge_drafts(archive: Archive, drafts: Mapping[str, Draft], path: str, as_of: str) -> dict[str, list[Problem]]:
    """What the check would call an error in each draft, by its name; the place is the cell of the sheet at `path`."""
    entries, problems = {}, list[Problem]()
    for name, draft in drafts.items():
        entries[name], faults = read_entry(name, draft.files)
        problems += faults
    problems += check_entries(archive, entries, as_of)
    found: dict[str, list[Problem]] = {}
    for problem in _keep_errors(problems):
        name = problem.location.path.split("/")[1]
        found.setdefault(name, []).append(_move(problem, drafts[name], path))
    return found


def _keep_errors(problems: Iterable[Problem]) -> Iterator[Problem]:
    return (problem for problem in problems if find_rule(problem.rule).RULE.severity is Severity.ERROR)


def _move(problem: Problem, draft: Draft, path: str) -> Problem:
    file = problem.location.path.rpartition("/")[2]
    place = Location(path, draft.row, draft.find_column(file, problem.location.line))
    return Problem(problem.rule, place, problem.values)
