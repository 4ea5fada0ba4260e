"""Dates in words, and the interface's words around them: nothing silently in another language."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from babel import Locale
from markupsafe import Markup

from concord.derive.direction import Tongue
from concord.render.dates import Dates, find_locale
from concord.render.wording import Wording


@dataclass(frozen=True)
class Book:
    """A catalogue with the translations it is given."""

    messages: dict[str, str] = field(default_factory=dict)

    def has(self, message: str) -> bool:
        return message in self.messages

    def gettext(self, message: str) -> str:
        return self.messages.get(message, message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.messages.get(singular, singular if n == 1 else plural)


ENGLISH = Wording(Tongue("en", "Latn", "ltr"), Book())


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1947", "1947"),
        ("1947~", "about 1947"),
        ("1947?", "perhaps 1947"),
        ("1947%", "perhaps about 1947"),
        ("1947-10", "October 1947"),
        ("1947-10-05", "5 October 1947"),
        ("-2599/-1899", "from 2600 BCE to 1900 BCE"),
        ("0000", "1 BCE"),
        ("1947/..", "since 1947"),
        ("1947/", "from 1947, nobody knows until when"),
        ("../1950~", "until about 1950"),
        ("194X", "between 1940 and 1949"),
        ("1947-XX-XX", "1947"),
        ("1947-22", "summer 1947"),
        ("[1947,1948]", "1947 or 1948"),
        ("{1947,1948}", "1947 and 1948"),
        ("Y-17000", "17001 BCE"),
    ],
)
def test_dates_are_said_as_people_say_them(edtf: str, said: str) -> None:
    phrase = Dates(ENGLISH).say_edtf(edtf)
    assert phrase is not None
    assert phrase.text == said


def test_what_is_no_date_is_shown_as_it_is_or_not_at_all() -> None:
    assert str(Dates(ENGLISH).say_edtf("<last> year")) == "<last> year"
    assert Dates(ENGLISH).say_known_edtf("<last> year") is None
    assert Dates(ENGLISH).say_edtf(None) is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [("hi", "24 नवंबर 2026"), ("ur", "24 نومبر 2026"), ("en", "24 November 2026"), ("hy", "24 նոյեմբերի, 2026 թ."),
     ("ka", "24 ნოემბერი, 2026"), ("ar", "24 نوفمبر 2026"), ("zgh", "24 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026")],
)  # fmt: skip
def test_days_follow_the_language_with_european_digits(lang: str, said: str) -> None:
    assert Dates(Wording(Tongue(lang, "", "ltr"), Book())).say_day("2026-11-24") == said


def test_a_date_whose_sentence_is_not_translated_is_english_and_says_so() -> None:
    urdu = Wording(Tongue("ur", "Aran", "rtl"), Book({"about %(date)s": "تقریباً %(date)s"}))
    about, since = Dates(urdu).say_edtf("1947~"), Dates(urdu).say_edtf("1947-10/..")
    assert about is not None
    assert since is not None
    assert (about.text, about.lang) == ("تقریباً 1947", "ur")
    assert (since.text, since.lang, since.dir) == ("since October 1947", "en", "ltr")


def test_a_language_that_babel_does_not_know_gets_english_patterns() -> None:
    assert find_locale("xx") is None
    assert Dates(Wording(Tongue("xx", "Latn", "ltr"), Book())).locale == Locale("en", "001")


def test_a_missing_translation_is_marked_and_never_silent() -> None:
    urdu = Wording(Tongue("ur", "Aran", "rtl"), Book({"Sources": "ماخذ"}))
    assert urdu.markup("Sources") == "ماخذ"
    assert urdu.markup("Notes") == '<span lang="en" dir="ltr" data-script="Latn">Notes</span>'
    assert urdu.say("Notes").lang == "en"
    assert urdu.plain("Notes") == "Notes"


@pytest.mark.parametrize(
    "translation",
    ["%(name)s %(other)s", "%(name)s 100%", "no place", "%s", "%(name)d"],
    ids=["place of its own", "bare percent", "place lost", "unnamed", "number"],
)
def test_a_translation_with_other_places_than_the_sentence_counts_as_missing(translation: str) -> None:
    hindi = Wording(Tongue("hi", "Deva", "ltr"), Book({"Told by %(name)s": translation}))
    assert hindi.say("Told by %(name)s", name="x") == Wording(Tongue("en", "Latn", "ltr"), Book()).say(
        "Told by %(name)s", name="x"
    )


def test_what_is_put_into_an_english_sentence_keeps_the_language_of_the_page() -> None:
    urdu = Wording(Tongue("ur", "Aran", "rtl"), Book({"Sources": "ماخذ"}))
    said = urdu.markup("Asked for by %(side)s", side="نمونہ")
    assert '<span lang="ur" dir="rtl" data-script="Aran">نمونہ</span>' in said
    assert said.startswith('<span lang="en"')


def test_a_translation_is_text_and_never_markup() -> None:
    hindi = Wording(Tongue("hi", "Deva", "ltr"), Book({"By %(name)s": "<script>%(name)s</script>"}))
    assert hindi.markup("By %(name)s", name=Markup("<bdi>x</bdi>")) == "&lt;script&gt;<bdi>x</bdi>&lt;/script&gt;"
    assert hindi.markup("By %(name)s", name="<b>") == "&lt;script&gt;&lt;b&gt;&lt;/script&gt;"


def test_a_plural_may_leave_its_number_out_and_not_bring_another_place() -> None:
    good = Wording(Tongue("hi", "Deva", "ltr"), Book({"one entry": "एक प्रविष्टि"}))
    bad = Wording(Tongue("hi", "Deva", "ltr"), Book({"one entry": "%(evil)s"}))
    assert good.ngettext("one entry", "%(count)s entries", 1) == "एक प्रविष्टि"
    assert "one entry" in bad.ngettext("one entry", "%(count)s entries", 1)
