"""Judges the characters of a YAML file by where they stand: name, value, quotes, block or between. Part of `read`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from concord.problems import N_, Location
from concord.read.characters import (
    UNCLOSED,
    Trait,
    Where,
    find_suspects,
    find_trait,
    find_unclosed,
    is_opening,
    is_plain,
    judge_character,
    name_character,
)
from concord.read.faults import Faults
from concord.read.lines import Lines
from concord.read.repertoire import UNICODE

_UNPARSABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_BREAKING: Final = re.compile(r"[\t\x85\u2028\u2029]|\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value or a name stands, by offsets into the text."""

    start: int
    end: int
    where: Where


def blank_suspects(text: str) -> str:
    """The text with what a parser would stumble over replaced, each by one character, so that reading can go on."""
    return _BREAKING.sub(" ", _UNPARSABLE.sub("\ufffd", text))


def check_characters(text: str, spans: list[Span], faults: Faults) -> None:
    """Notes every character that may not stand where it does."""
    lines = Lines(faults.path, text)
    starts = [span.start for span in spans]
    pairs: dict[int, list[int]] = {}
    for at in find_suspects(text):
        index = bisect_right(starts, at) - 1
        is_inside = index >= 0 and at < spans[index].end
        where = spans[index].where if is_inside else Where.OUTSIDE
        verdict = judge_character(text, at, where)
        if verdict:
            note_character(text[at], *verdict, faults, lines.at(at))
        elif find_trait(text[at]) is Trait.DIRECTION:
            pairs.setdefault(index, []).append(at)
        if faults.is_full:
            return
    for offsets in pairs.values():
        note_directions(text, offsets, faults, lines)


def check_escaped(value: str, place: tuple[int, int], faults: Faults, *, is_key: bool) -> None:
    """Notes what an escape in double quotes brings in: it is not in the file's own characters."""
    if not unicodedata.is_normalized("NFC", value):
        faults.add("text-not-canonical", place, what=N_("letters that are not composed as in NFC"))
    if is_plain(value):
        return
    for at in find_suspects(value):
        verdict = judge_character(value, at, Where.KEY if is_key else Where.QUOTED)
        if not verdict and find_trait(value[at]) is Trait.DIRECTION:
            verdict = "character-refused", N_("it is hidden behind an escape")
        if verdict:
            note_character(value[at], *verdict, faults, place)
        if faults.is_full:
            return


def note_character(character: str, rule: str, what: str, faults: Faults, place: Location | tuple[int, int]) -> None:
    """One problem about one character."""
    values = {"character": name_character(character)}
    if what:
        values["what"] = what
    if "{unicode}" in what:
        values["unicode"] = UNICODE
    faults.add(rule, place, **values)


def note_directions(text: str, offsets: list[int], faults: Faults, lines: Lines) -> None:
    """Refuses direction controls without a partner and reports the others, once a pair."""
    unclosed = find_unclosed(text, offsets)
    for at in offsets:
        if at in unclosed:
            note_character(text[at], "character-refused", UNCLOSED, faults, lines.at(at))
        elif is_opening(text[at]):
            note_character(text[at], "direction-mark", "", faults, lines.at(at))
