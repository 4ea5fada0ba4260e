"""A sheet as a value: names of columns and rows of text, each with its number as a spreadsheet program counts it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from concord.problems import N_
from concord.sheets.faults import Refusal
from concord.sheets.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_LONG_CELL,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    too_large,
)

# A cell of which the file holds no words: what is wrong with it, as a phrase for the catalogues.
CALCULATED: Final = N_("it is calculated, and the result is not stored")
FAULTY: Final = N_("its calculation went wrong")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from the first column on. `faults` names columns (from 1) of which the file holds no words, and why."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()

    def cell(self, column: int) -> str:
        """The text in a column counted from 1; empty past the end."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: the row that names the columns, and the rows with something in them. `sheets` are names to choose of."""

    header: Row
    rows: tuple[Row, ...]
    sheets: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, int]:
        """Number of each named column, from 1; the first of a name counts."""
        found: dict[str, int] = {}
        for number, name in enumerate(self.header.cells, 1):
            if clean := clean_name(name):
                found.setdefault(clean, number)
        return found

    def find_repeated(self) -> Iterator[tuple[int, str]]:
        """Columns whose name another has already."""
        columns = self.columns
        for number, name in enumerate(self.header.cells, 1):
            clean = clean_name(name)
            if clean and columns[clean] != number:
                yield number, clean


def clean_name(name: str) -> str:
    """The name of a column as it is compared: one form of letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def build_table(rows: Iterable[Row], sheets: tuple[str, ...] = ()) -> Table:
    """A table of rows as they come, empty ones left out. Raises Refusal for what is beyond the limits."""
    header: Row | None = None
    kept: list[Row] = []
    for row in rows:
        _measure(row)
        if not any(cell.strip() for cell in row.cells) and not row.faults:
            continue
        if header is None:
            header = row
        elif len(kept) >= MAX_ROWS:
            raise too_large(TOO_MANY_ROWS, MAX_ROWS, row.number)
        else:
            kept.append(row)
    if header is None:
        raise Refusal("sheet-unreadable", what=N_("the file is empty"))
    return Table(header, tuple(kept), sheets)


def _measure(row: Row) -> None:
    if len(row.cells) > MAX_COLUMNS:
        raise too_large(TOO_MANY_COLUMNS, MAX_COLUMNS, row.number, MAX_COLUMNS + 1)
    for number, cell in enumerate(row.cells, 1):
        if len(cell) > MAX_CELL:
            raise too_large(TOO_LONG_CELL, MAX_CELL, row.number, number)
