"""The index of one edition: which entries hold which words, cut into files of which a reader fetches a few."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from json import JSONEncoder
from typing import Final

from concord.derive.fold import find_sound, is_pair, split_raw, split_words
from concord.render.said import NAME, SUMMARY, TEXT, Said

SOUND, BEGINS, BACKWARD = "=", "*", "<"
"""Signs that no folded word holds: before how words sound, after the first letters of many words, and before a word
that is read from its end, by which a wrong letter near its beginning is found."""
MOST_READ: Final = 6
"""Of no more files a reader who mistyped reads all; search.js knows the number too."""
SHORTEST_MISTYPED: Final = 3
MOST_SHARDS: Final = 3
"""A beginning that leads into more files than this has an entry of its own."""
MOST_BEGUN: Final = 60
MOST_SOUNDING: Final = 120
_TONGUE: Final = 16
"""A posting's code is its weight and, times this, the place of the language in the list of languages."""
_OFTEN: Final = (3, 8)
_LONGEST_START: Final = 8
_MANY: Final = 2000
"""So many postings of a beginning are gathered before all but the best are let go."""

# A posting is one number, so that millions fit into memory: sorted, what counts most comes first, then the first entry.
_WEIGHT, _ENTRY = 60, 20
_ALL_TONGUES: Final = (1 << _ENTRY) - 1
_ALL_ENTRIES: Final = (1 << (_WEIGHT - _ENTRY)) - 1
_HEAVIEST: Final = 15

Codes = dict[str, int]
"""By word its code in one entry."""
_NOTHING: Final = "0"
_write: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _make_postings() -> array[int]:
    return array("Q")


@dataclass
class Postings:
    """Grows entry by entry, in their order; every word is folded as `lang`, the edition's language, does it."""

    lang: str
    is_latin: bool
    tongues: Mapping[str, int]
    words: dict[str, array[int]] = field(default_factory=lambda: defaultdict(_make_postings))
    sounds: dict[str, array[int]] = field(default_factory=lambda: defaultdict(_make_postings))
    # What was found in a run between spaces, which comes again in other entries.
    _split_before: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _heard_before: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def add(self, entry: int, said: Iterable[Said]) -> None:
        """Takes in the words of an entry."""
        texts: dict[str, Counter[str]] = defaultdict(Counter)
        words: Codes = {}
        sounds: Codes = {}
        for one in said:
            code = self.tongues[one.lang] * _TONGUE + one.weight
            if one.weight == TEXT:
                # A word comes again and again: it is looked at once.
                texts[one.lang].update(one.text.split())
                continue
            chunks = one.text.split()
            for word in chain.from_iterable(map(self._split, chunks)):
                _keep(words, word, code)
            if one.weight >= NAME:
                self._add_name(words, sounds, one, code)
            else:
                self._add_sounds(sounds, chunks, one.lang, code)
        for lang, counted in texts.items():
            self._add_text(words, counted, self.tongues[lang] * _TONGUE)
            self._add_sounds(sounds, counted, lang, self.tongues[lang] * _TONGUE + TEXT)
        for found, all_ in ((words, self.words), (sounds, self.sounds)):
            for word, code in found.items():
                tongue, weight = divmod(code, _TONGUE)
                all_[word].append((_HEAVIEST - weight) << _WEIGHT | entry << _ENTRY | tongue)

    def _add_text(self, words: Codes, chunks: Counter[str], tongue: int) -> None:
        counts: Counter[str] = Counter()
        for chunk, count in chunks.items():
            for word in self._split(chunk):
                counts[word] += count
        for word, count in counts.items():
            _keep(words, word, tongue + TEXT + sum(count >= often for often in _OFTEN))

    def _split(self, chunk: str) -> tuple[str, ...]:
        if chunk not in self._split_before:
            words = split_words(chunk, self.lang)
            # The last letter of a run without spaces begins no pair, and is looked for all the same.
            pairs = [word[1:] for word in words if is_pair(word, self.lang)]
            self._split_before[chunk] = (*words, *pairs)
        return self._split_before[chunk]

    def _add_name(self, words: Codes, sounds: Codes, name: Said, code: int) -> None:
        """A name by its sound in every script; and two words of it as one, since many names are written either way."""
        folded, raw = split_words(name.text, self.lang), split_raw(name.text)
        for one, other in pairwise(folded):
            if not is_pair(one, self.lang):
                _keep(words, one + other, code)
        for word in (*raw, *(one + other for one, other in pairwise(raw))):
            if sound := find_sound(word, name.lang):
                _keep(sounds, sound, code)

    def _add_sounds(self, sounds: Codes, chunks: Iterable[str], lang: str, code: int) -> None:
        """Of texts only words that are not written in Latin letters anyway."""
        if self.is_latin:
            return
        fewest = 1 if code % _TONGUE >= SUMMARY else 2
        for chunk in chunks:
            for sound in self._hear(chunk, lang):
                if len(sound) >= fewest:
                    _keep(sounds, sound, code)

    def _hear(self, chunk: str, lang: str) -> tuple[str, ...]:
        key = chunk, lang
        if key not in self._heard_before:
            words = (word for word in split_raw(chunk) if not word[0].isascii())
            self._heard_before[key] = tuple(sound for word in words if (sound := find_sound(word, lang)))
        return self._heard_before[key]

    def build_shards(self, count: int) -> tuple[list[str], list[bytes]]:
        """The first word of each file, and so many files of JSON: by word its postings, about the same size each.

        Words are in the order of a browser. Where there are fewer words than files the last ones are empty.
        """
        rows = {word: _pack(found) for word, found in self.words.items()}
        rows |= {SOUND + sound: _pack(_find_best(found, MOST_SOUNDING)) for sound, found in self.sounds.items()}
        if count > MOST_READ:
            rows |= {BACKWARD + word[::-1]: _NOTHING for word in self.words if self._is_mistyped(word)}
        total = sum(map(_weigh, rows.items()))
        starts: list[str] = []
        shards: list[dict[str, str]] = []
        before, number = 0, -1
        for word in sorted(rows, key=_order):
            if before * count // total > number:
                number = before * count // total
                starts.append(word)
                shards.append({})
            shards[-1][word] = rows[word]
            before += _weigh((word, rows[word]))
        keys = [_order(word) for word in starts]
        for begun, best in self._find_begun(starts, keys):
            shards[_place(keys, begun)][begun + BEGINS] = _pack(best)
        return starts, [*map(_write_shard, shards), *([_write_shard({})] * (count - len(shards)))]

    def _is_mistyped(self, word: str) -> bool:
        """Whether a word is long enough for somebody to be understood who gets a letter of it wrong."""
        return len(word) >= SHORTEST_MISTYPED and not is_pair(word, self.lang)

    def _find_begun(self, starts: Sequence[str], keys: Sequence[bytes]) -> Iterator[tuple[str, Iterable[int]]]:
        """Beginnings of words that lead into many files, with the entries in which such a word counts most."""
        words = sorted(self.words, key=_order)
        places = [_order(word) for word in words]
        # What leads into many files is how the first word of one of them begins.
        for start in sorted({word[:length] for word in starts for length in range(1, _LONGEST_START)}, key=_order):
            if _place(keys, start + "\uffff") - _place(keys, start) < MOST_SHARDS:
                continue
            found = words[bisect_left(places, _order(start)) : bisect_left(places, _order(start + "\uffff"))]
            if any(len(word) > len(start) for word in found):
                yield start, self._gather(found)

    def _gather(self, words: Iterable[str]) -> Iterable[int]:
        gathered: set[int] = set()
        for word in words:
            gathered.update(_find_best(self.words[word], MOST_BEGUN))
            if len(gathered) > _MANY:
                gathered = set(_find_best(gathered, MOST_BEGUN))
        return _find_best(gathered, MOST_BEGUN)


