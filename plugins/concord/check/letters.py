"""Letters that look like those of a language and belong to another, with the letter meant. For letters-foreign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# Arabic letters typed for those of Urdu and its neighbours, with the digits of another series.
_ARABIC_TYPED = {
    "\u064a": "\u06cc",
    "\u0649": "\u06cc",
    "\u0643": "\u06a9",
    "\u0647": "\u06c1",
    "\u0629": "\u06c1",
    "\u06c0": "\u06c2",
    **{chr(0x660 + digit): chr(0x6F0 + digit) for digit in range(10)},
}
# The same the other way round: letters of Urdu and Persian in Arabic.
_PERSIAN_TYPED = {"\u06cc": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06d2": "\u064a"}
# Short e and o of the south, which fonts draw nearly as the long ones of Hindi.
_SOUTHERN_TYPED = {"\u090e": "\u090f", "\u0912": "\u0913", "\u0946": "\u0947", "\u094a": "\u094b"}

_PERSIAN = {letter: meant for letter, meant in _ARABIC_TYPED.items() if letter not in "\u0647\u0629\u0649\u06c0"}
# Only what can have no lawful use in the language stands here; quotations carry the mark of their own language.
LOOKALIKES: Mapping[str, Mapping[str, str]] = {
    "ar": _PERSIAN_TYPED,
    "fa": _PERSIAN,
    "hi": _SOUTHERN_TYPED,
    "mr": _SOUTHERN_TYPED,
    "ne": _SOUTHERN_TYPED,
    "pa-Arab": _ARABIC_TYPED,
    "pnb": _ARABIC_TYPED,
    "ur": _ARABIC_TYPED,
}


@lru_cache(maxsize=128)
def find_lookalikes(lang: str) -> re.Pattern[str] | None:
    """A pattern of the letters that a language does not have; a tag with more subtags asks the shorter ones."""
    letters = _find_table(lang)
    return re.compile(f"[{''.join(sorted(letters))}]") if letters else None


def find_meant(lang: str, letter: str) -> str:
    """The letter that was meant."""
    return _find_table(lang)[letter]


def name_letter(letter: str) -> str:
    """How a letter is named beyond doubt: its shape, code point and Unicode name."""
    return f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, '')})"


def _find_table(lang: str) -> Mapping[str, str]:
    while lang and lang not in LOOKALIKES:
        lang = lang.rpartition("-")[0]
    return LOOKALIKES.get(lang, {})
