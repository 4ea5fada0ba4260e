"""Search is as good in one language of an archive as in another, however people type: see tests/search/parity.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord.derive.site import Site
from concord.pipeline import derive, load
from generate import generate
from search.habits import HABITS
from search.parity import Found, find_spread, make_questions, measure

DAY = "2026-12-31"
MOST_APART, LEAST = 5, 95
TOGETHER = (("ar", "he", "en"), ("el", "tr", "hy"), ("ka", "ko", "bn"), ("hi", "ur", "fa"))


def make_site(archive: Path) -> Site:
    site = derive(load(archive, DAY))
    assert isinstance(site, Site), site
    return site


def make_generated(folder: Path, languages: tuple[str, ...], entries: int) -> Site:
    return make_site(generate(folder, entries=entries, languages=languages, pictures_every=0, words=(150, 250), seed=5))


def assert_equal(editions: list[Found]) -> None:
    said = [(one.lang, one.recall, one.missed[:8]) for one in editions]
    assert find_spread(editions) <= MOST_APART, said
    assert min(one.recall for one in editions) >= LEAST, said


def test_editions_of_the_demonstration_are_equal(root: Path, tmp_path: Path) -> None:
    assert_equal(measure(make_site(root / "archive"), tmp_path))


@pytest.mark.parametrize("languages", [("ar", "hy", "ko"), ("el", "ka", "bn")], ids="-".join)
def test_editions_of_a_small_archive_are_equal(languages: tuple[str, ...], tmp_path: Path) -> None:
    site = make_generated(tmp_path, languages, 40)
    assert_equal(measure(site, tmp_path / "index", asked=80))


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("languages", TOGETHER, ids="-".join)
def test_editions_of_every_script_are_equal(languages: tuple[str, ...], seed: int, tmp_path: Path) -> None:
    site = make_generated(tmp_path, languages, 300)
    assert_equal(measure(site, tmp_path / "index", seed=seed))


def test_questions_are_the_same_on_every_machine_and_of_every_habit(root: Path) -> None:
    site = make_site(root / "archive")
    once, again = (make_questions(site, "ur", 70, 0) for _ in range(2))
    assert once == again
    assert {one.habit for one in once} == set(HABITS)
    assert all(one.query != one.words for one in once if one.habit != "as printed")
