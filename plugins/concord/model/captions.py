"""Captions of a recording: WebVTT narrowed to times and plain words, so that they read the same as a text of their own.

    WEBVTT

    00:01.000 --> 00:04.500
    The words that are spoken,
    in three lines at most.

Nothing else has a place in them: no name of a caption, no settings, no styles, no notes, no markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from concord.problems import N_

HEAD: Final = "WEBVTT"
MOST_LINES: Final = 3
MOST_CUES: Final = 10_000
_CLOCK: Final = r"(?:([0-9]{2}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMES: Final = re.compile(f"{_CLOCK} --> {_CLOCK}")
_MARKUP: Final = re.compile(r"[<>&]")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words with the time in which they are spoken, in thousandths of a second."""

    start: int
    end: int
    text: str

    @property
    def line(self) -> str:
        """The words on one line."""
        return self.text.replace("\n", " ")


class CaptionsError(ValueError):
    """Why words are no captions: a sentence of the catalogue, and the place from 1."""

    def __init__(self, what: str, line: int, column: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.column = column


def parse_captions(text: str) -> tuple[Cue, ...]:
    """The captions in a text, in order. Raises CaptionsError."""
    lines = text.split("\n")
    if lines[0] != HEAD:
        raise CaptionsError(N_("the first line has to be WEBVTT and nothing else"), 1)
    if lines.pop() or len(lines) < 2 or lines[1]:  # noqa: PLR2004 - the line after the first
        raise CaptionsError(N_("an empty line has to follow here, and one end of line at the very end"), 2)
    cues: list[Cue] = []
    at = 2
    while at < len(lines):
        cue, at = _read_cue(lines, at, cues[-1].end if cues else 0)
        cues.append(cue)
        if len(cues) > MOST_CUES:
            raise CaptionsError(N_("there are too many captions"), at)
    if not cues or not lines[-1]:
        raise CaptionsError(N_("a caption has to follow here: its times, then its words"), len(lines))
    return tuple(cues)


def mask_times(text: str) -> str:
    """The same length with nothing but the words: what looks for words finds none in times."""
    lines = text.split("\n")
    return "\n".join(" " * len(line) if line == HEAD or _TIMES.fullmatch(line) else line for line in lines)


def _read_cue(lines: list[str], at: int, before: int) -> tuple[Cue, int]:
    """A caption, and the line behind the empty one that ends it. `before` is where the last one ended."""
    match = _TIMES.fullmatch(lines[at])
    if match is None:
        raise CaptionsError(N_("times have to stand here, as in 00:01.000 --> 00:04.500"), at + 1)
    start, end = _count(match.groups()[:4]), _count(match.groups()[4:])
    if not before <= start < end:
        raise CaptionsError(N_("a caption begins when the one before has ended, and ends after it begins"), at + 1)
    words = []
    first = at = at + 1
    while at < len(lines) and lines[at]:
        _check_words(lines[at], at)
        words.append(lines[at])
        at += 1
        if len(words) > MOST_LINES:
            raise CaptionsError(N_("a caption has at most three lines"), at)
    if not words:
        raise CaptionsError(N_("the words of the caption are missing"), first + 1)
    return Cue(start, end, "\n".join(words)), at + 1


def _check_words(line: str, at: int) -> None:
    if not line.strip():
        raise CaptionsError(N_("a line of nothing but spaces"), at + 1)
    if match := _MARKUP.search(line):
        raise CaptionsError(N_("captions hold plain words: no <, no >, no &"), at + 1, match.start() + 1)


def _count(clock: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in clock)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
