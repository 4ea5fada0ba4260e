"""The tables that the whole archive shares are agreed to by every side that acts, and shown as they were agreed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator import Simulation, steward

RELY = {"east-one": {"ka": "reader-ka"}, "west-one": {"hy": "reader-hy"}}


def table(**words: str) -> dict[str, Any]:
    """A naming table of one thing."""
    return {"format": "concord-names/1", "names": [{"id": "river", "about": words, "common": words}]}


@pytest.fixture
def named(tmp_path: Path) -> Simulation:
    people = {
        "east-one": steward("east", "hy"),
        "west-one": steward("west", "ka"),
        "reader-hy": steward("west", "hy", role="reader"),
        "reader-ka": steward("east", "ka", role="reader"),
    }
    return Simulation(tmp_path, people, tables={"names": table(hy="The river", ka="The water")})


def test_a_table_waits_for_every_side(named: Simulation) -> None:
    named.sit_over("east-one", "names", relies_on=RELY["east-one"])
    assert named.assess().tables["names"].published == {}
    named.sit_over("west-one", "names", relies_on=RELY["west-one"])
    assert set(named.assess().tables["names"].published) == {"facts", "facts.hy", "facts.ka"}


def test_a_changed_table_leaves_the_agreed_one_standing(named: Simulation) -> None:
    for handle, relies_on in RELY.items():
        named.sit_over(handle, "names", relies_on=relies_on)
    before = named.assess().tables["names"].published
    named.tables["names"] = table(hy="The great river", ka="The water")
    named.sit_over("east-one", "names", relies_on=RELY["east-one"])
    assert named.assess().tables["names"].published == before


def test_a_side_that_paused_is_not_waited_for(named: Simulation) -> None:
    named.sides["north"] = {"status": "paused", "status_since": "2026-01-01"}
    for handle, relies_on in RELY.items():
        named.sit_over(handle, "names", relies_on=relies_on)
    assert named.assess().tables["names"].published


def test_no_entry_is_taken_for_a_table_of_its_name(named: Simulation) -> None:
    waiting = named.assess().subjects
    assert [(subject.id, subject.about) for subject in waiting] == [("song", "entries/song"), ("names.yml", "names")]


def test_nobody_is_asked_about_a_draft(named: Simulation) -> None:
    named.record["status"] = "draft"
    assert named.waiting("east-one") == {}
    assert named.song().is_draft


def test_what_was_agreed_cannot_become_a_draft_again(named: Simulation) -> None:
    for handle, relies_on in RELY.items():
        named.sit(handle, relies_on=relies_on)
    named.record["status"] = "draft"
    assert not named.song().is_draft
    named.words["text.hy"] = "Other words.\n"
    assert set(named.waiting("east-one")) == {"text.hy"}
