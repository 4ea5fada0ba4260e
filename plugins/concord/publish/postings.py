"""The index of one edition: which entries hold which words, cut into files of which a reader fetches a few."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from concord.derive.fold import find_sound, is_pair, split_raw, split_words
from concord.render.said import NAME, SUMMARY, TEXT, Said

SOUND, BEGINS = "=", "*"
"""Signs that no folded word holds: before how words sound, and after the first letters of many words."""
SHARD_BYTES: Final = 12_000
MOST_SHARDS: Final = 3
"""A beginning that leads into more files than this has an entry of its own."""
MOST_BEGUN: Final = 60
MOST_SOUNDING: Final = 120
_TONGUE: Final = 16
"""A posting's code is its weight and, times this, the place of the language in the list of languages."""
_OFTEN: Final = (3, 8)

Codes = dict[int, int]
"""By entry the code of a word in it."""


@dataclass
class Postings:
    """Grows entry by entry; `lang` is the language of the edition, whose way of folding holds for every word."""

    lang: str
    is_latin: bool
    tongues: Mapping[str, int]
    words: dict[str, Codes] = field(default_factory=lambda: defaultdict(dict))
    sounds: dict[str, Codes] = field(default_factory=lambda: defaultdict(dict))

    def add(self, entry: int, said: Iterable[Said]) -> None:
        """Takes in the words of an entry."""
        texts: dict[str, Counter[str]] = defaultdict(Counter)
        for one in said:
            tongue = self.tongues[one.lang]
            found = self._split(one.text)
            if one.weight == TEXT:
                texts[one.lang].update(found)
            else:
                joined = self._join(one.text) if one.weight >= NAME else []
                for word in dict.fromkeys((*found, *joined)):
                    _keep(self.words[word], entry, tongue * _TONGUE + one.weight)
            self._add_sounds(entry, one, tongue)
        for lang, counts in texts.items():
            for word, count in counts.items():
                weight = TEXT + sum(count >= often for often in _OFTEN)
                _keep(self.words[word], entry, self.tongues[lang] * _TONGUE + weight)

    def _split(self, text: str) -> list[str]:
        words = split_words(text, self.lang)
        # The last letter of a run without spaces begins no pair, and is looked for all the same.
        return [*words, *(word[1:] for word in words if is_pair(word, self.lang))]

    def _join(self, text: str) -> list[str]:
        """Two words of a name as one: many names are written either way."""
        words = split_words(text, self.lang)
        return [one + other for one, other in pairwise(words) if not is_pair(one, self.lang)]

    def _add_sounds(self, entry: int, one: Said, tongue: int) -> None:
        """Names by their sound in every script; of texts only words that are not written in Latin letters anyway."""
        is_name = one.weight >= NAME
        if not is_name and self.is_latin:
            return
        words = split_raw(one.text)
        joined = [first + second for first, second in pairwise(words)] if is_name else []
        for word in {*words, *joined}:
            sound = find_sound(word)
            is_telling = len(sound) > 1 or (sound and one.weight >= SUMMARY)
            if is_telling and (is_name or not word[0].isascii()):
                _keep(self.sounds[sound], entry, tongue * _TONGUE + one.weight)

    def build_shards(self) -> tuple[list[str], list[dict[str, Any]]]:
        """The first word of each file, and the files: by word the postings, words in the order of a browser."""
        rows = {word: _pack(codes) for word, codes in self.words.items()}
        rows |= {SOUND + sound: _pack(_best(codes, MOST_SOUNDING)) for sound, codes in self.sounds.items()}
        starts: list[str] = []
        shards: list[dict[str, Any]] = []
        size = SHARD_BYTES
        for word in sorted(rows, key=_order):
            weight = len(word.encode()) + 4 + sum(len(str(group)) for group in rows[word])
            if size + weight > SHARD_BYTES:
                starts.append(word)
                shards.append({})
                size = 0
            shards[-1][word] = rows[word]
            size += weight
        keys = [_order(word) for word in starts]
        for begun, codes in self._find_begun(keys):
            shards[max(0, bisect_right(keys, _order(begun)) - 1)][begun + BEGINS] = _pack(_best(codes, MOST_BEGUN))
        return starts, shards

    def _find_begun(self, keys: list[bytes]) -> Iterator[tuple[str, Codes]]:
        """Beginnings of words that lead into many files, with all entries that hold such a word."""
        begun: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for length in range(1, min(len(word), 8)):
                begun[word[:length]].append(word)
        for start in sorted(begun, key=_order):
            first = bisect_right(keys, _order(start))
            last = bisect_right(keys, _order(start + "\uffff"))
            if last - max(first, 1) < MOST_SHARDS:
                continue
            codes: Codes = {}
            for word in (*begun[start], start):
                for entry, code in self.words.get(word, {}).items():
                    _keep(codes, entry, code)
            yield start, codes


def _keep(codes: Codes, entry: int, code: int) -> None:
    """Of two codes the edition's own language, then the greater weight."""
    known = codes.get(entry)
    if known is None or _rank(code) > _rank(known):
        codes[entry] = code


def _rank(code: int) -> tuple[bool, int]:
    return code < _TONGUE, code % _TONGUE


def _best(codes: Codes, most: int) -> Codes:
    """The entries in which a word counts most."""
    ranked = sorted(codes.items(), key=lambda pair: (-(pair[1] % _TONGUE), pair[0]))
    return dict(ranked[:most])


def _pack(codes: Codes) -> list[list[int]]:
    """`[code, entry, distance to the next, ...]` for each code."""
    groups: dict[int, list[int]] = defaultdict(list)
    for entry, code in sorted(codes.items()):
        groups[code].append(entry)
    packed = []
    for code in sorted(groups):
        entries = groups[code]
        steps = [after - before for before, after in pairwise(entries)]
        packed.append([code, entries[0], *steps])
    return packed


def _order(word: str) -> bytes:
    """JavaScript compares words by their UTF-16 units."""
    return word.encode("utf-16-be")
