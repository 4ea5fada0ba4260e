"""The picture shown where an address is shared: the common voice's own words, whole, in the right shapes."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from concord.derive.direction import find_direction, find_face
from concord.derive.site import Site
from concord.derive.views import Phrase
from concord.model.entry import Access
from concord.pipeline import derive, load
from concord.publish.cards import find_cards
from concord.publish.registry import find_outputs
from concord.render.card_store import CardStore
from concord.render.press import MUL, Press, make_press
from concord.render.share_card import (
    HEIGHT,
    WIDTH,
    ShareCard,
    build_entry_card,
    build_site_card,
    draw_card,
    find_entry_card,
)
from concord.render.typesetting import SETTER, Word, join_line
from forge import build, judge

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
# The tool brings no Hangul face: its files are too large for pages, and without letters there is no card.
FACELESS = "one-language"
NAMES = sorted({path.parent.name for path in ARCHIVES.glob("*/archive")} - {FACELESS})
LONG = "Supercalifragilisticexpialidocious" * 4


def say(text: str, lang: str) -> Phrase:
    script = find_face(lang)
    return Phrase(text, lang, find_direction(lang, script), script)


def make(title: Phrase, **more: object) -> ShareCard:
    return replace(ShareCard(say("Archive", "en"), None, title, None, ()), **more)  # type: ignore[arg-type]


def open_press(name: str, *, proposed: bool = False) -> Press:
    site = derive(load(ARCHIVES / name / "archive", DAY), proposed=proposed)
    assert isinstance(site, Site), site
    return make_press(site, ARCHIVES / name / "locales")


@pytest.fixture(scope="module", params=NAMES)
def press(request: pytest.FixtureRequest) -> Press:
    return open_press(request.param)


def read_meta(page: str) -> dict[str, str]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return {
        one.attrib.get("property", one.attrib.get("name", "")): one.attrib["content"]
        for one in tree.iter("meta")
        if "content" in one.attrib
    }


def test_every_page_that_may_be_shared_says_what_it_is_and_shows_a_card_that_is_there(press: Press) -> None:
    outputs = {output.path: output for output in find_outputs(press)}
    pages = {path: read_meta(outputs[path].make().decode()) for path in outputs if path.endswith(".html")}
    faults = []
    for path, meta in pages.items():
        if "noindex" in meta.get("robots", ""):
            faults += [f"{path}: {name}" for name in meta if name.startswith("og:")]
            continue
        depth = "../" * path.count("/")
        card = meta.get("og:image", "").removeprefix(depth)
        is_there = card in outputs and outputs[card].kind == "cards"
        faults += [f"{path}: {card}"] if not is_there or not meta["og:title"] else []
    assert faults == []
    assert len({path for path in outputs if path.endswith("card.jpg")}) > len(press.site.languages)


def test_no_page_names_a_territory_beside_its_language(press: Press) -> None:
    """The form of og:locale asks for one, and whose it would be nobody agreed to."""
    pages = (output.make().decode() for output in find_outputs(press) if output.path.endswith(".html"))
    assert not any("og:locale" in page for page in pages)


def test_the_workshop_edition_has_no_cards() -> None:
    press = open_press("two-sides", proposed=True)
    assert list(find_cards(press)) == []
    assert not any(b"og:" in output.make() for output in find_outputs(press) if output.path.endswith(".html"))


def test_a_card_says_titles_and_summaries_of_the_common_voice_and_nothing_else(press: Press) -> None:
    for entry in press.site.entries.values():
        agreed = {*entry.file.title.values(), *entry.file.summary.values(), *press.site.archive.title.values()}
        for lang in entry.languages:
            card = build_entry_card(press, entry, lang)
            assert card
            assert card.title.text == entry.file.title[lang]
            said = {phrase.text for phrase in (card.archive, card.title, card.summary, *card.others) if phrase}
            assert said <= agreed
            assert {phrase.lang for phrase in card.others} == set(entry.languages) - {lang}


def test_a_card_of_a_demonstration_says_so_on_its_face(press: Press) -> None:
    cards = [build_site_card(press, lang) for lang in (MUL, *press.site.languages)]
    assert all(card and bool(card.notice) is press.site.archive.demonstration for card in cards)


def test_what_readers_are_warned_of_is_not_sent_ahead_of_the_warning() -> None:
    press = open_press("two-sides")
    entry = next(iter(press.site.entries.values()))
    lang = entry.languages[0]
    file = entry.file.model_copy(update={"access": Access.NOTICE})
    warned = build_entry_card(press, replace(entry, file=file), lang)
    plain = build_entry_card(press, entry, lang)
    assert plain
    assert plain.summary
    assert warned
    assert warned.summary is None


def test_a_card_is_grey_has_its_size_and_carries_no_metadata() -> None:
    with Image.open(io.BytesIO(draw_card(make(say("Heer", "en"))))) as picture:
        assert (picture.size, picture.mode, picture.format) == ((WIDTH, HEIGHT), "L", "JPEG")
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("title", [say(LONG, "en"), say("لمبا " * 90, "ur"), say("a " * 400, "en")])
def test_words_that_do_not_fit_are_left_out_and_never_cut(title: Phrase) -> None:
    empty = draw_card(make(say("", "en")))
    drawn = draw_card(make(title))
    set_ = SETTER.set_block(title, 38, WIDTH - 160, 5)
    assert (drawn == empty) is (set_ is None or set_.height > HEIGHT - 160)


def test_where_no_face_has_the_letters_there_is_no_card_and_no_box() -> None:
    assert list(find_cards(open_press(FACELESS))) == []
    press = open_press("two-sides")
    entry = next(iter(press.site.entries.values()))
    lang = entry.languages[0]
    file = entry.file.model_copy(update={"title": {**entry.file.title, lang: "漢字"}})
    assert find_entry_card(press, entry, lang) == f"{lang}/entries/{entry.id}/card.jpg"
    assert find_entry_card(press, replace(entry, file=file), lang) is None
    # Words around the title that cannot be set stay away one by one.
    card = make(say("Heer", "en"), others=(say("漢字", "ja"),), summary=say("漢字", "ja"))
    assert draw_card(card) == draw_card(make(say("Heer", "en")))


def split(text: str, lang: str) -> tuple[tuple[Word, ...], str]:
    phrase = say(text, lang)
    block = SETTER.set_block(phrase, 20, 100_000, 1)
    assert block
    return block.lines[0], phrase.dir


@pytest.mark.parametrize(
    ("text", "lang", "stretches"),
    [
        ("Heer of Waris", "en", [("Heer of Waris", "ltr")]),
        ("ہیر وارث شاہ", "ur", [("ہیر وارث شاہ", "rtl")]),
        # The Nastaliq face holds no digits: the Latin one stands in, in the order of the line.
        ("سال 1947 میں", "ur", [("سال", "rtl"), ("1947", "rtl"), ("میں", "rtl")]),
        # Two Latin words keep their own order, seen from the right edge: a stretch of its own way.
        ("نام Rooh Afza ہے", "ur", [("نام", "rtl"), ("Rooh Afza", "ltr"), ("ہے", "rtl")]),
        ("Named ہیر رانجھا here", "en", [("Named", "ltr"), ("ہیر رانجھا", "rtl"), ("here", "ltr")]),
        # A number between two words that run against the line belongs to them.
        ("نام Route 66 West ہے", "ur", [("نام", "rtl"), ("Route 66 West", "ltr"), ("ہے", "rtl")]),
    ],
)
def test_lines_of_two_directions_are_ordered_as_they_are_read(
    text: str, lang: str, stretches: list[tuple[str, str]]
) -> None:
    line, around = split(text, lang)
    assert [(one.text, one.dir) for one in join_line(line, around)] == stretches  # type: ignore[arg-type]


LETTERS = st.text(st.sampled_from("abcdé 12(),:ہیرورث۔،हीरवािस ्ΑΩ"), min_size=1, max_size=60)


@given(LETTERS, st.sampled_from(["en", "ur", "hi", "ar"]))
def test_no_letter_is_lost_or_added_when_words_are_set(text: str, lang: str) -> None:
    phrase = say(text, lang)
    block = SETTER.set_block(phrase, 30, 500, 99)
    if block is None:
        return
    words = ["".join(run.text for run in word.runs) for line in block.lines for word in line]
    assert words == text.split()
    for line in block.lines:
        joined = "".join(one.text for one in join_line(line, phrase.dir)).replace(" ", "")
        assert sorted(joined) == sorted("".join(run.text for word in line for run in word.runs))


def test_a_card_is_the_same_drawn_or_found_and_a_spoilt_one_is_drawn_again(tmp_path: Path) -> None:
    card = make(say("ہیر وارث شاہ", "ur"))
    drawn = CardStore(tmp_path).make(card)
    assert CardStore(tmp_path).make(card) == drawn == draw_card(card)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert CardStore(tmp_path).make(card) == drawn


def test_without_fonts_there_are_pages_and_no_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    press = open_press("two-sides")
    press.assets = replace(press.assets, fonts={})
    assert list(find_cards(press)) == []
    home = next(output for output in find_outputs(press) if output.path.endswith("/index.html"))
    assert "og:image" not in read_meta(home.make().decode())


def test_an_altered_card_is_an_alteration_of_agreed_words(tmp_path: Path) -> None:
    site = build(ARCHIVES / "two-sides" / "archive", tmp_path / "site")
    card = next(site.glob("*/entries/*/card.jpg"))
    card.write_bytes(draw_card(make(say("Other words", "en"))))
    found = {(one.level.value, one.path) for one in judge(site).differences}
    assert ("words", card.relative_to(site).as_posix()) in found
