"""What the site and the commands say, in every language that has a catalogue: complete, in the right letters."""

from __future__ import annotations

import ast
import gettext
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "locales"

# Modules whose sentences are read on pages or as the answer of a command. Those about faults are judged elsewhere.
MODULES = (
    "render/**",
    "derive/**",
    "publish/**",
    "mkdocs_plugins/**",
    "cli/**",
    "report/status",
    # The questions of a draft: the form asks them on every public site.
    "check/rules/structure/answer_missing",
)
# Pages and answers for stewards only: promised in the languages of the demonstration, not in every one.
FOR_STEWARDS = (
    "review.html",
    "reviewed.html",
    "sitting.html",
    "stewards.html",
    "render/marking.py",
    "render/sitting_page.py",
    "plugins/concord/cli/",
    "plugins/concord/report/",
)
COMPLETE = ("hi", "ur")
PUBLIC = ("ar", "fr", "hy", "ka", "ko", "nb", "nn")
TEMPLATE_WORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "plain": None,
    "every": None,
    "say": (2,),
}
CODE_WORDS = {**TEMPLATE_WORDS, "say": None, "N_": None}
OPTIONS = {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}

PLACE = re.compile(r"%\([a-z_]+\)s|\{[a-z_]*\}")
COMMON = set(" ,.;:()/=-–#0123456789")
# The letters and signs that each language is written with here. Everything else is a slip: a look-alike of another
# script, a presentation form, an invisible sign, or a full stop of another language.
REPERTOIRE = {
    "ar": "\u0621-\u063a\u0641-\u0652\u060c\u061b\u061f",
    "fr": "A-Za-zàâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ\u2019«»\u00a0!?",
    # Nukta letters are two signs in NFC; no visarga for a colon, no double danda, no Devanagari digits.
    "hi": "\u0901-\u0902\u0905-\u090c\u090f-\u0911\u0913-\u0928\u092a-\u0930\u0932\u0935-\u0939\u093c"
    "\u093e-\u0945\u0947-\u0949\u094b-\u094d\u0964\u2018\u2019\u201c\u201d?",
    "hy": "\u0531-\u0556\u0561-\u0587\u0589\u055a-\u055f\u058a«»",
    "ka": "\u10d0-\u10f0„“?",
    "ko": "\uac00-\ud7a3?",
    "nb": "A-Za-zæøåÆØÅÉéòô«»?",
    "nn": "A-Za-zæøåÆØÅÉéòô«»?",
    # One sign each for آ ؤ ئ ۂ; never the Arabic forms of yeh, kaf, heh, teh marbuta or Arabic digits.
    "ur": "\u0621\u0622\u0623\u0624\u0626\u0627\u0628\u067e\u062a\u0679\u062b\u062c\u0686\u062d\u062e\u062f\u0688\u0630"
    "\u0631\u0691\u0632\u0698\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u06a9\u06af\u0644\u0645\u0646\u06ba\u0648"
    "\u06c1\u06c2\u06be\u06cc\u06d2\u06d4\u060c\u061b\u061f\u064b\u064e-\u0651\u0670\u2018\u2019\u201c\u201d",
    "zgh": "\u2d30-\u2d67\u2d6f",
}
# How a full sentence ends; a label has no stop in any language.
STOPS = {"hi": "।?", "ur": "۔؟", "hy": "։", "ar": ".؟"}
# Spellings that the style sheet of the demonstration gives up, as whole words.
GIVEN_UP = {
    "hi": [
        "हिन्दी",
        "सम्बन्ध",
        "लिये",
        "गये",
        "चाहिये",
        "हुयी",
        "नयी",
        "ज़ारी",
        "मौज़ूद",
        "श्रोत",
        "संग्रहित",
        "अनुवादित",
        "साझा",
        "पाठ",
        "नैरेटिव",
        "छापें",
        "आरक्षण",
    ],
    "ur": [
        "لئے",
        "دیئے",
        "کئے",
        "چاہئے",
        "کیجئے",
        "کیلئے",
        "اسکا",
        "اسکی",
        "اسکے",
        "جسنے",
        "ھے",
        "دعوی",
        "اعلی",
        "تنازعہ",
        "درستگی",
        "گذشتہ",
        "بیانیہ",
        "چھاپیں",
        "ہوگا",
        "ہوگی",
        "ہونگے",
    ],
}


@cache
def find_interface() -> dict[tuple[str | None, tuple[str, ...]], bool]:
    """Every sentence as (context, forms), and whether readers of the public site meet it."""
    found: dict[tuple[str | None, tuple[str, ...]], bool] = {}
    for path in sorted(ROOT.glob("overrides/**/*.html")):
        _collect(found, path, "jinja2.ext:babel_extract", TEMPLATE_WORDS, OPTIONS)
    for modules in MODULES:
        for path in sorted(ROOT.glob(f"plugins/concord/{modules.replace('**', '**/*')}.py")):
            _collect(found, path, "python", CODE_WORDS, {})
    return found


def _collect(found, path: Path, method: str, words, options) -> None:
    place = path.relative_to(ROOT).as_posix()
    is_public = not any(part in place for part in FOR_STEWARDS)
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, words, (), options):
            forms = (message,) if isinstance(message, str) else tuple(message)
            key = (context, forms)
            found[key] = found.get(key, False) or is_public


