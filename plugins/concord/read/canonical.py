"""The one form of bytes a text may have: UTF-8, no mark in front, NFC, LF, one LF at the end. Finds and mends others.

Digests are of exact bytes, so nothing here runs silently: `check` refuses, and `concord fmt` mends when asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from concord.problems import N_, Problem
from concord.read.characters import is_known
from concord.read.faults import Faults
from concord.read.lines import Lines

BOM = "\ufeff"
_LONE_CR = re.compile(r"\r(?!\n)")


def read_text(raw: bytes, faults: Faults) -> str | None:
    """The text of a file without a mark in front, or None if it is not UTF-8; other forms are noted and kept."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        faults.add("file-unreadable", Lines(faults.path, before).at(len(before)), what=N_("it is not text in UTF-8"))
        return None
    body = text.removeprefix(BOM)
    for offset, what in _find_departures(text, body):
        faults.add("text-not-canonical", Lines(faults.path, body).at(offset), what=what)
    return body


def find_canonical_faults(path: str, raw: bytes) -> tuple[Problem, ...]:
    """What keeps a file from being in its one form."""
    faults = Faults(path)
    read_text(raw, faults)
    return faults.problems()


def make_canonical(raw: bytes) -> bytes:
    """The same text in its one form. Bytes that are no text, or hold nothing, come back as they are."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw
    text = text.lstrip(BOM).replace("\r\n", "\n").replace("\r", "\n")
    if is_known(text):  # newer Pythons would compose characters that the repertoire does not hold
        text = unicodedata.normalize("NFC", text)
    body = text.rstrip("\n")
    return f"{body}\n".encode() if body else raw


def _find_departures(text: str, body: str) -> Iterator[tuple[int, str]]:
    if body is not text:
        yield 0, N_("a byte order mark")
    if "\r" in body:
        yield from _find_line_ends(body)
    content = body.rstrip("\r\n")
    if not content:
        yield 0, N_("the file is empty")
    elif content == body:
        yield len(body), N_("no line end at the end")
    elif body[len(content) :] not in ("\n", "\r\n", "\r"):
        yield len(content) + 1, N_("more than one line end at the end")
    if not unicodedata.is_normalized("NFC", body) and is_known(body):
        yield _find_uncomposed(body), N_("letters that are not composed as in NFC")


def _find_line_ends(body: str) -> Iterator[tuple[int, str]]:
    windows = body.find("\r\n")
    if windows >= 0:
        yield windows, N_("line ends of Windows")
    if match := _LONE_CR.search(body):
        yield match.start(), N_("a line end of old Macintoshes")


def _find_uncomposed(text: str) -> int:
    """Offset of the first character that NFC changes. A line end composes with nothing, so lines can be asked alone."""
    start = 0
    for line in text.splitlines(keepends=True):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            return start + next(
                (at for at, (ours, other) in enumerate(zip(line, composed, strict=False)) if ours != other),
                min(len(line), len(composed)),
            )
        start += len(line)
    return 0
