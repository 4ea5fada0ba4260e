"""One table of letters, read by Python and by the browser: the same words come out of both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.derive.fold import build_table, find_sound, fold, split_words
from search.asking import fold_there

# Each line is one word to somebody who looks for it, in the language after it.
SAME = {
    "hi": ["हिन्दी हिंदी हिँदी", "क़ैद कैद", "दुःख दुख", "१९४७ 1947 ۱۹۴۷", "सम्बन्ध संबंध", "चाँद चांद"],
    "ur": ["کتاب كتاب کِتاب کتــاب", "علی علي على", "محمد مُحَمَّد محمّد", "شعراء شعرا", "آج اج أج", "ہے هے ھے", "میں مین"],
    "fa": ["می‌شود میشود", "کتاب كتاب"],
    "ar": ["مدرسة مدرسه", "إلى الى", "مؤمن مومن"],
    "he": ["שָׁלוֹם שלום", "דרך דרכ", "צה״ל צהל"],
    "el": ["Σίσυφος σισυφοσ ΣΊΣΥΦΟΣ", "Άγιος αγιοσ"],
    "tr": ["İstanbul istanbul ISTANBUL ıstanbul"],
    "az": ["Bakı baki BAKI"],
    "fr": ["Œuvre oeuvre ŒUVRE", "Église eglise"],
    "de": ["Straße strasse STRASSE"],
    "nb": ["Tromsø tromso"],
    "hy": ["Երևան երեւան ԵՐԵՒԱՆ", "ինչո՞ւ ինչու"],
    "ka": ["თბილისი ᲗᲑᲘᲚᲘᲡᲘ Ⴇბილისი"],
    "ru": ["ёлка елка"],
    "am": ["ፀሐይ ጸሀይ"],
    "pa": ["ਪੰਜਾਬ ਪਂਜਾਬ"],
    "bn": ["চাঁদ চাংদ"],
    "en": ["Qur’an Qur'an Quran", "ﬁne fine", "ｃａｆé cafe"],
    "ko": ["서울 서울"],
}
OTHER = {
    "hi": ["दिन दान देन"],
    "ur": ["پر بر", "لڑکی لڑکے", "گل کل"],
    "ru": ["йод иод"],
    "sd": ["ڪ ک"],
    "ug": ["ى ي"],
    "ja": ["が か"],
}
SOUNDING = [
    "hi basmati Basmatee बासमती باسمتی",
    "hi ganga गंगा गङ्गा گنگا",
    "ur zindagi ज़िंदगी زندگی",
    "ur waris वारिस وارث",
    "ur ishq इश्क़ عشق",
    "hi punjab पंजाब پنجاب ਪੰਜਾਬ",
    "hi nowruz नौरोज़ نوروز",
    "ur pakora पकौड़ा پکوڑا",
    "hi gyan ज्ञान",
    "ka tbilisi თბილისი",
    "bn jamuna যমুনা",
    "bn maya মায়া",
    "el athina Αθήνα",
    "el bouzouki μπουζούκι",
    "ar ramadan رمضان",
    "ur ramzan رمضان",
]


@pytest.mark.parametrize(("lang", "words"), [(lang, line) for lang, lines in SAME.items() for line in lines])
def test_spellings_of_one_word_are_one(lang: str, words: str) -> None:
    assert len({fold(word, lang) for word in words.split()}) == 1, [fold(word, lang) for word in words.split()]


@pytest.mark.parametrize(("lang", "words"), [(lang, line) for lang, lines in OTHER.items() for line in lines])
def test_other_words_stay_other(lang: str, words: str) -> None:
    assert len({fold(word, lang) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("words", SOUNDING)
def test_a_word_sounds_the_same_in_every_script(words: str) -> None:
    lang, *spelled = words.split()
    assert len({find_sound(word, lang) for word in spelled}) == 1, [find_sound(word, lang) for word in spelled]


def test_scripts_without_spaces_are_cut_into_pairs() -> None:
    assert split_words("日本語を", "ja") == ("日本", "本語", "語を")
    assert split_words("हिन्दी में, 2 बार।", "hi") == ("हिंदी", "में", "2", "बार")


def test_every_digit_is_a_digit() -> None:
    for code in range(sys.maxunicode):
        letter = chr(code)
        if unicodedata.category(letter) == "Nd":
            assert fold(letter, "en") == str(unicodedata.decimal(letter)), hex(code)


@given(st.text(max_size=30), st.sampled_from(sorted(SAME)))
def test_folding_twice_is_folding_once(text: str, lang: str) -> None:
    assert fold(fold(text, lang), lang) == fold(text, lang)


def test_the_browser_folds_every_letter_as_python_does() -> None:
    """Every letter, mark and sign that a text may hold, and every line above."""
    signs = [chr(code) for code in range(0x20, 0x20000) if unicodedata.category(chr(code))[0] != "C"]
    signs += ["\u00ad", "\u200c", "\u200d", "\u0640"]
    # Ten to a word, each with a letter around it, so that rules for neighbours have something to act on.
    words = ["a".join(signs[start : start + 10]) for start in range(0, len(signs), 10)]
    jobs = [(word, "en") for word in words]
    jobs += [(line, lang) for known in (SAME, OTHER) for lang, lines in known.items() for line in lines]
    jobs += [(word, lang) for lang, *words in map(str.split, SOUNDING) for word in words]
    assert_same(jobs)


@pytest.mark.parametrize("lang", ["ur", "sd", "ps", "ug", "ckb", "fr", "ar", "bn", "el"])
def test_the_browser_knows_what_a_language_says_for_itself(lang: str) -> None:
    assert_same(
        [
            (chr(code), lang)
            for code in (*range(0x20, 0x180), *range(0x600, 0x700), *range(0x370, 0x400), *range(0x980, 0xA00))
        ]
    )


def assert_same(jobs: list[tuple[str, str]]) -> None:
    tables: dict[str, Mapping[str, object]] = {lang: build_table(lang) for _, lang in jobs}
    there = fold_there(jobs, tables)
    here = [(fold(word, lang), split_words(word, lang), find_sound(word, lang)) for word, lang in jobs]
    differ = [(job, one, other) for job, one, other in zip(jobs, here, there, strict=True) if one != other]
    assert differ == []
