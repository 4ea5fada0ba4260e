"""How people type words into a search box: not as they are printed. Made for each language, not for the index.

Each habit gives another way to write one word, or None where it would be the same.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from search.latin import write_in_latin

Habit = Callable[[str, str, random.Random], str | None]

# What stands above and below letters in careful print, and is left out in haste.
_POINTS: Final = {
    "ar": "\u064b-\u0652\u0670", "fa": "\u064b-\u0652\u0670\u0654\u200c", "ur": "\u064b-\u0652\u0670\u0654",
    "he": "\u0591-\u05bd\u05bf\u05c1\u05c2\u05f3\u05f4", "hi": "\u093c", "bn": "\u09bc\u0981", "hy": "\u055b-\u055e",
    "en": "\u0300-\u036f'’", "el": "\u0300-\u036f", "tr": "\u0300-\u036f",
}  # fmt: skip
_WITHOUT: Final = {
    "ar": {"أ": "ا", "إ": "ا", "آ": "ا"}, "fa": {"آ": "ا", "ئ": "ی", "ۀ": "ه"}, "hi": {"ँ": "ं"}, "tr": {"ı": "i"},
    "ur": {"آ": "ا", "أ": "ا", "ؤ": "و", "ئ": "ی", "ۂ": "ہ", "ۓ": "ے", "ء": ""},
}  # fmt: skip
# Letters that one keyboard has and another has not, and that look or sound alike.
_FORMS: Final = {
    "ar": {"ة": "ه", "ى": "ي", "ي": "ی", "ك": "ک"}, "fa": {"ی": "ي", "ک": "ك", "ه": "ہ"}, "he": {},
    "ur": {"ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه"}, "hy": {"և": "եւ"},
    "en": {"'": "’", "’": "'"},
}  # fmt: skip
_CAPITALS: Final = frozenset({"en", "tr", "el", "hy", "ka"})
_NASALS: Final = {"कखगघ": "ङ्", "चछजझ": "ञ्", "टठडढ": "ण्", "तथदध": "न्", "पफबभ": "म्"}
_VOWELS: Final = {"ar": "\u064e\u064f\u0650", "fa": "\u064e\u064f\u0650", "ur": "\u064e\u064f\u0650",
                  "he": "\u05b0\u05b4\u05b5\u05b7\u05b8\u05b9"}  # fmt: skip
LETTERS: Final = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "bn": "কখগঘচছজটডতদনপফবভমযরলশসহািীুে", "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "en": "abcdefghijklmnopqrstuvwxyz", "fa": "ابپتجچخدرزسشعغفقکگلمنهوی", "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "hi": "कखगघचछजटडतदनपफबभमयरलवशसहािीुूेो", "hy": "աբգդեզթժիլխծկհձղճմյնշոչպջռսվտրցուփքօֆ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz", "ur": "ابپتٹجچخدڈرزسشعغفقکگلمنوہی",
}  # fmt: skip


def keep(word: str, lang: str, rnd: random.Random) -> str | None:
    """As it is printed."""
    return word


def leave_marks_out(word: str, lang: str, rnd: random.Random) -> str | None:
    """Without the marks above and below, and with the plain letter for one that carries something."""
    plain = "".join(_WITHOUT.get(lang, {}).get(letter, letter) for letter in unicodedata.normalize("NFC", word))
    if lang in _POINTS:
        # Of Arabic letters no dot and no hamza may be taken for a mark.
        apart = plain if lang in ("ar", "fa", "ur") else unicodedata.normalize("NFD", plain)
        plain = re.sub(f"[{_POINTS[lang]}]", "", apart)
    plain = unicodedata.normalize("NFC", plain)
    return plain if plain != word else None


def add_marks(word: str, lang: str, rnd: random.Random) -> str | None:
    """With vowel points, as a word is that was copied from a careful print."""
    if lang not in _VOWELS or len(word) < 3:
        return None
    places = set(rnd.sample(range(len(word) - 1), k=min(2, len(word) - 1)))
    return "".join(letter + (rnd.choice(_VOWELS[lang]) if place in places else "") for place, letter in enumerate(word))


def take_other_forms(word: str, lang: str, rnd: random.Random) -> str | None:
    """With letters of a neighbour's keyboard, in capitals, with letters taken apart, with half letters for a dot."""
    changed = "".join(_FORMS.get(lang, {}).get(letter, letter) for letter in word)
    if lang in _CAPITALS and (lang != "en" or rnd.random() < 0.5):
        changed = changed.replace("i", "İ").upper() if lang == "tr" else changed.upper()
        if lang == "el":
            changed = "".join(c for c in unicodedata.normalize("NFD", changed) if c != "\u0301")
    if lang == "hi":
        for letters, half in _NASALS.items():
            changed = re.sub(f"ं(?=[{letters}])", half, changed)
    if lang in ("ko", "bn", "hi"):
        changed = unicodedata.normalize("NFD", changed)
    return changed if changed != word else None


def write_latin(word: str, lang: str, rnd: random.Random) -> str | None:
    """In Latin letters."""
    said = write_in_latin(word, lang, rnd)
    return said if said and len(said) > 2 else None


def begin(word: str, lang: str, rnd: random.Random) -> str | None:
    """Only its beginning: results are wanted while somebody types."""
    letters = split_letters(word)
    least = 2 if lang in ("ko", "hi", "bn") else 4  # of syllables fewer say enough
    return "".join(letters[: rnd.randint(least, len(letters) - 1)]) if len(letters) > least else None


def mistype(word: str, lang: str, rnd: random.Random) -> str | None:
    """One letter left out, put in, taken for another, or two exchanged; never the first one, which is seldom wrong."""
    if lang == "ko":
        return _mistype_hangul(word, rnd)
    if lang not in LETTERS or len(word) < 5:
        return None
    place, other = rnd.randrange(1, len(word)), rnd.choice(LETTERS[lang])
    ways = (
        word[:place] + word[place + 1 :],
        word[:place] + other + word[place:],
        word[:place] + other + word[place + 1 :],
        word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :] if place > 1 else word[:-1],
    )
    changed = rnd.choice(ways)
    return changed if changed != word else None


def _mistype_hangul(word: str, rnd: random.Random) -> str | None:
    """One letter of one syllable."""
    if len(word) < 3:
        return None
    place = rnd.randrange(1, len(word))
    code = ord(word[place]) - 0xAC00
    changed = code - code % 28 + (code + rnd.randrange(1, 28)) % 28 if rnd.random() < 0.5 else (code + 28) % 11172
    return word[:place] + chr(0xAC00 + changed) + word[place + 1 :] if 0 <= code < 11172 else None


HABITS: Final[Mapping[str, Habit]] = {
    "as printed": keep,
    "marks left out": leave_marks_out,
    "marks put in": add_marks,
    "other letters": take_other_forms,
    "Latin letters": write_latin,
    "beginning": begin,
    "one wrong letter": mistype,
}


def split_letters(word: str) -> list[str]:
    """Letters with the marks that belong to them, as somebody sees them."""
    letters: list[str] = []
    for sign in word:
        if letters and unicodedata.category(sign)[0] == "M":
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters
