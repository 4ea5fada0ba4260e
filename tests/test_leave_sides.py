"""A side pauses or leaves: what it agreed to stays, nobody is spoken for or written out, and nothing freezes."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord.model.statement import ActName
from simulator import Simulation, steward

PAUSED = {"status": "paused", "status_since": "2026-05-01"}
GONE = {"status": "withdrawn", "status_since": "2026-05-01"}
BACK = {"pauses": [{"since": "2026-05-01", "until": "2026-07-31"}]}
OTHERS = ("east-one", "west-one")
ALL = (*OTHERS, "north-one")


@pytest.fixture
def three(tmp_path: Path) -> Simulation:
    """Three sides keep a song together; each steward reads both languages. All have agreed to it."""
    people = {handle: steward(handle.removesuffix("-one"), "hy", "ka") for handle in ALL}
    simulation = Simulation(tmp_path, people, sides={"east": {}, "north": {}, "west": {}})
    for handle in ALL:
        simulation.sit(handle, day="2026-03-01")
    assert simulation.song("2026-03-01").published
    return simulation


def make_stub(simulation: Simulation, **changes: object) -> None:
    """The tree holds a stub in place of the song."""
    why = dict.fromkeys(simulation.languages, "The sides do not agree on it.")
    simulation.facts = {**simulation.facts, "stub": {"why": why}, **changes}


def sit(simulation: Simulation, *handles: str, day: str = "2026-06-01") -> None:
    for handle in handles:
        simulation.sit(handle, day=day)


@pytest.mark.parametrize("status", [PAUSED, GONE])
def test_what_a_side_agreed_to_stays(three: Simulation, status: dict[str, str]) -> None:
    before = three.song("2026-04-30").published
    three.sides["north"] = status
    assert three.song().published == before


@pytest.mark.parametrize("status", [PAUSED, GONE])
def test_new_common_words_wait_for_it(three: Simulation, status: dict[str, str]) -> None:
    before = three.song().published
    three.sides["north"] = status
    three.words["text.hy"] = "The song, told anew.\n"
    sit(three, *OTHERS)
    song = three.song("2030-01-01")
    assert song.published == before
    verdict = song.parts["text.hy"].verdict
    assert verdict is not None
    assert [(need.side, need.act) for need in verdict.missing] == [("north", ActName.AGREE)]


@pytest.mark.parametrize("status", [PAUSED, GONE])
def test_those_who_remain_can_say_less(three: Simulation, status: dict[str, str]) -> None:
    three.sides["north"] = status
    make_stub(three)
    sit(three, "east-one")
    before = three.song().published
    sit(three, "west-one")
    song = three.song()
    assert song.published != before
    status_of_facts = song.parts["facts"]
    assert status_of_facts.is_agreed
    assert status_of_facts.agreed is not None
    assert status_of_facts.agreed.verdict.away == ("north",)
    assert not {name for name in song.published if name.startswith("text") and song.parts[name].agreed is None}


def test_one_side_alone_decides_nothing(three: Simulation) -> None:
    three.sides["north"], three.sides["west"] = GONE, PAUSED
    make_stub(three)
    before = three.song().published
    sit(three, "east-one")
    assert three.song().published == before


def test_an_owner_that_is_there_is_always_waited_for(three: Simulation) -> None:
    """Three remain of four: the third is asked like any other."""
    make_stub(three)
    before = three.song().published
    sit(three, *OTHERS)
    assert three.song("2030-01-01").published == before


@pytest.mark.parametrize("owners", [["east", "west"], ["east", "north", "south", "west"]])
def test_a_stub_changes_no_owner(three: Simulation, owners: list[str]) -> None:
    """Else the next revision could be told without the side that left, or in the name of one that never came."""
    three.sides = {**three.sides, "north": GONE, "south": GONE}
    before = three.song().published
    make_stub(three, owned_by=owners, order=owners)
    sit(three, *OTHERS)
    assert three.song("2030-01-01").published == before


def test_a_side_that_comes_back_finds_what_was_decided(three: Simulation) -> None:
    """Its return takes nothing back: else every return would show again what others had taken down."""
    three.sides["north"] = PAUSED
    make_stub(three)
    sit(three, *OTHERS)
    stub = three.song().published["facts"]
    three.sides["north"] = BACK
    assert three.song("2026-09-01").published["facts"] == stub
    three.facts = {**three.facts, "summary": dict.fromkeys(three.languages, "Told by many."), "kind": "story"}
    del three.facts["stub"]
    sit(three, *OTHERS, day="2026-09-02")
    assert three.song("2030-01-01").published["facts"] == stub
    sit(three, "north-one", day="2026-09-03")
    assert three.song("2026-09-03").published["facts"] != stub


def test_a_pause_that_is_over_excuses_nothing_later(three: Simulation) -> None:
    three.sides["north"] = BACK
    before = three.song("2026-09-01").published
    make_stub(three)
    sit(three, *OTHERS, day="2026-09-02")
    assert three.song("2030-01-01").published == before


def test_what_the_others_agreed_to_counts_from_the_day_on_which_it_is_away(three: Simulation) -> None:
    make_stub(three)
    sit(three, *OTHERS, day="2026-04-01")
    three.sides["north"] = PAUSED
    assert not three.song("2026-04-30").parts["facts"].is_agreed
    assert three.song("2026-05-01").parts["facts"].is_agreed


def test_nobody_speaks_for_a_side_in_its_pause(three: Simulation) -> None:
    three.sides["north"] = BACK
    three.words["text.hy"] = "The song, told anew.\n"
    sit(three, *OTHERS, day="2026-06-01")
    three.say("north-one", three.act("agree", "text.hy", rev=2), day="2026-06-02")
    assert [refused.reason for refused in three.assess("2026-09-01").refused] == ["approval-side-inactive"]


def test_a_side_can_hand_over_before_it_goes(three: Simulation) -> None:
    three.facts = {**three.facts, "owned_by": ["east", "west"], "order": ["west", "east"]}
    sit(three, *ALL, day="2026-04-01")
    three.sides["north"] = GONE
    three.words["text.hy"] = "The song, told anew.\n"
    before = three.song().published
    sit(three, *OTHERS)
    song = three.song()
    assert song.owned_by == ("east", "west")
    assert song.published["text.hy"] != before["text.hy"]


def test_an_account_does_not_wait_for_a_side_that_is_away(three: Simulation) -> None:
    """Under a policy that waits without end a pause would be a veto."""
    three.words["narrative.east.hy"] = "As the east tells it.\n"
    three.policy = {"preset": "strict", "people_per_side": 1, "author_may_agree": "always"}
    sit(three, "east-one", day="2026-04-01")
    three.sit("west-one", "narrative.east.hy", day="2026-04-02")
    assert "narrative.east.hy" not in three.song("2026-04-30").published
    three.sides["north"] = PAUSED
    song = three.song()
    assert "narrative.east.hy" in song.published
    verdict = song.parts["narrative.east.hy"].verdict
    assert verdict is not None
    assert verdict.lapsed == ("north",)


def test_tables_go_on_without_it(three: Simulation) -> None:
    three.sides["north"] = GONE
    words = dict.fromkeys(three.languages, "The river")
    three.tables["names"] = {"format": "concord-names/1", "names": [{"id": "river", "about": words, "common": words}]}
    three.sit_over("east-one", "names", relies_on={})
    assert not three.assess().tables["names"].published
    three.sit_over("west-one", "names", relies_on={})
    assert three.assess().tables["names"].published


def test_one_side_cannot_bring_back_what_all_agreed_to_earlier(three: Simulation) -> None:
    """Its new word beside the old ones of the others would be enough, if these still counted."""
    first = three.words["text.hy"]
    three.words["text.hy"] = "The song, told anew.\n"
    sit(three, *ALL, day="2026-04-01")
    before = three.song().published
    three.say("east-one", three.act("agree", "text.hy", words=first, rev=3), day="2026-05-01")
    assert three.song().published == before
    three.words["text.hy"] = first
    sit(three, "west-one", "north-one", day="2026-05-02")
    assert three.song("2026-05-02").published["text.hy"] != before["text.hy"], "all of them can"


def test_words_that_stand_are_not_taken_back_by_a_first_approval_of_others(three: Simulation) -> None:
    three.words["text.ka"] = "The song, told anew.\n"
    sit(three, *ALL, day="2026-04-01")
    before = three.song().published
    three.words["text.hy"] = "The song, told anew.\n"
    sit(three, "east-one", day="2026-05-01")
    assert three.song().published == before