def _keep(codes: Codes, word: str, code: int) -> None:
    """Of two codes the edition's own language, then the greater weight."""
    known = codes.get(word)
    if known is None or (known != code and _rank(code) > _rank(known)):
        codes[word] = code


def _rank(code: int) -> tuple[bool, int]:
    return code < _TONGUE, code % _TONGUE


def _find_best(found: Iterable[int], most: int) -> Iterable[int]:
    """Of the entries in which a word counts most, the first ones; each once."""
    best: dict[int, int] = {}
    for posting in sorted(found):
        best.setdefault(posting >> _ENTRY & _ALL_ENTRIES, posting)
        if len(best) == most:
            break
    return best.values()


def _pack(found: Iterable[int]) -> str:
    """JSON of `[code, entry, distance to the next, ...]` for each code."""
    groups: dict[int, list[int]] = defaultdict(list)
    for posting in found:
        code = (posting & _ALL_TONGUES) * _TONGUE + _HEAVIEST - (posting >> _WEIGHT)
        groups[code].append(posting >> _ENTRY & _ALL_ENTRIES)
    packed = []
    for code, entries in sorted(groups.items()):
        entries.sort()
        packed.append([code, entries[0], *(after - before for before, after in pairwise(entries))])
    return _write(packed)


def _weigh(row: tuple[str, str]) -> int:
    """The bytes of a word and its postings in a file."""
    return len(row[0].encode()) + len(row[1]) + 4


def _write_shard(rows: Mapping[str, str]) -> bytes:
    return ("{" + ",".join(f"{_write(word)}:{rows[word]}" for word in sorted(rows)) + "}\n").encode()


def _place(keys: Sequence[bytes], word: str) -> int:
    """The file in which a word would stand."""
    return max(0, bisect_right(keys, _order(word)) - 1)


def _order(word: str) -> bytes:
    """JavaScript compares words by their UTF-16 units."""
    return word.encode("utf-16-be")
