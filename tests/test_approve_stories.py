"""Agreement told as stories: who says what, and what may then be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord.approve.ledger import can_read
from concord.model.statement import ActName
from simulator import Simulation, steward


@pytest.fixture
def two(tmp_path: Path) -> Simulation:
    """Two sides of two languages; each steward reads one, and each language has a reader at both desks."""
    people = {
        "east-one": steward("east", "hy"),
        "west-one": steward("west", "ka"),
        "reader-hy": steward("west", "hy", role="reader"),
        "reader-ka": steward("east", "ka", role="reader"),
        "host": steward(None, "hy", "ka", role="facilitator"),
    }
    return Simulation(tmp_path, people)


RELY = {"east-one": {"ka": "reader-ka"}, "west-one": {"hy": "reader-hy"}}


def all_agree(simulation: Simulation, day: str = "2026-06-01") -> None:
    for handle in ("east-one", "west-one"):
        simulation.sit(handle, day=day, relies_on=RELY[handle])


def reasons(simulation: Simulation, day: str = "2026-06-01") -> list[str]:
    return [refused.reason for refused in simulation.assess(day).refused]


@pytest.mark.parametrize(
    ("reads", "lang", "expected"),
    [
        (["pa"], "pa-Guru", True),
        (["pa-Guru"], "pa-Guru", True),
        (["pa-Guru"], "pa-Arab", False),
        (["pa-guru"], "pa-Guru", True),
        (["p"], "pa", False),
        (["pa-Guru"], "pa", False),
        ([], "pa", False),
    ],
)
def test_who_reads_a_language_reads_it_in_any_script_but_not_the_other_way(
    reads: list[str], lang: str, expected: bool
) -> None:
    assert can_read(reads, lang) is expected


def test_nothing_is_shown_before_every_side_agrees(two: Simulation) -> None:
    two.sit("east-one", relies_on=RELY["east-one"])
    song = two.song()
    assert song.published == {}
    missing = song.parts["text.hy"].verdict
    assert missing is not None
    assert [(need.side, need.act, need.people) for need in missing.missing] == [("west", ActName.AGREE, 1)]


def test_all_parts_are_shown_once_both_sides_agree(two: Simulation) -> None:
    all_agree(two)
    song = two.song()
    assert sorted(song.published) == ["facts", "facts.hy", "facts.ka", "text.hy", "text.ka"]
    assert song.rev == 1
    assert song.languages == {"hy", "ka"}


def test_a_changed_word_is_proposed_and_the_agreed_words_stay(two: Simulation) -> None:
    all_agree(two)
    agreed = two.song().published
    two.words["text.hy"] = "The song, told anew.\n"
    song = two.song()
    assert song.published == agreed
    status = song.parts["text.hy"]
    assert not status.is_agreed
    assert status.verdict is not None
    assert {need.side for need in status.verdict.missing} == {"east", "west"}
    assert {given.handle for given in status.verdict.outdated} == {"east-one", "west-one"}
    assert all(other.is_agreed for name, other in song.parts.items() if name != "text.hy")


def test_the_new_words_replace_the_old_when_all_agree_again(two: Simulation) -> None:
    all_agree(two)
    two.words["text.hy"] = "The song, told anew.\n"
    two.sit("east-one")
    assert two.song().rev == 1
    two.sit("west-one", relies_on=RELY["west-one"])
    song = two.song()
    assert song.rev == 2
    assert song.published["text.hy"] == song.parts["text.hy"].proposed.sha256  # type: ignore[union-attr]


def test_the_common_voice_moves_as_one_revision(two: Simulation) -> None:
    """Facts and text change together; facts are agreed, the text is not: the page keeps both as they were."""
    all_agree(two)
    before = two.song().published
    two.facts["kind"] = "story"
    two.words["text.ka"] = "Another telling.\n"
    two.sit("east-one", "facts", "text.ka", relies_on=RELY["east-one"])
    two.sit("west-one", "facts", relies_on=RELY["west-one"])
    assert two.song().published == before
    two.sit("west-one", "text.ka")
    assert two.song().rev == 2


def test_a_facilitator_never_counts(two: Simulation) -> None:
    two.say("host", two.act("agree", "text.hy"))
    assert reasons(two) == ["approval-by-no-side"]


@pytest.mark.parametrize(
    ("handle", "act", "part", "reason"),
    [
        ("nobody", "agree", "text.hy", "approval-person-unknown"),
        ("reader-hy", "agree", "text.hy", "approval-out-of-office"),
        ("east-one", "own", "text.hy", "approval-act-wrong"),
        ("east-one", "agree", "narrative.east.hy", "approval-act-wrong"),
        ("east-one", "own", "narrative.west.hy", "approval-act-wrong"),
        ("west-one", "seen", "narrative.west.ka", "approval-act-wrong"),
        ("east-one", "agree", "text.ka", "approval-language-unread"),
    ],
)
def test_acts_that_do_not_fit_are_refused_with_their_reason(
    two: Simulation, handle: str, act: str, part: str, reason: str
) -> None:
    for name in ("narrative.east.hy", "narrative.west.hy", "narrative.west.ka"):
        two.words[name] = "We tell it so.\n"
    two.say(handle, two.act(act, part))
    assert reasons(two) == [reason]


def test_one_does_not_rely_on_a_reader_of_another_language(two: Simulation) -> None:
    two.say("east-one", two.act("agree", "text.ka", relies_on="reader-hy"))
    assert reasons(two) == ["approval-language-unread"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"genesis": "1" * 64}, "approval-other-archive"),
        ({"seq": "3"}, "approval-chain-broken"),
        ({"prev": "2" * 64}, "approval-chain-broken"),
        ({"date": "2026-05-01"}, "approval-back-dated"),
        ({"date": "2026-07-01"}, "approval-from-future"),
    ],
)
def test_a_broken_statement_and_all_after_it_do_not_count(
    two: Simulation, changes: dict[str, str], reason: str
) -> None:
    two.say("east-one", two.act("agree", "facts"))
    two.say("east-one", two.act("agree", "facts.hy"), **changes)
    two.say("east-one", two.act("agree", "text.hy"))
    assert reasons(two) == [reason, "approval-after-break"]
    verdict = two.song().parts["facts"].verdict
    assert verdict is not None
    assert [given.handle for given in verdict.given] == ["east-one"]


def test_an_act_after_the_term_does_not_count(two: Simulation) -> None:
    two.say("east-one", two.act("agree", "text.hy"), day="2027-01-05")
    assert reasons(two, "2027-02-01") == ["approval-out-of-office"]


def test_what_was_agreed_in_office_stays_agreed_after_the_term(two: Simulation) -> None:
    all_agree(two)
    assert two.song("2028-01-01").published == two.song().published != {}


def test_a_side_that_pauses_keeps_what_it_agreed_to_and_cannot_agree_to_more(two: Simulation) -> None:
    all_agree(two)
    two.sides["west"] = {"status": "paused", "status_since": "2026-06-10"}
    assert two.song("2026-06-20").published != {}
    two.words["text.ka"] = "New words.\n"
    two.say("west-one", two.act("agree", "text.ka", rev=2), day="2026-06-20")
    assert reasons(two, "2026-06-20") == ["approval-side-inactive"]


def test_a_narrative_needs_its_own_side_and_the_eyes_of_the_other(two: Simulation) -> None:
    all_agree(two)
    two.words["narrative.east.hy"] = "We tell it so.\n"
    two.sit("east-one", "narrative.east.hy")
    assert "narrative.east.hy" not in two.song().published
    two.sit("west-one", "narrative.east.hy", relies_on=RELY["west-one"])
    assert "narrative.east.hy" in two.song().published


def test_silence_is_no_veto_over_a_narrative(two: Simulation) -> None:
    all_agree(two)
    two.words["narrative.east.hy"] = "We tell it so.\n"
    two.sit("east-one", "narrative.east.hy", day="2026-06-01")
    assert "narrative.east.hy" not in two.song("2026-06-21").published
    late = two.song("2026-06-22")
    assert "narrative.east.hy" in late.published
    assert late.parts["narrative.east.hy"].agreed.verdict.lapsed == ("west",)  # type: ignore[union-attr]


def test_another_voice_of_the_same_side_does_not_start_the_days_anew(two: Simulation) -> None:
    all_agree(two)
    two.people["east-two"] = steward("east", "hy")
    two.words["narrative.east.hy"] = "We tell it so.\n"
    two.sit("east-one", "narrative.east.hy", day="2026-06-01")
    two.say("east-two", two.act("own", "narrative.east.hy"), day="2026-06-20")
    assert "narrative.east.hy" in two.song("2026-06-22").published


def test_days_without_end_are_no_error(two: Simulation) -> None:
    two.policy = {"preset": "standard", "seen_lapses_days": "999999999"}
    two.words["narrative.east.hy"] = "We tell it so.\n"
    all_agree(two)
    assert "narrative.east.hy" in two.song("2026-06-22").published


def test_no_other_side_can_publish_a_narrative(two: Simulation) -> None:
    all_agree(two)
    two.words["narrative.east.hy"] = "They tell it so.\n"
    two.sit("west-one", "narrative.east.hy", relies_on=RELY["west-one"])
    assert "narrative.east.hy" not in two.song("2026-12-01").published


def test_a_narrative_moves_without_the_common_voice(two: Simulation) -> None:
    all_agree(two)
    two.words["narrative.east.hy"] = "We tell it so.\n"
    two.sit("east-one", day="2026-06-01")
    two.sit("west-one", relies_on=RELY["west-one"])
    two.words["text.hy"] = "Proposed and not agreed.\n"
    two.words["narrative.east.hy"] = "We tell it better.\n"
    two.sit("east-one", "narrative.east.hy")
    two.sit("west-one", "narrative.east.hy", relies_on=RELY["west-one"])
    song = two.song()
    assert song.parts["narrative.east.hy"].is_agreed
    assert song.parts["narrative.east.hy"].agreed.rev == 2  # type: ignore[union-attr]
    assert not song.parts["text.hy"].is_agreed


def test_owners_cannot_be_dropped_by_those_who_stay(two: Simulation) -> None:
    """A change of owners needs the owners before as well as the owners after (rule 3 of revision.py)."""
    two.sides = {"east": {}, "west": {}, "south": {}}
    two.people["south-one"] = steward("south", "hy", "ka")
    two.facts["owned_by"] = two.facts["order"] = ["east", "south", "west"]
    all_agree(two)
    two.sit("south-one")
    agreed = two.song().published
    assert agreed
    two.facts["owned_by"] = two.facts["order"] = ["east", "west"]
    all_agree(two)
    assert two.song().published == agreed
    two.sit("south-one")
    assert two.song().rev == 2
    assert two.song().owned_by == ("east", "west")


def test_a_picture_counts_by_its_bytes(two: Simulation) -> None:
    two.facts["media"] = [
        {
            "id": "m",
            "file": "m.png",
            "alt": {"hy": "a"},
            "caption": {"hy": "c"},
            "origin": {"hy": "o"},
            "rights": "CC0-1.0",
        }
    ]
    two.words["media/m.png"] = "picture"
    all_agree(two)
    agreed = two.song().published
    assert "media/m.png" in agreed
    two.words["media/m.png"] = "another picture"
    song = two.song()
    assert song.published == agreed
    assert two.store.read(agreed["media/m.png"]) == b"picture"


def test_an_author_of_a_side_with_one_steward_counts_when_the_other_side_agrees(two: Simulation) -> None:
    two.contributions = [{"part": "text.hy", "role": "wrote", "side": "east", "handle": "east-one"}]
    all_agree(two)
    assert "text.hy" in two.song().published


def test_an_author_of_a_larger_side_needs_a_colleague(two: Simulation) -> None:
    two.people["east-two"] = steward("east", "hy")
    two.contributions = [{"part": "text.hy", "role": "wrote", "side": "east", "handle": "east-one"}]
    all_agree(two)
    verdict = two.song().parts["text.hy"].verdict
    assert verdict is not None
    assert [given.handle for given in verdict.not_counted] == ["east-one"]
    assert two.song().published == {}
    two.sit("east-two", "text.hy")
    assert "text.hy" in two.song().published


def test_strict_policy_asks_two_people_of_each_side(two: Simulation) -> None:
    two.policy = {"preset": "strict"}
    two.people |= {"east-two": steward("east", "hy", "ka"), "west-two": steward("west", "hy", "ka")}
    all_agree(two)
    assert two.song().published == {}
    for handle in ("east-two", "west-two"):
        two.sit(handle)
    assert two.song().published != {}


def test_under_any_language_an_edition_appears_when_its_own_words_are_agreed(two: Simulation) -> None:
    two.policy = {"preset": "light"}
    for handle in ("east-one", "west-one"):
        two.sit(handle, "facts", "facts.hy", "text.hy")
    assert two.song().languages == {"hy"}
    two.sit("east-one", "facts.ka", "text.ka")
    two.sit("west-one", "facts.ka", "text.ka")
    assert two.song().languages == {"hy", "ka"}


def test_under_any_language_a_half_agreed_change_keeps_that_edition_as_it_was(two: Simulation) -> None:
    two.policy = {"preset": "light"}
    all_agree(two)
    before = two.song().published
    two.words["text.ka"] = "A new telling.\n"
    two.sit("east-one", "text.ka")
    assert two.song().published == before


def test_a_contested_entry_waits_for_common_ground(two: Simulation) -> None:
    two.facts["contested"] = "true"
    all_agree(two)
    assert two.song().published == {}
    for lang in ("hy", "ka"):
        two.words[f"common-ground.{lang}"] = "Both sing it.\n"
    all_agree(two)
    assert {"common-ground.hy", "common-ground.ka"} <= two.song().published.keys()


def test_what_waits_for_a_steward_names_the_readers_to_rely_on(two: Simulation) -> None:
    waiting = two.waiting("east-one")
    assert waiting["text.ka"].needs_reader
    assert waiting["text.ka"].readers == ("reader-ka",)
    assert not waiting["text.hy"].needs_reader
    two.sit("east-one", "text.hy")
    assert "text.hy" not in two.waiting("east-one")
