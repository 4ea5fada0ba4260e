"""Makes of a row the draft that it stands for, or says what the row leaves open. Nothing is written here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from concord.check.rules.structure.answer_missing import QUESTIONS
from concord.model.edtf import EdtfError, parse_edtf
from concord.problems import N_, Location, Problem
from concord.read.characters import is_known
from concord.sheets.mapping import DATE, FIXED, WORDS, MapFile, find_target
from concord.sheets.table import Row, Table, clean_name
from concord.sheets.yaml_text import Answers, write_answers

ENTRY: Final = "entry.yml"
# Between words of several columns that answer one question: a sign that belongs to no language.
_BETWEEN: Final = " · "
_KIND: Final = N_("What kind of thing is it?")
_ORDER: Final = (
    "share",
    "title",
    "kind",
    "summary",
    "where",
    "when",
    "how_we_know",
    "kept_by",
    "credit",
    "credited_to",
)
_LINE_ENDS: Final = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of one draft, by name; `origins` are lines of `entry.yml` and the column each answer came from."""

    row: int
    key: str
    titles: Mapping[str, str]
    files: Mapping[str, bytes]
    origins: tuple[tuple[int, int], ...]
    columns: Mapping[str, int]
    """Which column a text came from, by the name of its file."""

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of each file."""
        return {name: hashlib.sha256(raw).hexdigest() for name, raw in self.files.items()}

    def find_column(self, file: str, line: int) -> int:
        """The column that a line of a file came from; 0 when the whole row is meant, or a default."""
        if file in self.columns:
            return self.columns[file]
        at = bisect_right(self.origins, (line, 1 << 30)) - 1
        return self.origins[at][1] if at >= 0 else 0


@dataclass(frozen=True, slots=True)
class Question:
    """What a mapping asks of every row: question, language, and the numbers of the columns that answer it."""

    name: str
    lang: str
    columns: tuple[int, ...]


@dataclass
class Drafting:
    """One sheet with its mapping: what stands in it for every row, looked up once."""

    table: Table
    map_: MapFile
    path: str
    questions: tuple[Question, ...] = field(init=False)
    defaults: Mapping[tuple[str, str], str] = field(init=False)
    meanings: Mapping[tuple[str, str], str] = field(init=False)

    def __post_init__(self) -> None:
        columns = self.table.columns
        asked = {target: names for text, names in self.map_.answers.items() if (target := find_target(text))}
        self.questions = tuple(
            Question(*target, tuple(columns[clean_name(name)] for name in names)) for target, names in asked.items()
        )
        self.defaults = {target: text for name, text in self.map_.defaults.items() if (target := find_target(name))}
        self.meanings = {
            (question, word.casefold().strip()): answer
            for question, answers in self.map_.values.items()
            for answer, words in answers.items()
            for word in words
        }
        self._key = columns[clean_name(self.map_.key)] if self.map_.key else 0
        self._files = [columns[name] for one in self.map_.files if (name := clean_name(one)) in columns]

    def find_key(self, row: Row) -> str:
        """The permanent key of a row: its own, else its titles. Empty when it has neither."""
        if self._key:
            return mend(row.cell(self._key))[0]
        titles = (
            (question.lang, self._join(row, question)[0]) for question in self.questions if question.name == "title"
        )
        return " / ".join(f"{lang}: {title}" for lang, title in sorted(titles) if title)

    def build(self, row: Row, problems: list[Problem]) -> Draft | None:
        """The draft of a row, or None with what it leaves open among the problems."""
        said, found = _Said(), list[Problem]()
        for question in self.questions:
            self._answer(row, question, said, found)
        self._fill(said)
        if said.fixed.get("share", "yes") != "yes":
            problems.append(self._note("row-not-shared", row, self._first_column("share")))
            return None
        if len(row.cells) > len(self.table.header.cells) and any(row.cells[len(self.table.header.cells) :]):
            found.append(self._note("row-too-long", row, len(self.table.header.cells) + 1))
        found += self._find_open(row, said)
        problems += found
        if any(problem.rule in _STOPPING for problem in found):
            return None
        problems += (
            self._note("file-wanted", row, column, address=cell)
            for column in self._files
            if (cell := mend(row.cell(column))[0])
        )
        return self._render(row, said)

    def _answer(self, row: Row, question: Question, said: _Said, problems: list[Problem]) -> None:
        """What the cells of a row say to one question."""
        for column, what in row.faults:
            if column in question.columns:
                problems.append(self._note("cell-unknown", row, column, what=what))
        text, column, changes = self._join(row, question)
        problems += (self._note("words-changed", row, at, what=what) for at, what in changes)
        if not text:
            return
        if question.name == DATE:
            self._take_date(row, column, text, said, problems)
        elif question.name in FIXED:
            answer = self.meanings.get((question.name, text.casefold()), text)
            if answer in FIXED[question.name]:
                said.fixed[question.name] = answer
                said.places[(question.name,)] = column
            else:
                values = {"found": text, "field": question.name, "choices": ", ".join(FIXED[question.name])}
                problems.append(self._note("value-unknown", row, column, **values))
                said.unclear.add(question.name)
        else:
            said.words.setdefault(question.name, {})[question.lang] = text
            said.places[(*WORDS[question.name], question.lang)] = column

    def _join(self, row: Row, question: Question) -> tuple[str, int, list[tuple[int, str]]]:
        """(words, column of the first, what was changed where) of all columns that answer a question."""
        parts, first, changes = [], 0, []
        for column in question.columns:
            text, changed = mend(row.cell(column))
            changes += [(column, what) for what in changed]
            if text:
                parts.append(text)
                first = first or column
        # An answer out of a list is one word; of words all are kept.
        return (parts[0] if question.name in (*FIXED, DATE) and parts else _BETWEEN.join(parts)), first, changes

    def _take_date(self, row: Row, column: int, text: str, said: _Said, problems: list[Problem]) -> None:
        try:
            parse_edtf(text)
        except EdtfError:
            problems.append(self._note("date-in-words-only", row, column, found=text))
        else:
            said.fixed[DATE] = text
            said.places[("when", "edtf")] = column

    def _fill(self, said: _Said) -> None:
        """Defaults stand where no cell of the row says anything to a question, in whichever language."""
        answered = frozenset(said.words)
        for (name, lang), text in self.defaults.items():
            if lang and name not in answered:
                said.words.setdefault(name, {})[lang] = text
            elif not lang and name not in said.unclear:
                said.fixed.setdefault(name, text)

    def _find_open(self, row: Row, said: _Said) -> Iterator[Problem]:
        """The nine questions, each that is open."""
        for name in _ORDER:
            if name in said.fixed or name in said.words or name in said.unclear:
                continue
            if name == "credited_to" and said.fixed.get("credit") in (None, "none"):
                continue
            what = QUESTIONS[name][0] if name in QUESTIONS else _KIND
            yield self._note("answer-open", row, self._first_column(name), what=what, field=name)

    def _first_column(self, name: str) -> int:
        return next((question.columns[0] for question in self.questions if question.name == name), 0)

    def _render(self, row: Row, said: _Said) -> Draft:
        text, begins = write_answers(said.arrange())
        origins = sorted((line, said.places.get(path, 0)) for path, line in begins.items() if path in said.places)
        files, columns = {ENTRY: text.encode()}, {}
        for lang, words in sorted(said.words.get("text", {}).items()):
            name = f"text.{lang}.md"
            files[name] = f"{words}\n".encode()
            columns[name] = said.places.get(("text", lang), 0)
        return Draft(row.number, self.find_key(row), said.words["title"], files, tuple(origins), columns)

    def _note(self, kind: str, row: Row, column: int, **values: str) -> Problem:
        return Problem(kind, Location(self.path, row.number, column), values)


_STOPPING: Final = frozenset({"answer-open", "value-unknown", "cell-unknown", "row-too-long"})


@dataclass
class _Said:
    """What a row has answered so far, and the column of each answer by its place in `entry.yml`."""

    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)

    def arrange(self) -> Answers:
        """The answers as `entry.yml` holds them, in the order in which they are asked; languages by tag."""
        answers: dict[str, str | Answers] = {}
        for name in _ORDER:
            if name in self.fixed:
                answers[name] = self.fixed[name]
            elif name in self.words:
                words: dict[str, str | Answers] = dict(sorted(self.words[name].items()))
                answers[name] = self._nest(name, words)
        return answers

    def _nest(self, name: str, words: dict[str, str | Answers]) -> Answers:
        if name == "when" and DATE in self.fixed:
            return {"edtf": self.fixed[DATE], "words": words}
        return {"words": words} if name in ("where", "when") else words


def mend(text: str) -> tuple[str, list[str]]:
    """A cell in the one form of letters and lines that files have, and what was changed. Letters stay letters."""
    changes = []
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
        changes.append(N_("ends of lines"))
    if "\t" in text:
        text = text.replace("\t", " ")
        changes.append(N_("tabs became blanks"))
    if not unicodedata.is_normalized("NFC", text) and is_known(text):
        text = unicodedata.normalize("NFC", text)
        changes.append(N_("letters that were not composed (NFC)"))
    if (bare := text.strip()) != text:
        text = bare
        changes.append(N_("blanks in front or behind"))
    return text, changes
