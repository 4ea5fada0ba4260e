"""The alphabetical order of titles, per language and without the machine's own locale.

Letters first, then the marks on them, then capitals, as the Unicode Collation Algorithm weighs them. What differs from
the order of code points stands here as an alphabet; tests/test_collate.py holds all of it against Intl.Collator.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

# By place in the alphabet; letters without a space between them share one place and differ only by what they carry.
_ALPHABETS: Final[Mapping[str, str]] = {
    "ar": "ءأؤإئا ب پ ةت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ك گ ل م ن ه و ىي",
    "bn": "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ং ঃ ঁ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত ৎ থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ",
    "fa": "آ ا ءأإؤئ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق كک گ ل م ن و هة یىي",
    "he": "א ב ג ד ה ו ז ח ט י כך ל מם נן ס ע פף צץ ק ר ש ת",
    "hi": "ंँ ः अ आ इ ई उ ऊ ऋ ए ऐ ऑ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल ळ व श ष स ह",
    "ka": "ა ბ გ დ ე ვ ზ ჱ თ ი კ ლ მ ნ ჲ ო პ ჟ რ ს ტ ჳ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჴ ჯ ჰ ჵ",
    "nb nn no da": "a b c d e f g h i j k l m n o p q r s t u v w x yü z æä øö å",
    "pa": "ੱੰਂ ਉ ਊ ਓ ਅ ਆ ਐ ਔ ਇ ਈ ਏ ਸ ਹ ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ੜ",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "ur": "إ اأ آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں وؤ ہۂ ھ ء یئ ےۓ ة ك ه ى ي",
}
# Before digits and letters, in this order; of what shares a place the first is the plainer one.
_SIGNS: Final = "_ - ‐ – — , ՝ ، ; ؛ : ։ ! ? ؟ . ۔ · । '‘’ \"“”„ « » ( ) [ ] { } @ * / \\ & # % ` ^ + < = > | ~ $"
# Letters that only look like another one with a mark.
_WHOLE: Final = frozenset("йў")
# Letters made of two, and two that are one: what stands in their place while they are weighed. U+E001, a letter
# of nobody's, stands after all others.
_STANDS_FOR: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"æ": "a\u036fe", "œ": "o\u036fe", "ß": "ss", "ς": "σ"},
    "ar": {"آ": "ءا"},
    "hy": {"և": "եվ"},
    "nb nn no da": {"aa": "å"},
    # Aspirated letters are letters of their own, each after the one that it is written with.
    "ur": {f"{letter}ھ": f"{letter}\ue001" for letter in "بپتٹجچدڈرڑکگلمن"},
}
_MARKS: Final = str.maketrans(
    {mark: chr(place) for place, mark in enumerate("\u0301\u0300\u0306\u0302\u030c\u030a\u0308")}
)
_UNKNOWN: Final = 0x200
_VIRAMA: Final = 9
_TURKIC: Final = frozenset({"tr", "az"})

SortKey = tuple[tuple[int, ...], tuple[str, ...], tuple[int, ...], str]


@lru_cache(maxsize=50_000)
def sort_key(text: str, lang: str) -> SortKey:
    """A key by which titles of one language sort."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    ranks, stands_for = _rank_letters(primary), _find_pairs(primary)
    plain = text.replace("I", "ı").replace("İ", "i") if primary in _TURKIC else text
    plain = unicodedata.normalize("NFC", plain.lower())
    for letters, others in stands_for.items():
        plain = plain.replace(letters, others)
    weights = list(_weigh(plain, ranks))
    # Small letters come before capitals, and of two forms of a letter the one for the end of a word comes last.
    last = text.replace("ς", "σ\uffff").swapcase()
    places, carried = tuple(place for place, _, _ in weights), tuple(rank for _, rank, _ in weights)
    return places, tuple(marks for _, _, marks in weights), carried, last


@lru_cache(maxsize=64)
def _find_pairs(primary: str) -> Mapping[str, str]:
    found = (pairs for tags, pairs in _STANDS_FOR.items() if not tags or primary in tags.split())
    own = _rank_letters(primary)
    # What is a letter of this language stands for itself.
    return {letters: others for pairs in found for letters, others in pairs.items() if letters not in own}


@lru_cache(maxsize=64)
def _rank_letters(primary: str) -> Mapping[str, tuple[int, int]]:
    """By letter its place, and its rank among those that share the place. A space comes before everything."""
    own = next((letters for tags, letters in _ALPHABETS.items() if primary in tags.split()), "")
    ranks = {" ": (0, 0)}
    for start, table in ((1, _SIGNS), (0x100, own)):
        for place, group in enumerate(table.split(), start):
            ranks |= {letter: (place, rank) for rank, letter in enumerate(group)}
    return ranks


def _weigh(text: str, ranks: Mapping[str, tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Of each letter its place, its rank there, and the marks on it."""
    letters = [piece for letter in text for piece in _take_apart(letter, ranks)]
    held: tuple[int, int] | None = None
    marks = ""
    for letter in letters:
        if letter in ranks or not _is_mark(letter):
            if held:
                yield *held, marks.translate(_MARKS)
            held, marks = _place(letter, ranks), ""
        else:
            marks += letter
    if held:
        yield *held, marks.translate(_MARKS)


def _take_apart(letter: str, ranks: Mapping[str, tuple[int, int]]) -> str:
    """A letter and its marks, unless the language has a place for both together."""
    if letter in ranks or letter in _WHOLE:
        return letter
    pieces = unicodedata.normalize("NFD", letter)
    # Vowel signs of two pieces and Korean syllables have a place as wholes.
    return pieces if all(map(_is_mark, pieces[1:])) else letter


def _is_mark(letter: str) -> bool:
    """What never changes the place of a letter: accents, vowel points, nukta; but no vowel sign and no virama.

    Nothing that has no width counts either.
    """
    combining = unicodedata.combining(letter)
    return bool(combining and combining != _VIRAMA) or unicodedata.category(letter) in ("Cf", "Cc")


def _place(letter: str, ranks: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    return ranks.get(letter) or (_UNKNOWN + ord(letter), 0)
