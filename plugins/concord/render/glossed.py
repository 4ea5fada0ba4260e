"""Terms of the archive's glossary where a text first uses them: each becomes a way to its meaning, and stays as it is.

Only whole words are touched, since a mark inside a word breaks joined letters; in each text anew, so that no account
takes the explanation away from the next one. Not in headings, notes and links, and not in words of another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from concord.derive.fold import find_word, split_raw
from concord.model.tables import Term
from concord.render.fragments import Block, Fragment, Piece, Slot

_TOKEN: Final = re.compile(r"<[^>]*>|&[^;\s]*;")
_JOINERS: Final = "\u200c\u200d'’-"
"""What joins a word to the next one: with it a term is only a piece of another word."""
_MOST_WORDS: Final = 6

Words = tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """The terms of one language, as they are looked for in its texts."""

    terms: tuple[Term, ...]
    lang: str

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[Words, str]]]:
        """By the first word of a term all its words and its id; longer terms first, since they say more."""
        found: dict[str, list[tuple[Words, str]]] = {}
        for term in self.terms:
            words = tuple(map(_fold, split_raw(term.term.get(self.lang, ""))))
            if 0 < len(words) <= _MOST_WORDS:
                found.setdefault(words[0], []).append((words, term.id))
        return {first: sorted(terms, key=lambda one: (-len(one[0]), one)) for first, terms in found.items()}

    def mark(self, fragment: Fragment) -> Fragment:
        """The text with the first use of each term between two slots."""
        if not self._by_first:
            return fragment
        seen: set[str] = set()
        return tuple(block if block.level or block.is_notes else self._mark_block(block, seen) for block in fragment)

    def _mark_block(self, block: Block, seen: set[str]) -> Block:
        pieces: list[Piece] = []
        reader = _Reader()
        for piece in block.pieces:
            if isinstance(piece, Slot):
                reader.pass_slot(piece)
                pieces.append(piece)
            else:
                pieces += self._mark_piece(piece, reader, seen)
        return replace(block, pieces=tuple(pieces))

    def _mark_piece(self, piece: str, reader: _Reader, seen: set[str]) -> Iterator[Piece]:
        done = 0
        for start, end in reader.find_runs(piece):
            for first, last, term in self._find(piece, start, end, seen):
                yield from _keep(piece[done:first])
                yield Slot("term", term)
                yield piece[first:last]
                yield Slot("end-link")
                done = last
        yield from _keep(piece[done:])

    def _find(self, text: str, start: int, end: int, seen: set[str]) -> Iterator[tuple[int, int, str]]:
        """Where terms stand for the first time between two places of a text."""
        words = [(match.start(), match.end()) for match in find_word().finditer(text, start, end)]
        place = 0
        while place < len(words):
            found = self._match(text, words[place:], seen)
            if found:
                count, term = found
                seen.add(term)
                yield words[place][0], words[place + count - 1][1], term
                place += count
            else:
                place += 1

    def _match(self, text: str, words: Iterable[tuple[int, int]], seen: set[str]) -> tuple[int, str] | None:
        places = [*words][:_MOST_WORDS]
        said = [_fold(text[first:last]) for first, last in places]
        for term, id_ in self._by_first.get(said[0], ()):
            gaps = (text[one[1] : other[0]] for one, other in pairwise(places[: len(term)]))
            is_whole = not _is_joined(text, places[0][0] - 1) and not _is_joined(text, places[: len(term)][-1][1])
            if id_ not in seen and tuple(said[: len(term)]) == term and is_whole and all(gap.isspace() for gap in gaps):
                return len(term), id_
        return None


class _Reader:
    """Knows while it walks through a block whether words stand in a link or in another language."""

    def __init__(self) -> None:
        self.links = 0
        self.foreign: list[str] = []
        """Tags that are open since one of them named a language."""

    def pass_slot(self, slot: Slot) -> None:
        """A link begins or ends."""
        self.links += {"link": 1, "href": 1, "end-link": -1}.get(slot.kind, 0)

    def find_runs(self, piece: str) -> Iterator[tuple[int, int]]:
        """From where to where there are words to be looked at."""
        done = 0
        for match in _TOKEN.finditer(piece):
            if not self.links and not self.foreign:
                yield done, match.start()
            done = match.end()
            self._pass_tag(match[0])
        if not self.links and not self.foreign:
            yield done, len(piece)

    def _pass_tag(self, token: str) -> None:
        name = re.match(r"</?([a-z0-9]+)", token)
        if name is None or name[1] in ("br", "hr", "img"):
            return
        if token.startswith("</"):
            if self.foreign:
                self.foreign.pop()
        elif self.foreign or " lang=" in token:
            self.foreign.append(name[1])


def _is_joined(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place] in _JOINERS


def _keep(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()
