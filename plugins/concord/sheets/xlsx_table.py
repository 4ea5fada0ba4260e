"""Reads XLSX through openpyxl, which sees nothing that `packed` has not measured. Loaded only when one is opened.

Nothing in the file is run or fetched: of a calculated cell the stored result counts, links to other files are not read.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from concord.problems import N_
from concord.sheets.faults import Refusal
from concord.sheets.limits import LAST_ROW, MAX_COLUMNS, MAX_EMPTY, TOO_MANY_ROWS, too_large
from concord.sheets.packed import measure, open_packed
from concord.sheets.table import CALCULATED, FAULTY, Row, Table, build_table

# How the format writes characters that XML cannot hold, and a backslash of its own: _x000D_.
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HIGHEST_PLAIN: Final = 0xD800
NO_SHEET: Final = N_("it is no sheet of a spreadsheet program")


def read_xlsx(raw: bytes, sheet: str | None = None) -> Table:
    """The table on one sheet: the one named, else the first. Raises Refusal."""
    with open_packed(raw) as packed:
        measure(packed)
    with _open_book(raw, results=True) as shown, _open_book(raw, results=False) as written:
        names = tuple(page.title for page in shown.worksheets)
        if not names:
            raise Refusal("sheet-unreadable", what=NO_SHEET)
        if sheet is not None and sheet not in names:
            raise Refusal("mapping-wrong", what=N_("there is no sheet of that name"))
        name = sheet or names[0]
        return build_table(_guard(_iter_rows(shown[name], written[name])), names)


@contextmanager
def _open_book(raw: bytes, *, results: bool) -> Iterator[Any]:
    """A workbook read row by row; with `results` cells hold what they show, else what was typed."""
    import openpyxl  # noqa: PLC0415 - whoever imports CSV, or nothing, never loads it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it does not keep when it saves; nothing is saved here
        try:
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=results, keep_links=False)
        except Exception:  # noqa: BLE001 - hostile bytes may raise anything in a library; all of it means one thing
            raise Refusal("sheet-unreadable", what=NO_SHEET) from None
        try:
            yield book
        finally:
            book.close()


def _guard(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows until the library stumbles, which becomes a refusal at that row."""
    number = 0
    while True:
        try:
            row = next(rows, None)
        except Refusal:
            raise
        except Exception:  # noqa: BLE001 - as above
            raise Refusal("sheet-unreadable", number + 1, what=N_("it is damaged")) from None
        if row is None:
            return
        number = row.number
        yield row


def _iter_rows(shown: Any, written: Any) -> Iterator[Row]:
    for page in (shown, written):
        page.reset_dimensions()  # what the file says of its size may be anything
    empty = 0
    both = zip(shown.iter_rows(min_row=1), written.iter_rows(min_row=1), strict=False)
    for number, (results, sources) in enumerate(both, 1):
        empty += max(0, len(sources) - MAX_COLUMNS)
        if number > LAST_ROW or empty > MAX_EMPTY:
            raise too_large(TOO_MANY_ROWS, LAST_ROW, number)
        if any(cell.value is not None for cell in sources):
            yield _build_row(number, results, sources)


def _build_row(number: int, results: Any, sources: Any) -> Row:
    cells, faults = [], []
    for column, (result, source) in enumerate(zip(results, sources, strict=False), 1):
        if source.value is not None and result.data_type == "e":
            faults.append((column, FAULTY))
        elif source.data_type == "f" and result.value is None:
            faults.append((column, CALCULATED))
        cells.append("" if result.data_type == "e" else say_value(result.value))
    while cells and not cells[-1]:
        cells.pop()
    return Row(number, tuple(cells), tuple(faults))


def say_value(value: object) -> str:
    """A cell as text: whole numbers without a point, days without an hour that nobody typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - as far as it is exact
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, str):
        return _ESCAPED.sub(_unescape, value)
    return str(value)


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < _HIGHEST_PLAIN else match[0]
