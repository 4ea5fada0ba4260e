"""Which rules are in force: who has to agree to a change of them, from which day it counts, and what it cannot do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import steps
from concord.approve.chain import LinkVerdict, find_rules
from concord.cli import run
from concord.pipeline import load
from concord.read.archive import read_archive
from rules import overlay
from ssh import SoftKey

PEOPLE, POLICY, SIDES = "charter/people.yml", "charter/policy.yml", "charter/sides.yml"
DAY, NOTICE_OVER, LATER = "2026-04-01", "2026-05-01", "2026-06-01"
EVE = "  eve:\n    side: east\n    roles:\n      - {role: steward, since: 2026-01-01, until: 2027-12-31}\n"
EVE += "    reads: [hi, ur]\n    affiliation: {hi: कोई नहीं, ur: کوئی نہیں}\n"
PAUSE = "  west:\n    status: paused\n    status_since: 2026-04-02\n"


@pytest.fixture
def root(agreed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(agreed, tmp_path / "archive"))


def add(root: Path, path: str, text: str) -> None:
    steps.add(path, text)(root)


def edit(root: Path, path: str, old: str, new: str) -> None:
    steps.edit(path, old, new)(root)


def judge(root: Path, *handles: str, day: str = DAY, as_of: str = LATER) -> LinkVerdict:
    """The last link, sealed as the files stand and agreed to by some."""
    overlay.seal(root, day, *handles)
    return find_rules(read_archive(root), as_of).links[-1]


def test_everybodys_rules_need_every_side_and_notice(root: Path) -> None:
    add(root, POLICY, "review_months: 12\n")
    assert judge(root).missing == ("east", "west")
    assert find_rules(read_archive(root), LATER).charter != read_archive(root).charter


def test_days_of_notice_are_those_of_the_rules_before(root: Path) -> None:
    """Nobody does away with the notice by the very change that it announces."""
    add(root, POLICY, "notice_days: 0\n")
    verdict = judge(root, "amina", "boris")
    assert verdict.from_day == NOTICE_OVER
    before, after = (find_rules(read_archive(root), day).charter for day in ("2026-04-30", NOTICE_OVER))
    assert before
    assert after
    assert (before.policy.value.notice_days, after.policy.value.notice_days) == (None, 0)


def test_notice_runs_from_the_last_word_that_was_needed(root: Path) -> None:
    add(root, POLICY, "review_months: 12\n")
    overlay.seal(root, DAY, "amina")
    archive = read_archive(root)
    assert archive.charter
    act = overlay.build_link_act(archive.charter.chain[-1])
    overlay._write_statement(root, archive, "boris", "2026-04-20", (act,))
    assert find_rules(read_archive(root), LATER).links[-1].from_day == "2026-05-20"


@pytest.mark.parametrize(("handles", "missing"), [(("boris",), ()), (("amina",), ("east",)), ((), ("east",))])
def test_a_side_names_its_own_people_at_once(root: Path, handles: tuple[str, ...], missing: tuple[str, ...]) -> None:
    add(root, PEOPLE, EVE)
    verdict = judge(root, *handles)
    assert verdict.missing == missing
    assert verdict.from_day == (None if missing else DAY)


def test_people_of_two_sides_at_once_are_everybodys_matter(root: Path) -> None:
    add(root, PEOPLE, EVE + EVE.replace("eve", "wilma").replace("east", "west"))
    assert judge(root, "boris").missing == ("west",)


def test_a_person_of_no_side_is_everybodys_matter(root: Path) -> None:
    add(root, PEOPLE, "  other:\n    roles: [{role: facilitator, since: 2026-01-01, until: 2027-12-31}]\n")
    assert judge(root, "boris").missing == ("west",)


def test_a_key_is_revoked_by_any_one_of_its_side(root: Path) -> None:
    """Under a policy of two people a side, one is enough to stop a key, and not enough to name another."""
    add(root, PEOPLE, EVE + EVE.replace("eve", "wilma").replace("east", "west"))
    add(root, POLICY, "people_per_side: 2\nnotice_days: 0\n")
    assert judge(root, "amina", "wilma", "boris", "eve", as_of=LATER).from_day == NOTICE_OVER
    edit(root, PEOPLE, r"(id: desk, key: [^,]*KDm[^,]*, since: 2026-01-01)", r"\1, revoked: {on: 2026-05-10}")
    assert judge(root, "eve", day="2026-05-10").from_day == "2026-05-10"
    edit(root, PEOPLE, r"since: 2026-01-01, recovery: true", "since: 2026-01-01")
    assert judge(root, "eve", day="2026-05-11").missing == ("east",)


def test_a_side_pauses_by_itself_and_comes_back_by_all(root: Path) -> None:
    edit(root, SIDES, "  west:\n", PAUSE)
    assert judge(root, "amina").from_day == DAY
    edit(root, SIDES, PAUSE, "  west:\n")
    assert judge(root, "amina", day="2026-05-01").missing == ("east",)


def test_nobody_pauses_another(root: Path) -> None:
    edit(root, SIDES, "  west:\n", PAUSE)
    assert judge(root, "boris").missing == ("west",)


def test_one_side_alone_names_nobody_for_another_by_waiting(root: Path) -> None:
    add(root, PEOPLE, EVE.replace("eve", "wilma").replace("east", "west"))
    assert judge(root, "boris", day="2028-06-01", as_of="2029-01-01").from_day is None


@pytest.mark.parametrize("starts", ["2025-01-01", "2026-05-10", "2028-01-01"])
def test_the_day_that_a_link_names_lets_nobody_in(root: Path, starts: str) -> None:
    """Whoever seals chooses it: inside another's pause, before anybody's term, after everybody's."""
    edit(root, SIDES, "  west:\n", "  west:\n    pauses: [{since: 2026-05-01, until: 2026-05-20}]\n")
    assert judge(root, "amina", day="2026-04-01").from_day == "2026-04-01"
    add(root, PEOPLE, EVE.replace("eve", "mallory").replace("east", "west"))
    overlay.seal(root, starts)
    archive = read_archive(root)
    assert archive.charter
    act = overlay.build_link_act(archive.charter.chain[-1])
    overlay._write_statement(root, archive, "boris", "2026-05-10", (act,))
    for day in (LATER, "2029-01-01"):
        rules = find_rules(read_archive(root), day)
        assert rules.links[-1].from_day is None
        assert rules.charter
        assert "mallory" not in rules.charter.people.value.people


