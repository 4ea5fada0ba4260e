"""How people write words of other scripts with Latin letters: many habits, none of them a standard.

The table beside this file was made from what is usual in messages and search boxes of each language, without a look at
what the index knows: where it knows less, the measure has to show it. Letters and what is written for them follow each
other; `/` parts what different people write, and what is empty is left out.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

_TABLE: Final = json.loads(Path(__file__).with_name("latin.json").read_bytes())
_SHORT: Final = ("a", "a", "i", "u", "e")
_SAID: Final = 0.7
"""How often a short vowel that is not written is put in."""


def write_in_latin(word: str, lang: str, rnd: random.Random) -> str | None:
    """The word as somebody without the right keyboard might write it; None where hardly anybody does."""
    match _TABLE.get(lang, {}).get("kind"):
        case "abugida":
            return _Abugida(lang, rnd).write(unicodedata.normalize("NFD", word))
        case "alphabet":
            return _write_alphabet(_remove_marks(word.lower(), 0x300, 0x36F), lang, rnd)
        case "abjad":
            return _write_abjad(_remove_marks(word, 0x64B, 0x655), lang, rnd)
    return None


@cache
def _read(lang: str, name: str) -> Mapping[str, list[str]]:
    words = _TABLE[lang][name].split(" ") if _TABLE[lang][name] else []
    pairs = zip(words[::2], words[1::2], strict=True)
    return {unicodedata.normalize("NFD", one) if len(one) > 1 else one: other.split("/") for one, other in pairs}


def _remove_marks(word: str, first: int, last: int) -> str:
    """NFD would take hamza from its carrier: of Arabic only the marks go."""
    apart = unicodedata.normalize("NFD", word) if first == 0x300 else word
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not first <= ord(letter) <= last))


def _write_alphabet(word: str, lang: str, rnd: random.Random) -> str:
    """Letter by letter, pairs first."""
    table, first = _read(lang, "letters"), _read(lang, "first")
    said, place = "", 0
    if word[:1] in first and word[:2] not in table:
        said, place = rnd.choice(first[word[0]]), 1
    while place < len(word):
        length = 2 if word[place : place + 2] in table else 1
        letter = word[place : place + length]
        said += rnd.choice(table.get(letter, [letter]))
        place += length
    return said


class _Abugida:
    """Consonants with the vowel that nobody writes, which falls silent at the end and between two that sound."""

    def __init__(self, lang: str, rnd: random.Random) -> None:
        self.heads, self.tails, self.dotted = (_read(lang, name) for name in ("consonants", "vowels", "dotted"))
        self.inherent = _TABLE[lang]["inherent"]
        start = _TABLE[lang]["block"]
        self.nukta, self.virama = chr(start + 0x3C), chr(start + 0x4D)
        self.nasals = {chr(start + 1), chr(start + 2)}
        self.rnd = rnd
        self.sounds: list[list[str]] = []
        """Each a consonant and its vowel; a vowel `?` may fall silent."""

    def write(self, word: str) -> str:
        """All sounds after each other."""
        for place, letter in enumerate(word):
            self._hear(letter, word[place + 1 : place + 2])
        for number, sound in enumerate(self.sounds):
            if sound[1] == "?":
                sound[1] = "" if self._is_silent(number) else self.inherent
        return "".join(map("".join, self.sounds))

    def _hear(self, letter: str, after: str) -> None:
        if letter in self.heads:
            dotted = self.dotted.get(letter + after)
            self.sounds.append([self.rnd.choice(dotted or self.heads[letter]), "?"])
        elif letter == self.virama and self.sounds:
            self.sounds[-1][1] = ""
        elif letter in self.tails:
            if not self._has_open():
                self.sounds.append(["", ""])
            self.sounds[-1][1] = self.rnd.choice(self.tails[letter])
        elif letter in self.nasals:
            if self._has_open():
                self.sounds[-1][1] = self.inherent
            self.sounds.append(["n", ""])
        elif letter.isascii():
            self.sounds.append([letter, ""])

    def _has_open(self) -> bool:
        return bool(self.sounds) and self.sounds[-1][1] == "?"

    def _is_silent(self, number: int) -> bool:
        last = len(self.sounds) - 1
        is_between = 0 < number < last and bool(self.sounds[number - 1][1]) and bool(self.sounds[number + 1][1])
        return last > 0 and (number == last or is_between)


def _write_abjad(word: str, lang: str, rnd: random.Random) -> str:
    """Short vowels are left to the reader, who puts them in."""
    longs, heads = _read(lang, "vowels"), _read(lang, "consonants")
    glides: dict[str, Any] = {"و": _TABLE[lang]["waw"], "ی": _TABLE[lang]["yeh"], "ي": _TABLE[lang]["yeh"]}
    said, is_open = "", False  # open: the last sound is a consonant, after which a short vowel may be said
    for place, letter in enumerate(word):
        begins = place == 0 or (not is_open and word[place + 1 : place + 2] in longs)
        if letter in glides and begins:
            said += rnd.choice(glides[letter].split("/"))
            is_open = True
        elif letter in longs:
            said += rnd.choice(longs[letter])
            is_open = False
        else:
            short = rnd.choice(_SHORT) if is_open and letter != "ھ" and rnd.random() < _SAID else ""
            said += short + rnd.choice(heads.get(letter, [letter]))
            is_open = True
    return said
