"""Findings as a note that one job writes and another answers from: rules, places and values, never a sentence.

Whoever may write an answer reads the note as if the contributor had made it, since a change can bring its own workflow
along. So everything in it is judged again: rules and phrases must be ours, all else is only ever shown as a value.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from concord.catalogues import find_languages, load_catalogue
from concord.check.rules import find_rule
from concord.check.runner import Findings, Suppressed
from concord.model.fields import LANGUAGE_TAG, LanguageTag
from concord.problems import Location, Problem, Related
from concord.report.finding import Report
from concord.report.sentence import LANGUAGE, PHRASES
from concord.report.source import Sources

FORMAT: Final = "concord-note/1"
NAME: Final = "note.json"
MAX_BYTES: Final = 4 * 1024 * 1024
MOST: Final = 1000

_Short = Annotated[str, Field(max_length=1000)]
_Line = Annotated[str, Field(max_length=10_000)]
_Number = Annotated[int, Field(ge=0, le=10_000_000)]
_Values = Annotated[dict[_Short, _Line], Field(max_length=30)]


class NoteError(Exception):
    """Something that is no note; nothing of it is shown."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Place(_Strict):
    path: _Line
    line: _Number = 0
    column: _Number = 0

    def build(self) -> Location:
        """The place as problems have it."""
        return Location(self.path, self.line, self.column)


class _NotedRelated(_Place):
    note: _Line
    values: _Values = {}


class _NotedProblem(_Place):
    rule: _Short
    values: _Values = {}
    related: Annotated[list[_NotedRelated], Field(max_length=50)] = []
    text: _Line | None = None
    reason: _Line = ""


class _LeftOut(_Strict):
    rule: _Short
    path: _Line
    number: _Number


class Note(_Strict):
    """What a check found, in which languages it is to be said, whether the workshop edition could be built.

    `before` says that reminders which were there before the change are left out.
    """

    format: Literal["concord-note/1"] = FORMAT
    prefix: _Short = ""
    languages: Annotated[list[LanguageTag], Field(max_length=40)] = []
    edition: bool = False
    before: bool = False
    problems: Annotated[list[_NotedProblem], Field(max_length=MOST)] = []
    passed_over: Annotated[list[_NotedProblem], Field(max_length=MOST)] = []
    left_out: Annotated[list[_LeftOut], Field(max_length=MOST)] = []


@dataclass(frozen=True, slots=True)
class NotedLines(Sources):
    """The lines that a note quotes, in place of the files it was made from."""

    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def find_line(self, path: str, number: int) -> str | None:
        """A line that the note brought along."""
        return self.lines.get((path, number))


def render_note(
    findings: Findings, report: Report, languages: Iterable[str], *, edition: bool = False, before: bool = False
) -> str:
    """The note of a check; `report` is the same findings in any language, which knows what may be quoted."""
    texts = {finding.place: finding.excerpt.text for finding in report.findings if finding.excerpt}
    left_out = Counter({(rule, path): number for rule, path, number in findings.left_out})
    left_out.update((one.rule, one.location.path) for one in findings.problems[MOST:])
    note = Note(
        prefix=report.prefix[:1000],
        languages=list(languages),
        edition=edition,
        before=before,
        problems=[_write(one, texts.get(one.location)) for one in findings.problems[:MOST]],
        passed_over=[_write(one.problem, None, one.reason) for one in findings.suppressed[:MOST]],
        left_out=[
            _LeftOut(rule=rule, path=_cut(path), number=number)
            for (rule, path), number in sorted(left_out.items())[:MOST]
        ],
    )
    return note.model_dump_json(exclude_defaults=False, indent=1) + "\n"


def _write(problem: Problem, text: str | None, reason: str = "") -> _NotedProblem:
    at = problem.location
    return _NotedProblem(
        rule=problem.rule,
        path=_cut(at.path),
        line=at.line,
        column=at.column,
        values=_cut_values(problem.values),
        related=[
            _NotedRelated(
                path=_cut(one.location.path),
                line=one.location.line,
                column=one.location.column,
                note=one.note,
                values=_cut_values(one.values),
            )
            for one in problem.related[:50]
        ],
        text=None if text is None or len(text) > 10_000 else _cut(text),  # noqa: PLR2004 - columns must go on fitting
        reason=_cut(reason),
    )


def _cut(text: str) -> str:
    """At most as long as a note may hold, and lawful as UTF-8: names of files need not be."""
    return text.encode("utf-8", "backslashreplace").decode()[:10_000]


def _cut_values(values: Mapping[str, str]) -> dict[str, str]:
    return {key: _cut(value) for key, value in list(values.items())[:30]}


def read_note(path: Path) -> Note:
    """A note from its file, or from the ZIP in which a forge hands it on. Raises NoteError."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if raw.startswith(b"PK"):
            raw = _unpack(raw)
        if len(raw) > MAX_BYTES:
            raise NoteError
        return Note.model_validate(json.loads(raw))
    except (OSError, ValueError, RecursionError, ValidationError) as error:
        raise NoteError from error


def _unpack(raw: bytes) -> bytes:
    """The one file by its known name; nothing is written to disk, and no more is unpacked than a note may hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, packed.open(NAME) as file:
            return file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NoteError from error
    except Exception as error:  # each way of packing has errors of its own, and hostile bytes meet them all
        raise NoteError from error


def build_findings(note: Note, locales: Path | None = None) -> tuple[Findings, NotedLines]:
    """The findings of a note with the lines it quotes. What names no rule of ours is left out."""
    phrases = _find_phrases(locales)
    problems = [(one, built) for one in note.problems if (built := _read(one, phrases))]
    quiet = [(one, built) for one in note.passed_over if (built := _read(one, phrases))]
    findings = Findings(
        tuple(built for _, built in problems),
        tuple(Suppressed(built, one.reason, built.location) for one, built in quiet),
        tuple((one.rule, one.path, one.number) for one in note.left_out if _is_rule(one.rule)),
    )
    lines = {(one.path, one.line): one.text for one, _ in problems if one.text is not None}
    return findings, NotedLines(lines=lines)


def _read(noted: _NotedProblem, phrases: frozenset[str]) -> Problem | None:
    if not _is_rule(noted.rule):
        return None
    related = tuple(
        Related(one.build(), one.note, _judge(one.values, phrases)) for one in noted.related if one.note in phrases
    )
    return Problem(noted.rule, noted.build(), _judge(noted.values, phrases), related)


def _is_rule(name: str) -> bool:
    try:
        return bool(find_rule(name))
    except KeyError:
        return False


def _judge(values: Mapping[str, str], phrases: frozenset[str]) -> dict[str, str]:
    """Values as they are, but for those that would be read as our own words: these must be our own words."""
    return {key: value for key, value in values.items() if _is_lawful(key, value, phrases)}


def _is_lawful(key: str, value: str, phrases: frozenset[str]) -> bool:
    if key in PHRASES:
        return value in phrases or not value
    return key != LANGUAGE or bool(LANGUAGE_TAG.fullmatch(value))


def _find_phrases(locales: Path | None) -> frozenset[str]:
    """Every sentence that some catalogue knows: a phrase from elsewhere would be words of ours that we never said."""
    return frozenset(
        key
        for lang in find_languages(locales)
        for key in load_catalogue(lang, locales).messages
        if isinstance(key, str)
    )