@cache
def read_catalog(lang: str) -> Catalog:
    with (LOCALES / lang / "LC_MESSAGES" / "concord.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def find_message(lang: str, key: tuple[str | None, tuple[str, ...]]) -> Message | None:
    context, forms = key
    return read_catalog(lang).get(forms[0], context)


def find_strings(message: Message | None) -> tuple[str, ...]:
    if message is None or message.fuzzy:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def is_said(lang: str, key: tuple[str | None, tuple[str, ...]]) -> bool:
    strings = find_strings(find_message(lang, key))
    return bool(strings) and all(strings)


def find_said(lang: str):
    """(English forms, translated forms) of the interface sentences that this language says."""
    for key in find_interface():
        strings = find_strings(find_message(lang, key))
        if any(strings):
            yield key[1], strings


LANGUAGES = sorted(REPERTOIRE)


def test_no_sentence_hides_where_extraction_cannot_see_it():
    """Babel reads no calls inside f-strings: a sentence there would stay English in every language."""
    hidden = []
    for path in ROOT.glob("plugins/concord/**/*.py"):
        strings = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)]
        calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
        hidden += [f"{path.name}:{call.lineno}" for call in calls if _says_a_sentence(call)]
    assert not hidden


def _says_a_sentence(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in CODE_WORDS and any(isinstance(argument, ast.Constant) for argument in call.args)


def test_the_interface_is_found():
    """An extraction that finds nothing would let every other test pass."""
    messages = find_interface()
    assert sum(messages.values()) > 60
    assert (None, ("Agreed by all sides",)) in messages
    assert any(len(forms) == 2 for _, forms in messages)
    assert not all(messages.values())


@pytest.mark.parametrize("lang", COMPLETE)
def test_everything_is_said(lang):
    assert not [key[1] for key in find_interface() if not is_said(lang, key)]


@pytest.mark.parametrize("lang", PUBLIC)
def test_everything_public_is_said(lang):
    public = [key for key, is_public in find_interface().items() if is_public]
    assert not [key[1] for key in public if not is_said(lang, key)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_named_places_are_kept(lang):
    for english, strings in find_said(lang):
        wanted = sorted(PLACE.findall(english[-1]))
        for form in strings:
            found = sorted(PLACE.findall(form))
            # A form for one number alone, "one minute" or the dual, may leave the number out.
            assert found == wanted or (len(english) > 1 and set(found) <= set(wanted)), form
        assert sorted(PLACE.findall(strings[-1])) == wanted, strings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_form_is_there_and_says_its_number(lang):
    catalog = read_catalog(lang)
    choose = gettext.c2py(catalog.plural_expr)
    for english, strings in find_said(lang):
        if len(english) == 1:
            continue
        assert len(strings) == catalog.num_plurals
        assert all(strings)
        for form in (form for form in strings if not PLACE.search(form)):
            numbers = [n for n in range(201) if strings[choose(n)] == form]
            assert len(numbers) == 1, (form, numbers)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_letters_of_the_language(lang):
    letters = re.compile(f"[{REPERTOIRE[lang]}]")
    for english, strings in find_said(lang):
        # Latin words stand in other scripts only where English has the very same word: a name, a command.
        latin = set(re.findall(r"[A-Za-z]+", PLACE.sub(" ", " ".join(english))))
        for form in strings:
            assert form == unicodedata.normalize("NFC", form)
            rest = PLACE.sub("", form)
            for word in latin:
                rest = re.sub(rf"(?<![A-Za-z]){word}(?![A-Za-z])", "", rest)
            assert not [f"U+{ord(sign):04X}" for sign in rest if sign not in COMMON and not letters.match(sign)], form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_spaces_and_stops(lang):
    for english, strings in find_said(lang):
        for form in strings:
            assert form == form.strip()
            assert not re.search(r"  |[।۔։]{2}", form), form
            if lang != "fr":
                assert not re.search(r"\s[,;:.।۔،؛?؟։](?:\s|$)", form), form
            if lang in STOPS and len(english) == 1:
                ends = form[-1] in STOPS[lang]
                assert ends == (english[0][-1] in ".?"), form
            if lang != "ar" and lang in STOPS:
                # A dot between digits is part of a number, between Latin letters of a file's name or a setting's.
                bare = re.sub(r"(?<=\d)\.(?=\d)|(?<=[a-z])\.(?=[a-z])", "", PLACE.sub("", form))
                assert "." not in bare or lang == "hy", form


@pytest.mark.parametrize("lang", COMPLETE)
def test_sentences_about_faults_have_only_letters_of_the_language_too(lang):
    """They name files, commands and signs, so ASCII may stand in them; letters of a third script may not."""
    letters = re.compile(f"[{REPERTOIRE[lang]}]")
    for form in find_all(lang):
        assert form == unicodedata.normalize("NFC", form)
        strangers = [sign for sign in form if not sign.isascii() and sign != "…" and not letters.match(sign)]
        assert not strangers, (form, [f"U+{ord(sign):04X}" for sign in strangers])
        assert not re.search(r"[\s][।۔،؛؟]|[।۔]{2}", form), form


def find_all(lang: str):
    """Every translated string of a catalogue."""
    for message in read_catalog(lang):
        if message.id:
            yield from (string for string in find_strings(message) if string)


@pytest.mark.parametrize("lang", sorted(GIVEN_UP))
def test_spellings_of_the_style_sheet(lang):
    for strings in ((string,) for string in find_all(lang)):
        words = {word for form in strings for word in re.split(r"[\s,.;:?()।۔،؛؟“”‘’]+", form)}
        assert not words & {unicodedata.normalize("NFC", word) for word in GIVEN_UP[lang]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_readers_never_meet(lang):
    """In English too: a reader is told of words and approvals, not of digests and charters."""
    names = re.compile(r"\b(?:digest|charter|statement)s?\b", re.IGNORECASE)
    public = [forms for (_, forms), is_public in find_interface().items() if is_public]
    assert not [forms for forms in public if any(names.search(form) for form in forms)]
    assert not [s for _, strings in find_said(lang) for s in strings if re.search("डाइजेस्ट|चार्टर|ڈائجسٹ|چارٹر", s)]