def test_one_side_alone_changes_nothing_in_the_others_pause(root: Path) -> None:
    edit(root, SIDES, "  west:\n", "  west:\n    pauses: [{since: 2026-05-01, until: 2026-05-20}]\n")
    assert judge(root, "amina", day="2026-04-01").from_day == "2026-04-01"
    add(root, POLICY, "author_may_agree: always\nreaders_required: false\n")
    assert judge(root, "boris", day="2026-05-10", as_of="2026-12-31").missing == ("west",)


def test_a_side_that_left_comes_back_with_its_own_people(root: Path) -> None:
    edit(root, SIDES, "  west:\n", "  west:\n    status: withdrawn\n    status_since: 2026-04-02\n")
    assert judge(root, "amina").from_day == DAY
    edit(root, SIDES, "  west:\n    status: withdrawn\n    status_since: 2026-04-02\n", "  west:\n")
    add(root, PEOPLE, EVE.replace("eve", "mallory").replace("east", "west"))
    assert "west" in judge(root, "boris", "mallory", day="2026-05-02").missing


def test_a_change_that_waits_for_its_day_stops_no_side_from_replacing_a_key(root: Path) -> None:
    add(root, POLICY, "review_months: 12\n")
    assert judge(root, "amina", "boris").from_day == NOTICE_OVER
    edit(root, PEOPLE, r"(id: desk, key: [^,]*KDm[^,]*, since: 2026-01-01)", r"\1, revoked: {on: 2026-04-02}")
    assert judge(root, "boris", day="2026-04-02", as_of="2026-04-03").from_day == "2026-04-02"
    rules = find_rules(read_archive(root), "2026-04-03").charter
    assert rules
    assert rules.people.value.people["boris"].keys[0].revoked
    assert rules.policy.value.review_months is None
    later = find_rules(read_archive(root), LATER).charter
    assert later
    assert later.people.value.people["boris"].keys[0].revoked
    assert later.policy.value.review_months == 12


