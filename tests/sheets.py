"""Invented sheets for the tests of `concord import`: rows of a collection, and a founded archive for them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result

from concord.cli import concord

DAY = "2026-11-28"
SAID = {
    "hi": "सब पक्षों के कहे हुए शब्द",
    "ur": "سب فریقوں کے کہے ہوئے الفاظ",
    "en": "Words that all sides say",
}
HEADER = ("key", "title.hi", "title.ur", "title.en", "summary.hi", "summary.ur", "summary.en", "place", "date", "kind")
MAP = """\
format: concord-map/1
key: key
answers:
  title.hi: title.hi
  title.ur: title.ur
  title.en: title.en
  summary.hi: summary.hi
  summary.ur: summary.ur
  summary.en: summary.en
  where.en: place
  when.en: date
  when.edtf: date
  kind: kind
defaults:
  share: yes
  where.en: not known
  when.en: not known
  how_we_know.en: The list of the museum
  kept_by.en: The museum, and the villages around it
  credit: none
"""
_WORDS = {
    "hi": ("पुराना", "पुल", "कुआँ", "गीत", "मेला", "नदी", "रोटी", "दुपट्टा"),
    "ur": ("پرانا", "پل", "کنواں", "گیت", "میلہ", "دریا", "روٹی", "دوپٹہ"),
    "en": ("old", "bridge", "well", "song", "fair", "river", "bread", "shawl"),
}


def call(*arguments: str | Path) -> Result:
    """A command, in this process."""
    return CliRunner().invoke(concord, [str(argument) for argument in arguments])


def found(folder: Path) -> Path:
    """A founded archive of two sides and three languages, all its blanks filled."""
    done = call("init", folder, "--id", "two-banks", "--sides", "karo,vela", "--languages", "hi,ur,en", "--date", DAY)
    assert done.exit_code == 0, done.output
    for path in (folder / "archive" / "charter").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for tag, words in SAID.items():
            text = re.sub(rf"(?m)^( +{tag}): \.\.\.$", rf"\1: {words}", text)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder / "archive"


def make_rows(number: int) -> list[tuple[str, ...]]:
    """So many rows, each with other words, in three languages."""
    return [
        (
            f"M-{n:05}",
            *(f"{_pick(lang, n)} {_pick(lang, n // 8)} {n}" for lang in _WORDS),
            *(f"{_pick(lang, n)} {_pick(lang, n // 7)} {_pick(lang, n // 3)}." for lang in _WORDS),
            "By the river" if n % 3 else "",
            str(1700 + n % 300) if n % 2 else "before our grandmothers",
            ("object", "place", "song")[n % 3],
        )
        for n in range(1, number + 1)
    ]


def _pick(lang: str, n: int) -> str:
    words = _WORDS[lang]
    return words[n % len(words)]


def write_csv(path: Path, rows: Iterable[Sequence[str]], *, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A sheet as spreadsheet programs write it, with ends of lines as Windows has them."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def write_xlsx(path: Any, rows: Iterable[Sequence[Any]]) -> Any:
    """The same as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins like a formula is a text
    book.save(path)
    return path


def read_drafts(archive: Path) -> dict[str, bytes]:
    """Every file below `entries/`."""
    entries = archive / "entries"
    return {path.relative_to(entries).as_posix(): path.read_bytes() for path in entries.rglob("*") if path.is_file()}
