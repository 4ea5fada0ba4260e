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
# Letters that need more than sixteen bits. Texts without them are read with a shorter table, many times as fast.
_HAS_FAR = re.compile("[\U00010000-\U0010ffff]")
# So many words are looked for one by one sooner than a text is cut into its own.
_FEW = 64
_FAR, _LAST = 0x10000, 0x323B0


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
        self._unspaced = any(map(_HAS_UNSPACED.search, phrases))
        self._next: list[dict[str, int]] = [{}]
        self._back = [0]
        self._ends: list[int | None] = [None]
        # The words that a text must have for a phrase to stand in it, by the first of them.
        self._needed: dict[str, list[frozenset[str]]] = {}
        self._lengths = [self._add(number, phrase) for number, phrase in enumerate(phrases)]
        self._longest = {max(words, key=len) for group in self._needed.values() for words in group}
        self._link()

    def _add(self, number: int, phrase: str) -> int:
        words = [word for word in map(_fold, self._find_words(phrase).findall(phrase)) if word]
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
            if number < self._sought:
                self._needed.setdefault(words[0], []).append(frozenset(words))
        return len(words)

    def _find_words(self, text: str) -> re.Pattern[str]:
        return _find_word(unspaced=self._unspaced, far=bool(_HAS_FAR.search(text)))

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
        """Whether all words of any phrase are in a text: the quick question."""
        text = _fold(text)
        if len(self._longest) <= _FEW and not any(word in text for word in self._longest):
            return False
        words = set(self._find_words(text).findall(text))
        return any(needed <= words for first in self._needed.keys() & words for needed in self._needed[first])

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
        for match in self._find_words(text).finditer(text):
            word = _fold(match[0])
            if not word:
                continue
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


@lru_cache(maxsize=4)
def _find_word(*, unspaced: bool, far: bool) -> re.Pattern[str]:
    """A word: letters and digits of any script, with the signs that combine with them."""
    letters = _list_ranges("LMN", _LAST if far else _FAR) + "".join(_UNSEEN)
    if unspaced:
        signs = _list_ranges("M", _FAR)
        return re.compile(f"[{_UNSPACED}][{signs}]*|(?:(?![{_UNSPACED}])[{letters}])+")
    return re.compile(f"[{letters}]+")


def _list_ranges(categories: str, end: int) -> str:
    """Every character of some categories, as it stands in a character class."""
    ranges: list[list[int]] = []
    for code in range(end):
        if unicodedata.category(chr(code))[0] in categories:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
