"""Titles stand in the order of their language: held against Intl.Collator, whose tables Node carries whole."""

from __future__ import annotations

import json
import random
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from browser.browser_checks import find_node
from concord.derive.collate import sort_key
from concord.pipeline import derive, load
from generator.vocabulary import find_vocabulary

DAY = "2026-12-31"
ARCHIVES = Path(__file__).parent / "archives"
# Everything that words of a language are made of, each item a letter with what it carries.
LETTERS = {
    "ar": "ا أ إ آ ب ت ة ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ؤ ي ى ئ ء",
    "bn": "ক কা কি কু কে কো খ গ ঘ চ ছ জ ট ঠ ড ড় ঢ় ণ ত ৎ থ দ ন প ব ভ ম য য় র ল শ ষ স হ ং ঃ ঁ অ আ ই এ ও ক্ ন্",
    "el": "α ά β γ δ ε έ ζ η ή θ ι ί ϊ ΐ κ λ μ ν ξ ο ό π ρ σ ς τ υ ύ ϋ φ χ ψ ω ώ Α Ά Ω",
    "en": "a b c d e é f g h i j k l m n o p q r s t u v w x y z A B Z ' - , .",
    "fa": "آ ا أ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی ئ می‌",
    "fr": "a à â æ b c ç d e é è ê ë f g h i î ï j l m n o ô œ p q r s t u ù û v x y ÿ z A É ’ -",
    "he": "א ב ג ד ה ו ז ח ט י כ ך ל מ ם נ ן ס ע פ ף צ ץ ק ר ש ת שָ בּ",
    "hi": "क का कि की कु कू के कै को कौ क् ख ग घ च छ ज झ ट ठ ड ड़ ढ ढ़ ण त थ द ध न प फ फ़ ब भ म य र ल व श ष स ह ज़ क़ "
    "कं कँ कः अ आ इ ई उ ए ऐ ऑ ओ",
    "hy": "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ու փ ք օ ֆ և Ա Բ",
    "ka": "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "ko": "가 각 간 나 낙 다 라 마 바 사 아 자 차 카 타 파 하 깨 뻐 쏘",
    "nb": "a b c d e é f g h i j k l m n o ó p r s t u v x y z æ ø å A Æ Ø Å",
    "pa": "ਕ ਕਾ ਕਿ ਕੀ ਕੁ ਕੇ ਕੋ ਖ ਗ ਘ ਚ ਜ ਟ ਡ ਤ ਦ ਨ ਪ ਬ ਮ ਯ ਰ ਲ ਵ ੜ ਸ ਹ ਸ਼ ਜ਼ ਅ ਆ ਇ ਉ ਏ ਓ",
    "ru": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я А Й Ё",
    "tr": "a â b c ç d e f g ğ h ı i î j k l m n o ö p r s ş t u û ü v y z I İ Ç Ş",
    "ur": "ا آ أ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ؤ ہ ۂ ھ ء ی ئ ے ۓ بِ مُ",
    "zgh": "ⴰ ⴱ ⴳ ⴷ ⴹ ⴻ ⴼ ⴽ ⵀ ⵃ ⵄ ⵅ ⵇ ⵉ ⵊ ⵍ ⵎ ⵏ ⵓ ⵔ ⵕ ⵖ ⵙ ⵚ ⵛ ⵜ ⵟ ⵡ ⵢ ⵣ ⵥ",
}
SORT = """
const words = JSON.parse(require("fs").readFileSync(0, "utf8")), sorted = {};
for (const lang in words) {
  const { compare } = new Intl.Collator(lang);
  const all = words[lang].sort(compare);
  sorted[lang] = all.map((word, n) => [word, n > 0 && compare(all[n - 1], word) === 0]);
}
process.stdout.write(JSON.stringify(sorted));
"""


def find_words() -> dict[str, list[str]]:
    """Titles and words to learn of all fixtures, invented words, and words of all letters in any order."""
    words: dict[str, set[str]] = {lang: set(make_words(lang, letters.split())) for lang, letters in LETTERS.items()}
    for archive in (Path(__file__).parents[1] / "archive", *ARCHIVES.glob("*/archive")):
        site = derive(load(archive, DAY))
        tables = [entry.file.title for entry in site.entries.values()]
        tables += [term.term for term in site.tables.glossary.terms]
        for said in tables:
            for lang, text in said.items():
                words.setdefault(lang, set()).add(text)
    for lang in words:
        words[lang] |= set(find_vocabulary(lang).words[:1000]) if lang in LETTERS else set()
    return {lang: sorted(found) for lang, found in words.items()}


def make_words(lang: str, letters: list[str]) -> list[str]:
    """Short ones, so that many begin alike; some with a space."""
    rnd = random.Random(f"collate {lang}")
    words = ["".join(rnd.choices(letters, k=rnd.randint(1, 4))) for _ in range(1500)]
    # No Norwegian word writes å in both ways, and the collator takes an a before an å for the old way with a ring.
    words = [word for word in words if not ("å" in word.lower() and re.search("a[aå]", word.lower()))]
    return words + [f"{one} {other}" for one, other in zip(words[:300], words[300:600], strict=True)]


@pytest.fixture(scope="module")
def theirs() -> dict[str, list[tuple[str, bool]]]:
    """By language the words in their order, each with whether it equals the one before."""
    done = subprocess.run(
        [str(find_node()), "-e", SORT],
        input=json.dumps(find_words()),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[tuple[str, bool]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("lang", [*LETTERS, "nn"])
def test_the_order_is_that_of_the_unicode_collator(lang: str, theirs: dict[str, list[tuple[str, bool]]]) -> None:
    wrong = [
        (one, other)
        for (one, _), (other, is_equal) in pairwise(theirs[lang])
        if not is_equal and sort_key(one, lang) >= sort_key(other, lang)
    ]
    assert wrong == [], (len(wrong), len(theirs[lang]))


def test_no_two_words_share_a_place() -> None:
    for lang, words in find_words().items():
        assert len({sort_key(word, lang) for word in words}) == len(words)
