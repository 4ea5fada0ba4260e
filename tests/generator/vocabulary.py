"""Invented words in the letters of a language, drawn as often as real words are (Zipf), so that sizes are real."""

from __future__ import annotations

import itertools
import random
from functools import cache

# Letters that open a syllable and letters that close it. Only letters the language itself uses: look-alikes
# from a neighbouring language are a fault that `check` finds. No letter that NFC would take apart.
_LETTERS = {
    "ar": ("بتثجحخدذرزسشصضطظعغفقكلمنه", "اوي"),
    "bn": ("কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ", "ািীুূেৈ"),
    "el": ("βγδζθκλμνξπρστφχψ", "αάεέηήιίοόυύωώ"),
    "en": ("bcdfghklmnprstvw", "aeiou"),
    "fa": ("بپتثجچحخدذرزژسشصضطظعغفقکگلمنه", "اوی"),
    "fr": ("bcdfghjlmnpqrstv", "aeéèiou"),
    "he": ("בגדהזחטיכלמנסעפצקרשת", "אוי"),
    "hi": ("कखगघचछजझटठडढतथदधनपफबभमयरलवशसह", "ािीुूेैोौ"),
    "hy": ("բգդզթժլխծկհձղճմյնշչպջռսվտրցփքֆ", "աեիոու"),
    "ka": ("ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ", "აეიოუ"),
    "ru": ("бвгджзклмнпрстфхцчшщ", "аеиоуыюя"),
    "tr": ("bcçdfgğhklmnprsştvyz", "aeıioöuü"),
    "ur": ("بپتٹجچحخدڈرزسشصضطظعغفقکگلمنوہ", "اوی"),
    "zgh": ("ⴱⴳⴷⴹⴼⴽⵀⵃⵄⵅⵇⵊⵍⵎⵏⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ", "ⴰⵉⵓ"),
}
_HANGUL = tuple(chr(code) for code in range(0xAC00, 0xAC00 + 28 * 399, 28))
_STOPS = {"hi": "।", "ur": "۔", "hy": "։"}
_SIZE = 12_000


@cache
def find_vocabulary(lang: str) -> Vocabulary:
    """The words of a language; the same on every machine."""
    return Vocabulary(lang)


class Vocabulary:
    """Words with their running weights, and sentences and paragraphs made of them."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.stop = _STOPS.get(lang.split("-", maxsplit=1)[0], ".")
        self.words = _invent_words(lang)
        self._weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def pick(self, rnd: random.Random, count: int) -> list[str]:
        """So many words, common ones often."""
        return rnd.choices(self.words, cum_weights=self._weights, k=count)

    def phrase(self, rnd: random.Random, fewest: int = 2, most: int = 4) -> str:
        """A few words that could be a title or a label."""
        words = self.pick(rnd, rnd.randint(fewest, most))
        return " ".join((words[0].capitalize(), *words[1:]))

    def sentence(self, rnd: random.Random) -> str:
        """Seven to eighteen words with the language's own full stop."""
        return self.phrase(rnd, 7, 18) + self.stop

    def paragraph(self, rnd: random.Random, words: int) -> str:
        """Sentences until there are at least so many words."""
        sentences: list[str] = []
        count = 0
        while count < words:
            sentences.append(self.sentence(rnd))
            count += sentences[-1].count(" ") + 1
        return " ".join(sentences)


def _invent_words(lang: str) -> list[str]:
    rnd = random.Random(f"vocabulary {lang}")
    words: dict[str, None] = {}
    while len(words) < _SIZE:
        words[_invent_word(rnd, lang.split("-", maxsplit=1)[0])] = None
    return list(words)


def _invent_word(rnd: random.Random, base: str) -> str:
    syllables = rnd.choice((1, 2, 2, 2, 3, 3, 4))
    if base == "ko":
        return "".join(rnd.choices(_HANGUL, k=syllables + 1))
    opening, closing = _LETTERS.get(base, _LETTERS["en"])
    word = "".join(rnd.choice(opening) + rnd.choice(closing) for _ in range(syllables))
    return word + rnd.choice(opening) if rnd.random() < 0.4 else word
