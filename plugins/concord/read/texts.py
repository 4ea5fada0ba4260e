"""Reads a text: exact bytes, their characters, and what may not be in it. Markup is judged by `check`."""

from __future__ import annotations

import re
from typing import Final

from concord.model.captions import CaptionsError, parse_captions
from concord.model.document import TextFile
from concord.read.canonical import read_text
from concord.read.characters import Trait, Where, find_suspects, find_trait, judge_character
from concord.read.faults import Faults
from concord.read.limits import check_line_lengths
from concord.read.lines import Lines
from concord.read.yaml_characters import note_character, note_directions

# What MkDocs and others would take for settings of the page.
_FRONT_MATTER: Final = re.compile(r"\s*(?:---|\+\+\+)[ \t]*(?:\r?\n|$)")


def read_markdown(raw: bytes, faults: Faults) -> TextFile | None:
    """The text of a file, or None if there is none to show."""
    text = read_text(raw, faults)
    if text is None or not check_line_lengths(text, faults):
        return None
    if _FRONT_MATTER.match(text):
        faults.add("front-matter-refused", (1, 1))
    _check_prose(text, faults)
    return TextFile(faults.path, raw)


def read_words(raw: bytes, faults: Faults) -> TextFile | None:
    """The text of a file, read as its name says: captions or Markdown."""
    return read_captions(raw, faults) if faults.path.endswith(".vtt") else read_markdown(raw, faults)


def read_captions(raw: bytes, faults: Faults) -> TextFile | None:
    """The captions in a file, or None if what stands there are none."""
    text = read_text(raw, faults)
    if text is None or not check_line_lengths(text, faults):
        return None
    try:
        parse_captions(text)
    except CaptionsError as error:
        faults.add("captions-malformed", (error.line, error.column), what=error.what)
        return None
    _check_prose(text, faults)
    return TextFile(faults.path, raw)


def _check_prose(text: str, faults: Faults) -> None:
    """Characters that may not stand in prose; direction controls have to be closed on their own line."""
    lines: Lines | None = None
    pairs: dict[int, list[int]] = {}
    said = -2
    for at in find_suspects(text, Where.PROSE):
        if at == said + 1 and text[at] == text[said]:
            said = at  # a run is said once
            continue
        lines = lines or Lines(faults.path, text)
        verdict = judge_character(text, at, Where.PROSE)
        if verdict:
            said = at
            note_character(text[at], *verdict, faults, lines.at(at))
        elif find_trait(text[at]) is Trait.DIRECTION:
            pairs.setdefault(lines.at(at).line, []).append(at)
        if faults.is_full:
            return
    for offsets in pairs.values():
        note_directions(text, offsets, faults, lines or Lines(faults.path, text))
