"""Writes a draft as YAML that reads back as the same words, and knows on which line each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from concord.model.document import KeyPath
from concord.read.characters import is_plain

Answers = Mapping[str, "str | Answers"]

# Everything else is quoted: being too careful costs two characters, being wrong changes the words.
_PLAIN: Final = re.compile(r"[^\W_](?:[^\n:#\[\]{},&*!|>'\"%@`\\]*[^\s:#\[\]{},&*!|>'\"%@`\\])?")
_NOTHING: Final = frozenset({"null", "Null", "NULL"})
_INDENT: Final = "  "


def write_answers(answers: Answers) -> tuple[str, dict[KeyPath, int]]:
    """The file, and the line (from 1) on which each answer begins."""
    lines: list[str] = []
    begins: dict[KeyPath, int] = {}
    for path, line in _iter_lines(answers, (), ""):
        if path:
            begins.setdefault(path, len(lines) + 1)
        lines.append(line)
    return "".join(f"{line}\n" for line in lines), begins


def _iter_lines(answers: Answers, path: KeyPath, indent: str) -> Iterator[tuple[KeyPath, str]]:
    for key, value in answers.items():
        here = (*path, key)
        if isinstance(value, str):
            first, *more = _write(value, indent + _INDENT)
            yield here, f"{indent}{key}: {first}"
            yield from (((), line) for line in more)
        else:
            yield here, f"{indent}{key}:"
            yield from _iter_lines(value, here, indent + _INDENT)


def _write(text: str, indent: str) -> list[str]:
    """One line, or a block of lines where people wrote several and nothing in them needs quotes."""
    if text not in _NOTHING and is_plain(text) and _PLAIN.fullmatch(text):
        return [text]
    lines = text.split("\n")
    if len(lines) > 1 and is_plain(text) and "\r" not in text and _begins_and_ends_with_words(lines):
        return ["|-", *(f"{indent}{line}" if line else "" for line in lines)]
    return [quote(text)]


def _begins_and_ends_with_words(lines: list[str]) -> bool:
    # A blank in front would be taken for indentation, and lines of blanks are not told from empty ones.
    return (
        not lines[0].startswith(" ")
        and bool(lines[0] and lines[-1])
        and all(not line or line.strip() for line in lines)
    )


def quote(text: str) -> str:
    """In double quotes, with nothing hidden behind an escape but the end of a line."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{inner}"'
