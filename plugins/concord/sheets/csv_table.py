"""Reads CSV as spreadsheet programs write it: UTF-8 or UTF-16, with comma, semicolon or tab between cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from concord.problems import N_
from concord.sheets.faults import Refusal
from concord.sheets.limits import MAX_CELL, MAX_COLUMNS, TOO_LONG_CELL, TOO_MANY_COLUMNS, too_large
from concord.sheets.table import Row, Table, build_table

SEPARATORS: Final = (",", ";", "\t")
# Longest first: the mark of UTF-32 begins like that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENOUGH: Final = 4096
_NO_TEXT: Final = N_("it is no text in UTF-8 or UTF-16")


def read_csv(raw: bytes, separator: str | None = None) -> Table:
    """The table in a file's bytes. Raises Refusal."""
    text = decode(raw)
    named = text[4:5] if text[:4].lower() == "sep=" and text[5:6] in ("\n", "\r") else ""
    return build_table(_iter_rows(text, separator or named or find_separator(text), skips=bool(named)))


def decode(raw: bytes) -> str:
    """The text of a file whose encoding is known by its mark or its shape; any other is refused at its place."""
    encoding, start = next(((name, len(mark)) for mark, name in _MARKS if raw.startswith(mark)), ("utf-8", 0))
    if not start and b"\0" in raw[:_ENOUGH]:
        encoding = _guess_utf16(raw[:_ENOUGH])
    if not encoding:
        raise Refusal("sheet-unreadable", what=_NO_TEXT)
    body = raw[start:]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        raise Refusal("sheet-unreadable", line, len(before) - before.rfind("\n"), what=_NO_TEXT) from None


def _guess_utf16(start: bytes) -> str:
    """UTF-16 without a mark: separators and line ends are zero beside a byte of ASCII, always on the same side."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    is_nothing = any(first == second == 0 for first, second in zip(start[::2], start[1::2], strict=False))
    if is_nothing or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def find_separator(text: str) -> str:
    """The separator that stands most often between the names of the first line; of equals the comma."""
    counts = dict.fromkeys(SEPARATORS, 0)
    quoted = False
    for letter in text[: _ENOUGH * 16].lstrip("\r\n"):
        if letter == '"':
            quoted = not quoted
        elif letter in "\r\n" and not quoted:
            break
        elif letter in counts and not quoted:
            counts[letter] += 1
    return max(SEPARATORS, key=lambda one: counts[one])


def _iter_rows(text: str, separator: str, *, skips: bool) -> Iterator[Row]:
    """Rows with their numbers; a row may run over several lines, and an empty line is a row too."""
    longest = csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if len(cells) > MAX_COLUMNS:
                # Blanks that a program left behind the last column are no columns.
                cells = _cut(cells, number)  # noqa: PLW2901
            if not (skips and number == 1):
                yield Row(number, tuple(cells))
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_large(TOO_LONG_CELL, MAX_CELL, number + 1) from None
        raise Refusal("sheet-unreadable", number + 1, what=N_("quotes that do not close, or close too early")) from None
    finally:
        csv.field_size_limit(longest)


def _cut(cells: list[str], number: int) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise too_large(TOO_MANY_COLUMNS, MAX_COLUMNS, number, MAX_COLUMNS + 1)
    return cells
