"""Translations follow exact words; a small change, called so by another side, does not make them old."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.approve.digest import digest_bytes
from concord.approve.freshness import find_outdated_translations, find_small_changes, is_fresh
from simulator import Simulation, steward

RELY = {"east-one": {"ka": "reader-ka"}, "west-one": {"hy": "reader-hy"}}


@pytest.fixture
def agreed(tmp_path: Path) -> Simulation:
    """A song that both sides agreed to; its Georgian text was made from its Armenian one, for the side of the east."""
    simulation = Simulation(
        tmp_path,
        {
            "east-one": steward("east", "hy"),
            "west-one": steward("west", "ka"),
            "reader-hy": steward("west", "hy", role="reader"),
            "reader-ka": steward("east", "ka", role="reader"),
        },
        contributions=[{"part": "text.hy", "role": "wrote", "side": "east"}],
    )
    before = digest_bytes(simulation.words["text.hy"].encode())
    simulation.record["translations"] = [{"part": "text.ka", "source": "text.hy", "sha256": before}]
    for handle, relies_on in RELY.items():
        simulation.sit(handle, relies_on=relies_on)
    simulation.words["text.hy"] = "The song, told in hy!\n"
    return simulation


def outdated(simulation: Simulation) -> list[str]:
    """Parts that follow older words, as things stand."""
    song = simulation.song()
    current = {name: status.proposed.sha256 for name, status in song.parts.items() if status.proposed}
    entry = simulation.archive().entries["song"]
    assert entry.record
    return [found.part for found in find_outdated_translations(entry.record.value, current, song.small_changes)]


def test_a_changed_source_makes_its_translation_old(agreed: Simulation) -> None:
    assert outdated(agreed) == ["text.ka"]


def test_a_change_that_another_side_calls_small_does_not(agreed: Simulation) -> None:
    agreed.sit("west-one", "text.hy", relies_on=RELY["west-one"], minor=True)
    assert outdated(agreed) == []


def test_the_side_that_made_a_change_cannot_call_it_small_alone(agreed: Simulation) -> None:
    agreed.sit("east-one", "text.hy", minor=True)
    assert outdated(agreed) == ["text.ka"]


def test_where_no_author_is_known_two_sides_have_to_call_it_small(agreed: Simulation) -> None:
    agreed.contributions.clear()
    agreed.sit("west-one", "text.hy", relies_on=RELY["west-one"], minor=True)
    assert outdated(agreed) == ["text.ka"]
    agreed.sit("east-one", "text.hy", minor=True)
    assert outdated(agreed) == []


def test_what_comes_after_a_small_change_is_a_change_again(agreed: Simulation) -> None:
    agreed.sit("west-one", "text.hy", relies_on=RELY["west-one"], minor=True)
    agreed.words["text.hy"] = "Another song altogether.\n"
    assert outdated(agreed) == ["text.ka"]


def test_a_small_change_is_published_when_both_sides_have_agreed(agreed: Simulation) -> None:
    before = agreed.song().published["text.hy"]
    agreed.sit("west-one", "text.hy", relies_on=RELY["west-one"], minor=True)
    assert agreed.song().published["text.hy"] == before
    agreed.sit("east-one", "text.hy", minor=True)
    assert agreed.song().published["text.hy"] == digest_bytes(agreed.words["text.hy"].encode())


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.sampled_from("abcdef"))
def test_chains_and_rings_of_small_changes_end(changes: dict[str, str], current: str) -> None:
    followed = is_fresh("z", current, changes)
    assert followed is False
    assert is_fresh(current, current, changes)


def test_nothing_is_small_without_a_word_on_it(agreed: Simulation) -> None:
    agreed.sit("west-one", "text.hy", relies_on=RELY["west-one"])
    assert find_small_changes((), frozenset()) == {}
    assert outdated(agreed) == ["text.ka"]
