"""Finds words that mix letters of look-alike alphabets: names that the eye cannot tell apart. Asked for names only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_LETTERS: Final = {
    "Latin": r"A-Za-z\xAA\xBA\xC0-\xD6\xD8-\xF6\xF8-\u02AF\u1D00-\u1D25\u1D2C-\u1D5C\u1D62-\u1D65\u1D6B-\u1DBE"
    r"\u1E00-\u1EFF\u2C60-\u2C7F\uA722-\uA7FF\uAB30-\uAB64\uFB00-\uFB06\uFF21-\uFF3A\uFF41-\uFF5A",
    "Greek": r"\u0370-\u037D\u037F-\u03FF\u1D26-\u1D2A\u1F00-\u1FFF",
    "Cyrillic": r"\u0400-\u052F\u1C80-\u1C8F\u1D2B\u2DE0-\u2DFF\uA640-\uA69F",
    "Armenian": r"\u0530-\u058A\uFB13-\uFB17",
}
_OF: Final = {name: re.compile(f"[{letters}]") for name, letters in _LETTERS.items()}
_WORD: Final = re.compile("[" + "".join(_LETTERS.values()) + r"\u0300-\u036F]{2,}")
_OTHERS: Final = "".join(_LETTERS[name] for name in ("Greek", "Cyrillic", "Armenian"))
_NO_LOOK_ALIKE: Final = re.compile(f"[^{_OTHERS}]*+")
_SEAM: Final = re.compile(
    rf"[{_OTHERS}][\u0300-\u036F]*+[{_LETTERS['Latin']}]|[{_LETTERS['Latin']}][\u0300-\u036F]*+[{_OTHERS}]"
)


def has_mixed_words(text: str) -> bool:
    """Whether letters of two such alphabets touch anywhere: the quick question."""
    return _NO_LOOK_ALIKE.fullmatch(text) is None and _SEAM.search(text) is not None


def find_mixed_words(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(offset, word, alphabets) of every word with Latin letters and others among them."""
    if not has_mixed_words(text):
        return
    for match in _WORD.finditer(text):
        alphabets = tuple(name for name, letters in _OF.items() if letters.search(match[0]))
        if len(alphabets) > 1 and "Latin" in alphabets:
            yield match.start(), match[0], alphabets
