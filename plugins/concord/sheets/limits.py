"""How much of a sheet or parcel is read: above what a collection has, below what hurts a machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from concord.problems import N_
from concord.sheets.faults import Refusal

MIB: Final = 1024 * 1024
MAX_SHEET: Final = 64 * MIB
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 400
MAX_CELL: Final = 200_000
# Cells that a program made room for and left empty, in a whole sheet.
MAX_EMPTY: Final = 5_000_000
MAX_UNPACKED: Final = 100 * MIB
# A spreadsheet program can hold no more, so a higher number is a lie.
LAST_ROW: Final = 1_048_576

TOO_MANY_BYTES: Final = N_("a file of {size} bytes; {limit} are enough")
TOO_MANY_ROWS: Final = N_("more than {limit} rows")
TOO_MANY_COLUMNS: Final = N_("more than {limit} columns")
TOO_LONG_CELL: Final = N_("a cell of more than {limit} characters")


def read_whole(path: Path, limit: int = MAX_SHEET) -> bytes:
    """All bytes of an ordinary file of lawful size. Follows no pipe and no device; raises Refusal."""
    try:
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Refusal("sheet-unreadable", what=N_("a special file"))
            if status.st_size > limit:
                raise too_large(TOO_MANY_BYTES, limit, size=status.st_size)
            raw = file.read(limit + 1)
    except OSError:
        raise Refusal("sheet-unreadable", what=N_("it cannot be opened")) from None
    if len(raw) > limit:
        raise too_large(TOO_MANY_BYTES, limit, size=len(raw))
    return raw


def _open(path: str, flags: int) -> int:
    # A pipe would wait for ever for somebody who writes into it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def too_large(what: str, limit: int, line: int = 0, column: int = 0, size: int = 0) -> Refusal:
    """The refusal of something beyond a limit."""
    return Refusal("sheet-too-large", line, column, what=what, limit=str(limit), size=str(size))
