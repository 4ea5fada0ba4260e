"""Law: whoever asks for words in a language gets words, at once, and is told in which language they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from concord.catalogues import find_languages, load_catalogue
from concord.derive.direction import find_direction, find_script
from concord.render.press import make_press
from laws.sites import make_site
from laws.strategies import LANGUAGES, heavy, languages, plans, prose, written

asked = st.one_of(
    st.sampled_from((*LANGUAGES, "en", "nb", "sr-Latn", "ur-Latn", "zh-Hant-TW", "x-none", "und", "mul", "")),
    st.from_regex(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", fullmatch=True),
    st.sampled_from(("../../etc/passwd", "hi/../ur", "hi\0", "C:\\hi", "nul", "\u202ehi", "hi" * 500)),
    st.text(max_size=12),
)


@given(asked, prose)
def test_a_catalogue_always_answers_and_says_what_it_lacks(lang, message):
    catalogue = load_catalogue(lang)
    assert catalogue.gettext(message)
    assert catalogue.pgettext("context", message)
    if not catalogue.has(message):
        assert catalogue.gettext(message) == message, "a missing sentence is the English one, so that it can be marked"


@given(asked, st.integers(0, 10**9))
def test_every_number_has_a_form(lang, number):
    catalogue = load_catalogue(lang)
    form = catalogue.ngettext("%(num)s one", "%(num)s many", number)
    assert form in {"%(num)s one", "%(num)s many"}


@given(st.sampled_from(find_languages()), st.integers(0, 10**6), st.data())
def test_every_number_has_a_form_of_each_real_sentence(lang, number, data):
    catalogue = load_catalogue(lang)
    plurals = sorted(key for key, forms in catalogue.messages.items() if isinstance(key, str) and len(forms) > 1)
    if plurals:
        message = data.draw(st.sampled_from(plurals))
        assert catalogue.ngettext(message, message, number) in catalogue.messages[message]


@given(asked)
def test_every_tag_has_a_script_and_a_direction(lang):
    script = find_script(lang)
    assert len(script) == 4
    assert find_direction(lang) == find_direction("und", script) in {"ltr", "rtl"}


@heavy(10, 100)
@given(plans(most_entries=1), st.data())
def test_words_come_in_the_language_asked_for_or_in_one_that_has_them(plan, data):
    with written(plan) as place:
        press = make_press(make_site(place.archive))
    for _ in range(20):
        words = data.draw(st.dictionaries(st.sampled_from(LANGUAGES), prose))
        lang = data.draw(st.sampled_from(plan.languages))
        phrase = press.choose(words, lang)
        if not words:
            assert phrase is None
            continue
        assert words[phrase.lang] == phrase.text
        if lang in words:
            assert phrase.lang == lang
        assert phrase.dir == find_direction(phrase.lang, phrase.script)


@given(languages, st.data())
def test_what_stands_in_for_a_missing_language_does_not_hang_on_the_page(tags, data):
    """Two pages that lack the same words show the same others: nobody is offered another side's language by chance."""
    words = {tag: f"in {tag}" for tag in data.draw(st.sets(st.sampled_from(tags), min_size=1))}
    lacking = [tag for tag in tags if tag not in words]
    site = _site_of(tags)
    assert len({site.choose(words, tag).lang for tag in lacking}) <= 1


@given(languages)
def test_no_language_stands_in_for_the_others_more_often_than_another(tags):
    """An edition that lacks many words is not an edition in one side's language."""
    missing, *others = tags
    if len(others) < 2:
        return
    site = _site_of(tags)
    chosen = [site.choose({tag: f"{number} in {tag}" for tag in others}, missing).lang for number in range(400)]
    fair = len(chosen) / len(others)
    assert all(fair / 2 < chosen.count(tag) < fair * 2 for tag in others)


_PRESSES = {}


def _site_of(tags):
    if tags not in _PRESSES:
        from generator.items import Plan

        with written(Plan(1, ("alder", "birch"), tags, 0, 0, (30, 60))) as place:
            _PRESSES[tags] = make_press(make_site(place.archive))
    return _PRESSES[tags]
