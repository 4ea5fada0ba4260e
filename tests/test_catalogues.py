"""Catalogues: falling back, plural forms, hostile files, and every diagnostic said rightly in Hindi and Urdu."""

from __future__ import annotations

import re
import unicodedata
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from concord.catalogues import _load, find_languages, find_locales, load_catalogue
from concord.check.rules import RULES
from concord.cli import messages
from concord.report.sentence import build_sentence, name_language

ROOT = find_locales().parent
PLACE = re.compile(r"\{\w+\}")
SPOKEN = ("hi", "ur")
SENTENCES = sorted({text for module in RULES.values() for text in (module.RULE.message, module.RULE.help)})
# Words of files and commands stay as they are typed, in every language.
LATIN = re.compile(r"[A-Za-z][\w./<>…:-]*|<[^>]*>|https?://|&lt;|--[a-z-]+|\.{2,3}[/<]?")
STOPS = {"hi": "।?", "ur": "۔؟"}
FOREIGN = {
    "hi": re.compile("[\u0600-\u06ff\u0660-\u0669\u0966-\u096f\u200b-\u200f]"),
    "ur": re.compile("[\u0900-\u097f\u064a\u0649\u0643\u0647\u0629\u06c0\u0660-\u0669\u06f0-\u06f9\u200b-\u200f;?]"),
}


@pytest.mark.parametrize("lang", SPOKEN)
def test_every_diagnostic_is_said(lang):
    catalogue = load_catalogue(lang)
    assert not [text for text in SENTENCES if not catalogue.has(text)]


@pytest.mark.parametrize("lang", SPOKEN)
def test_diagnostics_keep_their_places_and_stops(lang):
    catalogue = load_catalogue(lang)
    for text in SENTENCES:
        said = catalogue.gettext(text)
        assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(text)), said
        assert said == unicodedata.normalize("NFC", said.strip())
        if not text.endswith(("}", "...")):
            assert (said[-1] in STOPS[lang]) == (text[-1] in ".?"), said


@pytest.mark.parametrize("lang", SPOKEN)
def test_diagnostics_use_the_letters_of_their_language(lang):
    catalogue = load_catalogue(lang)
    for text in SENTENCES:
        said = LATIN.sub("", PLACE.sub("", catalogue.gettext(text)))
        assert not FOREIGN[lang].search(said), said
        known = set(re.findall(r"[A-Za-z]{2,}", PLACE.sub(" ", text)))
        assert set(re.findall(r"[A-Za-z]{2,}", PLACE.sub(" ", catalogue.gettext(text)))) <= known, said


def test_catalogues_are_in_step_with_the_code():
    done = CliRunner().invoke(messages.command, [str(ROOT), "--check"])
    assert done.exit_code == 0, done.output


def test_no_catalogue_is_fuzzy():
    for path in find_locales().glob("*/LC_MESSAGES/concord.po"):
        with path.open("rb") as file:
            assert not [message.id for message in read_po(file) if message.id and message.fuzzy]


def test_english_says_itself_and_others_fall_back():
    english, urdu = load_catalogue("en"), load_catalogue("ur")
    assert english.has("Never written before.")
    assert not urdu.has("Never written before.")
    assert urdu.gettext("Never written before.") == "Never written before."
    sentence = build_sentence("Never written before, {name}.", {"name": "x"}, urdu)
    assert (sentence.lang, sentence.is_translated, sentence.render()) == ("en", False, "Never written before, x.")


@pytest.mark.parametrize(("lang", "number", "expected"), [
    ("en", 1, "{number} error"), ("en", 2, "{number} errors"), ("en", 0, "{number} errors"),
    ("hi", 1, "{number} ग़लती"), ("hi", 5, "{number} ग़लतियाँ"), ("ur", 1, "{number} غلطی"), ("ur", 2, "{number} غلطیاں"),
])  # fmt: skip
def test_plural_forms(lang, number, expected):
    said = load_catalogue(lang).ngettext("{number} error", "{number} errors", number)
    assert said == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize("lang", ["../../etc", "", "hi/../ur", "x" * 60, "UR"])
def test_odd_languages_speak_english(lang):
    assert load_catalogue(lang).gettext("error") == "error"


def test_an_archives_own_catalogue_is_laid_over_ours(tmp_path):
    folder = tmp_path / "hi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "error"\nmsgstr "भूल"\n'
    (folder / "concord.po").write_text(text, encoding="utf-8")
    assert load_catalogue("hi", tmp_path).gettext("error") == "भूल"
    assert load_catalogue("hi", tmp_path).gettext("warning") == load_catalogue("hi").gettext("warning")
    assert "hi" in find_languages(tmp_path)


@pytest.mark.parametrize(
    "raw", [b'msgid "a', b"\xff\xfe\x00", b"msgid 1\nmsgstr [", b'msgid ""\nmsgstr "Plural-Forms: x=1\\n"\n']
)
def test_a_broken_catalogue_says_nothing(tmp_path, raw):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "concord.po").write_bytes(raw)
    assert load_catalogue("de", tmp_path).gettext("error") == "error"


def test_translations_cannot_reach_into_values():
    """A catalogue is a contribution like any other: a place is a name and nothing more."""
    sentence = build_sentence("{name.__class__} {name[0]} {name!r} {other} {name}", {"name": "x"}, load_catalogue("en"))
    assert sentence.render() == "{name.__class__} {name[0]} {name!r} {other} x"


def test_values_are_not_read_as_templates():
    sentence = build_sentence("{a}", {"a": "{b}", "b": "secret"}, load_catalogue("en"))
    assert sentence.render() == "{b}"


def test_names_of_languages():
    assert name_language("ur", "en") == "Urdu"
    assert name_language("ur", "hi") == "उर्दू"
    assert name_language("no-such-x-tag", "ur") == "no-such-x-tag"
    assert name_language("hi", "no such locale") == "hi"


def load_wheel_hook() -> ModuleType:
    """What compiles the catalogues for the wheel; it lies outside the package."""
    path = ROOT / "scripts" / "packaging" / "build_wheel.py"
    spec = spec_from_file_location("concord_build_wheel", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_wheels_compiled_catalogue_says_the_same(tmp_path, lang):
    load_wheel_hook().write_catalogues(find_locales(), tmp_path)
    compiled, ours = load_catalogue(lang, tmp_path), load_catalogue(lang)
    assert dict(compiled.messages) == dict(ours.messages)
    assert _load.__wrapped__(lang, (tmp_path,)).messages == ours.messages
    assert [compiled.choose_form(n) for n in range(30)] == [ours.choose_form(n) for n in range(30)]