def test_no_change_puts_off_all_others_for_years(root: Path) -> None:
    add(root, POLICY, "review_months: 12\n")
    overlay.seal(root, "2029-01-01")
    archive = read_archive(root)
    assert archive.charter
    act = overlay.build_link_act(archive.charter.chain[-1])
    for handle in ("amina", "boris"):
        overlay._write_statement(root, read_archive(root), handle, DAY, (act,))
    assert find_rules(read_archive(root), LATER).links[-1].missing == ("east", "west")


def test_a_side_alone_takes_nothing_back_that_it_said(root: Path) -> None:
    """A term that ends before words said in it, or a pause dated back, would take down what all have agreed to."""
    edit(root, PEOPLE, "until: 2027-12-31", "until: 2026-03-02")
    assert judge(root, "amina").missing == ("east",)
    edit(root, PEOPLE, "until: 2026-03-02", "until: 2027-12-31")
    edit(root, SIDES, "  west:\n", PAUSE.replace("2026-04-02", "2026-03-01"))
    assert judge(root, "amina").missing == ("east",)


def test_who_were_the_last_in_office_may_name_who_follows(root: Path) -> None:
    """A renewal that everybody forgot leaves no side without anybody for ever."""
    wilma = EVE.replace("eve", "wilma").replace("east", "west")
    add(root, PEOPLE, wilma)
    assert judge(root, "amina", day="2029-01-01", as_of="2029-02-01").from_day == "2029-01-01"


def test_nothing_after_an_unagreed_change_counts(root: Path) -> None:
    add(root, POLICY, "review_months: 12\n")
    overlay.seal(root, DAY)
    add(root, PEOPLE, EVE)
    assert judge(root, "boris").missing == ("west",), "it brings the change before it along"
    rules = find_rules(read_archive(root), LATER)
    assert rules.charter
    assert "eve" not in rules.charter.people.value.people


def test_what_was_in_force_stays_in_force_on_every_later_day(root: Path) -> None:
    """Terms end and sides leave; what they agreed to while they could is not undone by that."""
    add(root, PEOPLE, EVE)
    overlay.seal(root, DAY, "boris")
    for day in (LATER, "2027-12-31", "2040-01-01"):
        rules = find_rules(read_archive(root), day)
        assert rules.charter
        assert "eve" in rules.charter.people.value.people


def test_amend_shows_each_line_and_says_how_the_change_stands(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(root, POLICY, "review_months: 12\n# \u202e hidden\n")
    assert run(["seal", str(root), "--date", DAY, "--lang", "en"]) == 0
    assert run(["amend", "--as", "amina", "--archive", str(root), "--date", DAY, "--yes", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "+review_months: 12" in said
    assert "+# \\u{202E} hidden" in said
    assert "east not yet" in said
    assert run(["amend", "--as", "boris", "--archive", str(root), "--date", DAY, "--yes", "--lang", "en"]) == 0
    assert f"in force from {NOTICE_OVER}" in capsys.readouterr().out
    assert run(["status", str(root), "--as-of", "2026-04-10", "--lang", "en"]) == 0
    assert f"in force from {NOTICE_OVER}" in capsys.readouterr().out


def test_without_the_founding_nothing_later_is_believed(root: Path) -> None:
    archive = read_archive(root)
    assert archive.charter
    (root / "agreed" / archive.charter.digests["people.yml"]).unlink()
    add(root, PEOPLE, EVE)
    overlay.seal(root, DAY, "amina", "boris")
    assert find_rules(read_archive(root), LATER).charter is None
    assert run(["check", str(root), "--as-of", LATER]) == 1


def test_an_unagreed_change_of_keys_makes_nothing_unread(root: Path) -> None:
    """Whoever strikes out a key without asking would else take down all that was signed with it."""
    path = root / "statements/boris/5.yml"
    path.with_name("5.yml.sig").write_bytes(SoftKey(2).sign(path.read_bytes()))
    assert read_archive(root).problems == ()
    edit(root, PEOPLE, r"      - \{id: desk, key: [^\n]*KDm[^\n]*\n", "")
    overlay.seal(root, DAY)
    archive = read_archive(root)
    assert archive.problems == ()
    said = next(one for one in archive.statements if (one.handle, one.seq) == ("boris", 5))
    assert said.signed_by == SoftKey(2).line
    assert not load(root, LATER).agreement.refused
