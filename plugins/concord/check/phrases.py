"""Finds phrases in a text as whole words, in any script and in one pass. Used by rules on the common voice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Signs that readers do not see, and the stretcher of Arabic script: with them or without, it is the same word.
_UNSEEN = ("\u00ad", "\u0640", "\u200b", "\u200c", "\u200d", "\u2060")
# What may stand between the words of one phrase: space, hyphens, apostrophes, emphasis. Stops and brackets may not.
_JOINTS = " \t\n\u00a0*_~`'\u2019-\u2010\u2011\u2013"
# Scripts that put no space between words; there every letter with its signs is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# The first and the last letters among which combining signs lie.
_SIGNS_FROM, _SIGNS_TO = 0x300, 0x1F000


@dataclass(frozen=True, slots=True)
class Find:
    """Where a phrase stands in a text, and its number among those looked for."""

    start: int
    end: int
    number: int


class Phrases:
    """Phrases to be found, save where they stand inside an allowed one.

    Words are compared composed and without case, as they are written: no ending is cut off. The search is that of Aho
    and Corasick over words, so that neither many phrases nor long ones make it slow.
    """

    def __init__(self, sought: Sequence[str], allowed: Iterable[str] = ()) -> None:
        phrases = [*sought, *allowed]
        self._sought = len(sought)
        self._word = _find_word(unspaced=any(map(_HAS_UNSPACED.search, phrases)))
        self._next: list[dict[str, int]] = [{}]
        self._back = [0]
        self._ends: list[int | None] = [None]
        self._lengths = [self._add(number, phrase) for number, phrase in enumerate(phrases)]
        self._firsts = frozenset(self._next[0])
        self._link()

    def _add(self, number: int, phrase: str) -> int:
        words = [_fold(match) for match in self._word.findall(phrase.replace("_", " "))]
        node = 0
        for word in words:
            if word not in self._next[node]:
                self._next[node][word] = len(self._next)
                self._next.append({})
                self._back.append(0)
                self._ends.append(None)
            node = self._next[node][word]
        if node and self._ends[node] is None:
            self._ends[node] = number
        return len(words)

    def _link(self) -> None:
        """For each beginning of a phrase, the longest other one that it ends with; breadth first."""
        queue = [*self._next[0].values()]
        for node in queue:
            for word, after in self._next[node].items():
                self._back[after] = self._next[self._fall(self._back[node], word)].get(word, 0)
                if self._ends[after] is None:
                    self._ends[after] = self._ends[self._back[after]]
                queue.append(after)

    def _fall(self, node: int, word: str) -> int:
        while node and word not in self._next[node]:
            node = self._back[node]
        return node

    def may_stand_in(self, text: str) -> bool:
        """Whether a phrase could begin anywhere in a text: the quick question."""
        return not self._firsts.isdisjoint(self._word.findall(_fold(text.replace("_", " "))))

    def find(self, text: str) -> Iterator[Find]:
        """Every place of a phrase that lies in no allowed one; where several end together, the longest."""
        if not self.may_stand_in(text):
            return
        found: list[Find] = []
        covered = len(text)
        for find in reversed([*self._find_all(text)]):
            if find.number >= self._sought:
                covered = min(covered, find.start)
            elif find.start < covered:
                found.append(find)
        yield from reversed(found)

    def _find_all(self, text: str) -> Iterator[Find]:
        starts: list[int] = []
        node = end = 0
        for match in self._word.finditer(text.replace("_", " ")):
            word = _fold(match[0])
            if node and not _joins(text[end : match.start()]):
                node = 0
            node = self._next[self._fall(node, word)].get(word, 0)
            starts.append(match.start())
            end = match.end()
            number = self._ends[node]
            if number is not None:
                yield Find(starts[-self._lengths[number]], end, number)


def _joins(gap: str) -> bool:
    """Whether the words on both sides belong to one phrase; a new paragraph parts them."""
    return not gap.strip(_JOINTS) and gap.count("\n") < 2  # noqa: PLR2004 - an empty line


def _fold(text: str) -> str:
    for sign in _UNSEEN:
        if sign in text:
            text = text.replace(sign, "")
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=2)
def _find_word(*, unspaced: bool) -> re.Pattern[str]:
    """A word: letters and digits with the signs that combine with them, which Python counts as neither."""
    signs = "".join(chr(sign) for sign in range(_SIGNS_FROM, _SIGNS_TO) if unicodedata.category(chr(sign))[0] == "M")
    letters = rf"\w{signs}{''.join(_UNSEEN)}"
    if unspaced:
        return re.compile(f"[{_UNSPACED}][{signs}]*|(?:(?![{_UNSPACED}])[{letters}])+")
    return re.compile(f"[{letters}]+")
