"""Words as search compares them: spelling made equal by one table, which `search.js` reads as well.

Whatever is done here is done there too, in the same order; `tests/test_search_fold.py` runs both over the same words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

_TABLE: Final = Path(__file__).with_name("folding.json")
_DOUBLED: Final = re.compile(r"(.)\1+")
_SILENT: Final = re.compile(r"[aeiouhvy]")
_INDIC: Final = 128
"""The blocks of the Indic scripts have the same letters in the same places, this many apart."""
_FIRST_INDIC: Final = 0x900
_WHERE_LETTERS: Final = (range(0x40000), range(0xE0000, 0xE1000))
"""The planes of Unicode in which letters and marks stand; the others have none and never will have many."""


@lru_cache(maxsize=1)
def _load() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(_TABLE.read_bytes())
    return table


@lru_cache(maxsize=64)
def build_table(lang: str) -> Mapping[str, Any]:
    """The table as it holds for the edition in a language: what the browser is given."""
    whole = _load()
    primary = lang.split("-", maxsplit=1)[0].lower()
    own: Mapping[str, Any] = next((one for tags, one in whole["languages"].items() if primary in tags.split()), {})
    table = {name: value for name, value in whole.items() if name not in ("about", "languages")}
    # What a language says for itself comes last, and the last word on a letter counts.
    pairs = [*whole["map"].items(), *own.get("map", {}).items()]
    letters = [*whole["sound"]["letters"].items(), *own.get("letters", {}).items()]
    sound = {**whole["sound"], "letters": letters, "own": own.get("rules", []), "ways": own.get("ways", [])}
    return {**table, "keep": whole["keep"] + own.get("keep", ""), "map": pairs, "sound": sound}


def fold(text: str, lang: str) -> str:
    """A text with the differences gone that a reader of this language would not mind when looking for it."""
    return _find_folder(lang).fold(text)


def split_words(text: str, lang: str) -> tuple[str, ...]:
    """Folded words, in their order. Where a script sets no spaces, every two neighbouring letters are a word."""
    return _find_folder(lang).split(text)


def is_pair(word: str, lang: str) -> bool:
    """Whether a word is two letters of a script without spaces."""
    return len(word) > 1 and bool(_find_folder(lang).unspaced.match(word))


def split_raw(text: str) -> list[str]:
    """Words as they are written."""
    return find_word().findall(text)


@lru_cache(maxsize=200_000)
def find_sound(word: str, lang: str) -> str:
    """What stays of a word of a language however it is spelled: consonants by their kind, and how it begins.

    In Latin letters; empty where nothing is known of the script. बासमती, باسمتی and Basmati are all `bsmt`.
    """
    return _find_hearing(lang)(word)


class _Hearing:
    """How words of a language sound."""

    def __init__(self, sound: Mapping[str, Any]) -> None:
        self.first_indic, self.last_indic = sound["indic"]
        self.own, self.rules, self.latin = (
            [(re.compile(pattern), to) for pattern, to in sound[name]] for name in ("own", "rules", "latin")
        )
        known = {ord(letter): latin for latin, letters in sound["letters"] for letter in letters}
        self.letters = _Letters(lambda _: "", known | {code: chr(code) for code in range(ord("a"), ord("z") + 1)})
        self.indic = _Letters(self._move_indic, {})

    def __call__(self, word: str) -> str:
        said = unicodedata.normalize("NFKD", word.lower())
        for pattern, to in self.own:
            said = pattern.sub(to, said)
        said = said.translate(self.indic)
        for pattern, to in self.rules:
            said = pattern.sub(to, said)
        said = said.translate(self.letters)
        for pattern, to in self.latin:
            said = pattern.sub(to, said)
        first = "a" if said[:1] in set("aeiou") else said[:1]
        return _DOUBLED.sub(r"\1", first + _SILENT.sub("", said[1:]))

    def _move_indic(self, letter: str) -> str:
        is_moved = self.first_indic <= ord(letter) <= self.last_indic
        return chr(_FIRST_INDIC + ord(letter) % _INDIC) if is_moved else letter


@lru_cache(maxsize=64)
def _find_hearing(lang: str) -> _Hearing:
    return _Hearing(build_table(lang)["sound"])


class _Letters(dict[int, str]):
    """A table for `translate` that works out a letter when it is first met."""

    def __init__(self, find: Callable[[str], str], known: Mapping[int, str]) -> None:
        super().__init__(known)
        self.find = find

    def __missing__(self, code: int) -> str:
        self[code] = self.find(chr(code))
        return self[code]


@lru_cache(maxsize=1)
def find_word() -> re.Pattern[str]:
    """A run of letters, marks and digits; Python's own idea of a word ends at the vowel signs of Hindi."""
    ranges: list[list[int]] = []
    for code in chain(*_WHERE_LETTERS):
        if unicodedata.category(chr(code))[0] in "LMN":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}]+")


@lru_cache(maxsize=64)
def _find_folder(lang: str) -> _Folder:
    return _Folder(build_table(lang))


class _Folder:
    """The table of one language, made ready."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.keep = frozenset(table["keep"])
        self.letters: dict[str, str] = {letter: to for to, letters in table["map"] for letter in letters}
        self.letters |= {chr(ord(zero) + digit): str(digit) for zero in table["zeros"] for digit in range(10)}
        self.drop = re.compile(f"[{table['drop']}]")
        self.table = _Letters(self._fold_letter, {})
        self.rules = [(re.compile(pattern), to) for pattern, to in table["rules"]]
        self.runs = re.compile(f"[{table['unspaced']}]+|[^{table['unspaced']}]+")
        self.unspaced = re.compile(f"[{table['unspaced']}]")
        self.known: dict[str, tuple[str, ...]] = {}

    def fold(self, text: str) -> str:
        """See `fold`."""
        composed = unicodedata.normalize("NFKC", text).lower()
        folded = composed.translate(self.table)
        for pattern, to in self.rules:
            folded = pattern.sub(to, folded)
        return unicodedata.normalize("NFC", folded)

    def _fold_letter(self, letter: str) -> str:
        if letter in self.keep:
            return letter
        if letter in self.letters:
            return self.drop.sub("", self.letters[letter])
        pieces = (self.letters.get(piece, piece) for piece in unicodedata.normalize("NFKD", letter))
        return self.drop.sub("", "".join(pieces))

    def split(self, text: str) -> tuple[str, ...]:
        """See `split_words`. A word comes again and again: it is folded once."""
        return tuple(word for chunk in text.split() for word in self._split_chunk(chunk))

    def _split_chunk(self, chunk: str) -> tuple[str, ...]:
        if chunk not in self.known:
            found = find_word().findall(self.fold(chunk))
            self.known[chunk] = tuple(word for run in found for word in self._split_run(run))
        return self.known[chunk]

    def _split_run(self, word: str) -> Iterator[str]:
        for run in self.runs.findall(word):
            if len(run) > 1 and self.unspaced.match(run):
                yield from (run[place : place + 2] for place in range(len(run) - 1))
            else:
                yield run
