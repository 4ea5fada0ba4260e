"""Judges the characters of a YAML file by where they stand: name, value, quotes, block or between. Part of `read`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Final

import yaml

from concord.problems import N_, Location
from concord.read.characters import (
    UNCLOSED,
    Trait,
    Where,
    find_suspects,
    find_trait,
    find_unclosed,
    is_known,
    is_opening,
    judge_character,
    name_character,
)
from concord.read.faults import Faults
from concord.read.limits import MAX_DEPTH, MAX_NODES
from concord.read.lines import Lines
from concord.read.repertoire import UNICODE
from concord.read.yaml_events import YamlError, iter_events

_UNPARSABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_BLOCK: Final = ("|", ">")
_BREAKING: Final = re.compile(r"[\t\x85\u2028\u2029]|\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value or a name stands, by offsets into the text."""

    start: int
    end: int
    where: Where
    value: str | None
    """What it says, if it is in double quotes, where escapes are."""


def blank_suspects(text: str) -> str:
    """The text with what a parser would stumble over replaced, each by one character, so that reading can go on."""
    return _BREAKING.sub(" ", _UNPARSABLE.sub("\ufffd", text))


def check_characters(text: str, clean: str, faults: Faults) -> None:
    """Notes every character that may not stand where it does. `clean` is the text as the parser can read it."""
    lines = Lines(faults.path, text)
    spans = _find_spans(clean)
    starts = [span.start for span in spans]
    pairs: dict[int, list[int]] = {}
    said = -2
    for at in find_suspects(text):
        if at == said + 1 and text[at] == text[said]:
            said = at  # a run is said once
            continue
        index = bisect_right(starts, at) - 1
        is_inside = index >= 0 and at < spans[index].end
        verdict = judge_character(text, at, spans[index].where if is_inside else Where.OUTSIDE)
        if verdict:
            said = at
            note_character(text[at], *verdict, faults, lines.at(at))
        elif find_trait(text[at]) is Trait.DIRECTION:
            pairs.setdefault(index, []).append(at)
        if faults.is_full:
            return
    for offsets in pairs.values():
        note_directions(text, offsets, faults, lines)


def check_escapes(clean: str, faults: Faults) -> None:
    """Notes what escapes in double quotes bring in: it is not among the file's own characters, so nobody can see it."""
    lines = Lines(faults.path, clean)
    for span in _find_spans(clean):
        written = clean[span.start : span.end]
        if span.value is None or "\\" not in written or faults.is_full:
            continue
        place = lines.at(span.start)
        if not unicodedata.is_normalized("NFC", span.value) and is_known(span.value):
            faults.add("text-not-canonical", place, what=N_("letters that are not composed as in NFC"))
        for character in sorted({span.value[at] for at in find_suspects(span.value)}):
            if span.value.count(character) > written.count(character):
                note_character(character, "character-refused", N_("it is hidden behind an escape"), faults, place)


def _find_spans(clean: str) -> list[Span]:
    """Every name and value up to where the text stops making sense."""
    spans: list[Span] = []
    waits: list[bool | None] = [None]  # of each open mapping: whether a name is due; None for lists
    try:
        for count, event in enumerate(iter_events(clean)):
            _take(event, spans, waits)
            if len(waits) > MAX_DEPTH + 1 or count > MAX_NODES:
                break
    except YamlError:
        pass  # noted by whoever read the values
    return spans


def _take(event: Any, spans: list[Span], waits: list[bool | None]) -> None:
    kind = type(event)
    if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        waits.pop()
        return
    is_key = waits[-1] is True
    if (
        kind in (yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
        and waits[-1] is not None
    ):
        waits[-1] = not is_key
    if kind is yaml.ScalarEvent:
        value = event.value if event.style == '"' else None
        spans.append(Span(event.start_mark.index, event.end_mark.index, _find_where(event.style, is_key=is_key), value))
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        waits.append(True if kind is yaml.MappingStartEvent else None)


def _find_where(style: str | None, *, is_key: bool) -> Where:
    if is_key:
        return Where.KEY
    if not style:
        return Where.PLAIN
    return Where.BLOCK if style in _BLOCK else Where.QUOTED


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
