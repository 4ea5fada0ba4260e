"""The alphabetical order of titles, per language and without the machine's own locale."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

# Letters whose place in the alphabet is not their place in Unicode. Marks are skipped; unknown letters follow.
_ALPHABETS: Final[Mapping[str, str]] = {
    "ur": "آاأبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہۂھءیئے",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}
_RANKS: Final = {lang: {letter: rank for rank, letter in enumerate(letters)} for lang, letters in _ALPHABETS.items()}

SortKey = tuple[tuple[int, str], ...]


def sort_key(text: str, lang: str) -> SortKey:
    """A key by which titles of one language sort. A full collation needs tables that the project does not carry."""
    ranks = _RANKS.get(lang.split("-", maxsplit=1)[0], {})
    folded = unicodedata.normalize("NFC", text.casefold()) if ranks else _without_marks(text.casefold())
    return tuple((ranks.get(letter, 0x200 + ord(letter)), letter) for letter in folded if _is_letter(letter))


def _is_letter(letter: str) -> bool:
    """Letters, digits and the marks that belong to letters; spaces and signs do not count."""
    return unicodedata.category(letter)[0] in "LMN"


def _without_marks(text: str) -> str:
    """Accents of letters fall away; vowel signs of Indic scripts, which are spacing or dependent letters, stay."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not 0x300 <= ord(letter) <= 0x36F)  # noqa: PLR2004 - the block
