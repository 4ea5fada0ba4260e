"""What the page of an entry says beside the common voice: works, voices, reservations, custody, terms, freshness."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from concord.derive.site import Site, derive_site
from concord.pipeline import load
from concord.publish.registry import find_outputs
from concord.render.press import make_press

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-11-24"
SONG = "ford-song"
BRIDGE = "bridge-of-two-arches"


def print_page(root: Path, address: str, day: str = DAY) -> str:
    outputs = find_outputs(make_press(derive(root, day)))
    return next(output.make().decode() for output in outputs if output.path == f"{address}index.html")


def derive(root: Path, day: str = DAY) -> Site:
    loaded = load(root, day)
    return derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The fixture of two sides, to be changed."""
    return shutil.copytree(ARCHIVES / "two-sides/archive", tmp_path / "archive")


@pytest.fixture(scope="module")
def four() -> dict[str, bytes]:
    outputs = find_outputs(make_press(derive(ARCHIVES / "four-sides/archive")))
    return {output.path: output.make() for output in outputs if output.path.endswith(".html")}


def cut(page: str, heading: str, end: str) -> str:
    """The page from an id to the next id or word named."""
    start = page.index(f'id="{heading}"')
    return page[start : page.index(end, start)]


def test_a_work_keeps_its_lines_and_each_version_its_language(four: dict[str, bytes]) -> None:
    works = cut(four[f"fr/entries/{SONG}/index.html"].decode(), "works", 'id="common-ground"')
    columns = re.findall(r'<div class="prose" lang="([^"]+)" dir="([^"]+)" data-script="([^"]+)">', works)
    assert columns == [("ar", "rtl", "Arab"), ("ar-Latn", "ltr", "Latn"), ("fr", "ltr", "Latn")]
    assert works.count('<span class="line">') == 6


def test_the_page_of_all_languages_has_every_version_of_a_work(four: dict[str, bytes]) -> None:
    works = cut(four[f"parallel/{SONG}/index.html"].decode(), "works", 'class="leaf leaf-common-ground"')
    languages = re.findall(r'<div class="prose" lang="([^"]+)"', works)
    assert languages[:2] == ["ar", "ar-Latn"]
    assert sorted(languages[2:]) == ["fr", "zgh"]


def test_every_owner_has_a_place_for_a_reservation_in_the_order_of_the_entry(four: dict[str, bytes]) -> None:
    page = four[f"fr/entries/{SONG}/index.html"].decode()
    places = re.findall(r'<h3 id="reservation-(\w+)"', page)
    assert tuple(places) == derive(ARCHIVES / "four-sides/archive").entries[SONG].order
    # Two of the four have stated one, two have not.
    assert page.count("Cette partie n’a formulé aucune réserve.") == 2
    assert 'datetime="2026-11-18"' in cut(page, "reservations", 'id="reservation-')


def test_a_side_without_an_account_says_so_in_the_place_of_one(four: dict[str, bytes]) -> None:
    page = four["fr/entries/ford-question/index.html"].decode()
    assert len(re.findall(r'<section class="narrative"[^>]*>\s*<h3 id="narrative-', page)) == 4
    assert cut(page, "told", 'id="voices"').count("Cette partie ne donne pas de récit pour l’instant.") == 4
    assert "Où était le gué ?" in cut(page, "open-questions", 'id="told"')


def test_an_open_dispute_is_said_before_the_text_and_no_name_with_it(four: dict[str, bytes]) -> None:
    page = four["fr/entries/ford-question/index.html"].decode()
    assert 'datetime="2026-11-10"' in page[: page.index('id="text"')]
    assert "facilitator" not in page


def test_a_gap_of_custody_is_drawn_as_one_and_so_is_the_time_between(four: dict[str, bytes]) -> None:
    custody = cut(four[f"fr/entries/{SONG}/index.html"].decode(), "custody", 'id="asked"')
    assert re.search(r'<li id="custody-lost" class="custody-gap">', custody)
    assert custody.count('class="custody-gap"') == 2


def test_a_tie_is_named_on_both_pages(four: dict[str, bytes]) -> None:
    for here, there in ((SONG, "ford-question"), ("ford-question", SONG)):
        related = cut(four[f"fr/entries/{here}/index.html"].decode(), "related", "</main>")
        assert f'href="../../../fr/entries/{there}/"' in related
        assert "Voir aussi" in related


def test_lists_show_what_is_withheld_as_what_it_is(four: dict[str, bytes]) -> None:
    withheld = cut(four["fr/browse/index.html"].decode(), "withheld", "</main>")
    for word in ("Caché par sécurité", "Retiré", "Un enregistrement dont la publication n’est pas permise"):
        assert word in withheld


def add_to_record(root: Path, lines: str) -> None:
    path = root / "entries" / BRIDGE / "record.yml"
    path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")


def say_translated(root: Path, sha256: str) -> None:
    add_to_record(root, f"translations:\n  - {{part: text.hy, source: text.ka, sha256: {sha256}}}\n")


OLDER = "Այս խոսքերը հետևում են հին տարբերակին։"


def test_a_translation_of_older_words_says_so_where_it_stands(root: Path) -> None:
    say_translated(root, "0" * 64)
    page = print_page(root, f"hy/entries/{BRIDGE}/")
    assert OLDER in cut(page, "text", 'class="prose"')
    assert "ქართული" in cut(page, "text", 'class="prose"')
    assert OLDER in print_page(root, f"parallel/{BRIDGE}/")
    assert derive(root).entries[BRIDGE].books.outdated == {"text.hy"}


def test_a_translation_of_the_words_shown_says_nothing(root: Path) -> None:
    say_translated(root, load(root, DAY).agreement.entries[BRIDGE].published["text.ka"])
    assert OLDER not in print_page(root, f"hy/entries/{BRIDGE}/")
    assert derive(root).entries[BRIDGE].books.followed == {"text.hy": "text.ka"}


def test_of_published_words_that_the_tree_no_longer_holds_nothing_is_said(root: Path) -> None:
    """The record speaks of the words in the tree."""
    say_translated(root, "0" * 64)
    (root / "entries" / BRIDGE / "text.hy.md").write_text("Նոր խոսքեր։\n", encoding="utf-8")
    assert OLDER not in print_page(root, f"hy/entries/{BRIDGE}/")


@pytest.mark.parametrize(("day", "is_overdue"), [("2027-05-20", False), ("2027-05-21", True)])
def test_a_review_is_overdue_on_the_day_after_it_was_due(root: Path, day: str, is_overdue: bool) -> None:
    review = derive(root, day).entries[SONG].books.review
    assert review is not None
    assert (review.due, review.is_overdue) == ("2027-05-20", is_overdue)
    head = print_page(root, f"hy/entries/{SONG}/", day)
    assert ('<p class="state"><span>Վերջին ստուգումը' in head) is is_overdue


def test_a_review_that_lies_ahead_is_none(root: Path) -> None:
    assert derive(root, "2026-11-19").entries[SONG].books.review is None
