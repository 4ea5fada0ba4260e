"""Looks for phrases in what all sides say together: common texts and the strings of entries. Used by naming rules.

Narratives, reservations, community voices and works speak for themselves; names, citations, and what a claimant or a
maker is called are given as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.check.context import Context
from concord.check.inside import find_inside
from concord.check.markdown import Markdown, iter_runs
from concord.check.phrases import Phrases
from concord.check.strings import Said
from concord.model.archive import Entry, Sourced
from concord.model.document import KeyPath, TextFile
from concord.model.entry import EntryFile
from concord.model.part import PartKind
from concord.problems import Location

_COMMON = frozenset({PartKind.TEXT, PartKind.COMMON_GROUND})
_GIVEN = frozenset({"names", "works", "voices", "sources", "how_we_know", "credited_to"})
_GIVEN_INSIDE = frozenset({("media", "origin"), ("ownership_claims", "by"), ("ownership_claims", "ground")})
# Addresses and the names of notes: no reader sees them as words.
_ADDRESS = re.compile(
    r"\]\([^)\s]*|<[A-Za-z][A-Za-z0-9+.-]{1,30}:[^>\s]*|\[\^[^\]\s\[]{1,80}\]|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in the common voice: where, in which language, and its number among those of the language."""

    place: Location
    lang: str
    number: int


def find_in_common_voice(context: Context, phrases: Mapping[str, Phrases]) -> Iterator[tuple[Entry, Iterator[Found]]]:
    """Each entry's files with what is found in them; `phrases` by language."""
    for entry, part, text, markup in context.texts if phrases else ():
        if part.kind in _COMMON and part.lang:
            yield entry, _find_in_text(text, markup, part.lang, phrases)
    for entry, file, strings in context.said if phrases else ():
        yield entry, _find_in_strings(file, strings, phrases)


def _find_in_text(text: TextFile, markup: Markdown, lang: str, phrases: Mapping[str, Phrases]) -> Iterator[Found]:
    masked: str | None = None
    for start, end, spoken in iter_runs(text.text, markup.tags, lang):
        sought = phrases.get(spoken)
        if sought and sought.may_stand_in(text.text[start:end]):
            masked = masked or _ADDRESS.sub(lambda match: " " * len(match[0]), text.text)
            for find in sought.find(masked[start:end]):
                yield Found(text.at(start + find.start), spoken, find.number)


def _find_in_strings(
    file: Sourced[EntryFile], strings: tuple[Said, ...], phrases: Mapping[str, Phrases]
) -> Iterator[Found]:
    for said in strings:
        sought = phrases.get(said.lang)
        if sought and _is_common(said.path):
            for find in sought.find(said.text):
                place = find_inside(file, (*said.path, said.lang), said.text, find.start)
                yield Found(place, said.lang, find.number)


def _is_common(path: KeyPath) -> bool:
    return path[0] not in _GIVEN and (path[0], path[-1]) not in _GIVEN_INSIDE
