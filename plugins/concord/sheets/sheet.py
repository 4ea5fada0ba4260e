"""Reads a sheet whatever it is called: what a file is, its first bytes say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from concord.problems import N_
from concord.sheets.csv_table import read_csv
from concord.sheets.faults import Refusal
from concord.sheets.limits import read_whole
from concord.sheets.packed import MAGIC
from concord.sheets.table import Table
from concord.sheets.xlsx_table import read_xlsx

# What spreadsheet programs wrote before 2007, and what carries macros in the same shape.
_OLD: Final = b"\xd0\xcf\x11\xe0"


def read_sheet(path: Path, separator: str | None = None, sheet: str | None = None) -> Table:
    """The table in a file. Raises Refusal, with the place where that is known."""
    raw = read_whole(path)
    if raw.startswith(_OLD):
        raise Refusal("sheet-unreadable", what=N_("it is in the old form XLS"))
    return read_xlsx(raw, sheet) if raw.startswith(MAGIC) else read_csv(raw, separator)
