"""One change after another against what all sides had agreed: each attack is refused with its own code and place.

The archive is that of the rules' examples: two sides, east (boris) and west (amina), who agreed to two entries.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concord.approve.amend import build_link_act
from concord.check.rules import find_rule
from concord.read.archive import read_archive
from rules import overlay
from steps import Step, add, delete, edit, join, move, write

BASE_DAY = "2026-05-15"
SONG, BRIDGE = "entries/plain-song", "entries/old-bridge"
TEXT, ACCOUNT = f"{SONG}/text.hi.md", f"{BRIDGE}/narrative.east.hi.md"
PEOPLE, POLICY, SIDES = "charter/people.yml", "charter/policy.yml", "charter/sides.yml"
DISPUTE = "programme/disputes/ferry.yml"
ROUNDS = "programme/reviews.yml"
OPEN = "format: concord-dispute/1\nabout: plain-song\nopened: 2026-05-20\nopened_by: east\nfacilitator: helper\n"
CLOSED = f"{OPEN}closed: 2026-05-25\noutcome: agreed\n"
ROUND = (
    "format: concord-reviews/1\nreviews:\n"
    "  - {id: spring, date: 2026-05-01, by: amina, entries: [plain-song, old-bridge], due: 2026-11-01}\n"
)
BY_WEST = "  - {part: narrative.east.hi, role: wrote, side: west}\n"
HIDE = "format: concord-hide/1\nby: amina\non: 2026-05-25\nground: safety\n"


@pytest.fixture
def root(agreed, tmp_path):
    return shutil.copytree(agreed, tmp_path / "archive")


def sit(handle: str, day: str = "2026-05-20", first: str = "") -> Step:
    return lambda root: overlay.sit(root, handle, day, first)


def seal(*handles: str, day: str = "2026-05-20") -> Step:
    return lambda root: overlay.seal(root, day, *handles)


def steal_agreement(root: Path) -> None:
    """Boris agreed to something, but to no such link."""
    archive = read_archive(root)
    assert archive.charter
    act = build_link_act(archive.charter.chain[-1]).model_copy(update={"sha256": "0" * 64})
    overlay._write_statement(root, archive, "boris", "2026-05-20", (act,))


def judge(root: Path, before: Step, change: Step, as_of: str = overlay.AS_OF) -> set[tuple[str, str]]:
    """(code, path) of what is found in a change."""
    before(root)
    base = shutil.copytree(root, root.with_name("before"))
    change(root)
    findings = overlay.Example(root, as_of, base=(base, BASE_DAY)).check()
    return {(find_rule(problem.rule).RULE.code, problem.location.path) for problem in findings.problems}


NOTHING = join()
EVE = "  eve:\n    side: east\n    roles:\n      - {role: steward, since: 2026-01-01, until: 2027-12-31}\n"
EVE += "    reads: [hi, ur]\n    affiliation: {hi: कोई नहीं, ur: کوئی نہیں}\n"
WITHDRAW = join(
    edit(f"{SONG}/entry.yml", r"summary: .*\n", "summary: {hi: नदी का गीत, ur: دریا کا گیت}\n"),
    edit(f"{SONG}/entry.yml", r"contested: false\n", ""),
    edit(f"{SONG}/entry.yml", r"sources:\n(.*\n)*", "tombstone: {ground: example, on: 2026-05-01}\n"),
    edit(f"{SONG}/record.yml", "published", "withdrawn"),
    delete(f"{SONG}/text.hi.md"),
    delete(f"{SONG}/text.ur.md"),
    sit("amina", "2026-05-02"),
    sit("boris", "2026-05-02"),
)
WILMA = EVE.replace("eve", "wilma").replace("east", "west")
ALL = ("amina", "wilma", "boris", "eve")
AT_ONCE = join(add(POLICY, "notice_days: 0\n"), seal("amina", "boris", day="2026-04-01"))
TWO_PEOPLE = join(
    add(PEOPLE, EVE + WILMA), add(POLICY, "notice_days: 0\npeople_per_side: 2\n"), seal(*ALL, day="2026-04-01")
)

# What the attack is called, what stood before, what the change does, and where it is refused.
ATTACKS: dict[str, tuple[Step, Step, str, str]] = {
    "an entry is deleted": (NOTHING, delete(SONG), "AP050", SONG),
    "an entry is moved aside": (NOTHING, move(BRIDGE, "entries/new-bridge"), "AP050", BRIDGE),
    "a name is used again": (
        delete(BRIDGE),
        lambda root: shutil.copytree(overlay.BASE / BRIDGE, root / BRIDGE),
        "AP051",
        f"{BRIDGE}/entry.yml",
    ),
    "a tombstone is taken away": (
        WITHDRAW,
        edit(f"{SONG}/entry.yml", "tombstone: .*\n", ""),
        "AP052",
        f"{SONG}/entry.yml",
    ),
    "a tombstone tells another ground": (
        WITHDRAW,
        edit(f"{SONG}/entry.yml", "ground: example", "ground: rights"),
        "AP052",
        f"{SONG}/entry.yml",
    ),
    "the last approval is deleted": (NOTHING, delete("statements/boris/5.yml"), "AP053", "statements/boris/5.yml"),
    "all approvals of a person are deleted": (NOTHING, delete("statements/amina"), "AP053", "statements/amina/1.yml"),
    "a signature is deleted": (
        write("statements/boris/5.yml.sig", "not looked into here\n"),
        delete("statements/boris/5.yml.sig"),
        "AP053",
        "statements/boris/5.yml.sig",
    ),
    "a signature is exchanged": (
        write("statements/boris/5.yml.sig", "not looked into here\n"),
        write("statements/boris/5.yml.sig", "another\n"),
        "AP054",
        "statements/boris/5.yml.sig",
    ),
    "an approval is dated anew": (
        NOTHING,
        edit("statements/boris/5.yml", "2026-03-06", "2026-03-07"),
        "AP054",
        "statements/boris/5.yml",
    ),
    "an approval says the same in other bytes": (
        NOTHING,
        add("statements/boris/5.yml", "# only a remark\n"),
        "AP054",
        "statements/boris/5.yml",
    ),
    "the founding is rewritten": (
        NOTHING,
        edit("charter/chain/1.yml", "2026-02-01", "2026-02-02"),
        "AP055",
        "charter/chain/1.yml",
    ),
    "the last change of the rules is cut off": (
        join(add(POLICY, "review_months: 12\n"), seal("amina", "boris")),
        delete("charter/chain/2.yml"),
        "AP055",
        "charter/chain/2.yml",
    ),
    "another history of the rules is put in its place": (
        join(add(POLICY, "review_months: 12\n"), seal("amina", "boris")),
        join(delete("charter/chain/2.yml"), edit(POLICY, "12", "9"), seal("amina", "boris", day="2026-05-21")),
        "AP055",
        "charter/chain/2.yml",
    ),
    "agreed bytes are deleted": (NOTHING, lambda root: delete(f"agreed/{find_kept(root)}")(root), "AP056", "agreed/"),
    "a term is ended before what was agreed in it": (
        join(add(PEOPLE, EVE), seal("boris", day="2026-04-01")),
        join(edit(PEOPLE, r"(boris:\n.*\n.*\n.*until: )2027-12-31", r"\g<1>2026-02-28"), seal("eve")),
        "AP059",
        "charter/chain/3.yml",
    ),
    "a pause is dated before what was agreed": (
        NOTHING,
        join(
            edit(SIDES, "  west:\n", "  west:\n    status: paused\n    status_since: 2026-02-15\n"),
            seal("amina"),
        ),
        "AP059",
        "charter/chain/2.yml",
    ),
    "rules that nothing old can meet": (
        NOTHING,
        join(edit(POLICY, "standard", "strict"), seal("amina", "boris")),
        "AP059",
        "charter/chain/2.yml",
    ),
    "a number is lowered in the change that uses it": (
        TWO_PEOPLE,
        join(
            edit(POLICY, "people_per_side: 2", "people_per_side: 1"),
            seal(*ALL),
            add(TEXT, "और एक पंक्ति।\n"),
            sit("amina"),
            sit("boris"),
        ),
        "AP058",
        "statements/boris/8.yml",
    ),
    "a policy line is taken away in the change that uses it": (
        TWO_PEOPLE,
        join(
            edit(POLICY, "people_per_side: 2\n", ""),
            seal(*ALL),
            add(TEXT, "और एक पंक्ति।\n"),
            sit("amina"),
            sit("boris"),
        ),
        "AP058",
        "statements/boris/8.yml",
    ),
    "nobody has to see it any more": (
        AT_ONCE,
        join(
            add(POLICY, "seen_by_others: false\n"),
            seal("amina", "boris"),
            add(ACCOUNT, "एक वाक्य और।\n"),
            sit("boris", first="narrative.east.hi"),
        ),
        "AP058",
        "statements/boris/8.yml",
    ),
    "a steward for the other side, named by us": (NOTHING, join(add(PEOPLE, EVE), seal("amina")), "AP059", "charter/"),
    "a key for the other side's steward, named by us": (
        NOTHING,
        join(edit(PEOPLE, "since: 2025-01-01, until: 2026-02-28", "since: 2025-01-01"), seal("amina")),
        "AP059",
        "charter/",
    ),
    "a steward named and used at once": (
        NOTHING,
        join(
            add(PEOPLE, EVE),
            seal("boris"),
            add(TEXT, "और एक पंक्ति।\n"),
            sit("amina"),
            sit("eve"),
        ),
        "AP058",
        "statements/eve/1.yml",
    ),
    "new rules of one side alone": (
        NOTHING,
        join(add(POLICY, "review_months: 12\n"), seal("amina")),
        "AP059",
        "charter/chain/2.yml",
    ),
    "new rules, agreed to by those whom they let in": (
        NOTHING,
        join(add(PEOPLE, EVE), seal("amina", "eve")),
        "AP059",
        "charter/chain/2.yml",
    ),
    "new rules, agreed to by the facilitator": (
        NOTHING,
        join(add(POLICY, "review_months: 12\n"), seal("amina", "helper")),
        "AP059",
        "charter/chain/2.yml",
    ),
    "new rules, and agreement to others": (
        NOTHING,
        join(add(POLICY, "review_months: 12\n"), seal("amina"), steal_agreement),
        "AP059",
        "charter/chain/2.yml",
    ),
    "the other side's account is written by us": (
        NOTHING,
        join(
            add(ACCOUNT, "एक वाक्य और।\n"),
            edit(f"{BRIDGE}/record.yml", "contributions:\n", f"contributions:\n{BY_WEST}"),
        ),
        "AP070",
        ACCOUNT,
    ),
    "the other side's account is deleted": (NOTHING, delete(ACCOUNT), "AP071", ACCOUNT),
    "a side is struck out": (
        NOTHING,
        edit(SIDES, r"  west:\n.*\n.*\n", ""),
        "AP072",
        SIDES,
    ),
    "a dispute is deleted": (write(DISPUTE, OPEN), delete(DISPUTE), "AP073", DISPUTE),
    "a round of reviews is deleted": (write(ROUNDS, ROUND), delete(ROUNDS), "AP073", ROUNDS),
    "a review of an entry is deleted": (
        NOTHING,
        edit(f"{BRIDGE}/record.yml", r"reviews:\n.*\n", ""),
        "AP073",
        f"{BRIDGE}/record.yml",
    ),
    "a closed dispute is opened again": (write(DISPUTE, CLOSED), write(DISPUTE, OPEN), "AP074", DISPUTE),
    "the clock of a dispute is set back": (
        write(DISPUTE, OPEN),
        edit(DISPUTE, "2026-05-20", "2026-05-28"),
        "AP074",
        DISPUTE,
    ),
    "a round of reviews says less": (
        write(ROUNDS, ROUND),
        edit(ROUNDS, ", old-bridge", ""),
        "AP074",
        ROUNDS,
    ),
    "what was hidden is shown": (
        write(f"{SONG}/hide.yml", HIDE),
        delete(f"{SONG}/hide.yml"),
        "AP075",
        f"{SONG}/hide.yml",
    ),
    "the days of hiding begin anew": (
        write(f"{SONG}/hide.yml", HIDE),
        edit(f"{SONG}/hide.yml", "2026-05-25", "2026-06-01"),
        "AP075",
        f"{SONG}/hide.yml",
    ),
    "an account that others had no day to see": (
        NOTHING,
        join(add(ACCOUNT, "एक वाक्य और।\n"), sit("boris", "2026-04-01", "narrative.east.hi")),
        "AP076",
        "statements/boris/6.yml",
    ),
    "a person goes over with all approvals": (
        NOTHING,
        edit(PEOPLE, r"(boris:\n    side: )east", r"\1west"),
        "AP077",
        PEOPLE,
    ),
    "an author is forgotten": (
        NOTHING,
        edit(f"{BRIDGE}/record.yml", ", handle: reader", ""),
        "AP078",
        f"{BRIDGE}/record.yml",
    ),
}  # fmt: skip


def find_kept(root: Path) -> str:
    return overlay.digest_bytes((root / TEXT).read_bytes())


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused(name, root):
    before, change, code, place = ATTACKS[name]
    found = judge(root, before, change)
    where = {path for said, path in found if said == code}
    assert any(path.startswith(place) for path in where), found


def test_an_old_day_hides_nothing(root):
    """On a day before anything was agreed there is nothing to lose; so the base is judged on its own day at least."""
    found = judge(root, NOTHING, delete(SONG), as_of="2026-02-01")
    assert ("AP050", SONG) in found


LAWFUL: dict[str, tuple[Step, Step]] = {
    "nothing": (NOTHING, NOTHING),
    "an agreed change": (NOTHING, join(add(TEXT, "और एक पंक्ति।\n"), sit("amina"), sit("boris"))),
    "a withdrawal by all": (NOTHING, WITHDRAW),
    "a change of the rules by all": (NOTHING, join(add(POLICY, "review_months: 12\n"), seal("amina", "boris"))),
    "a new steward, by the side": (NOTHING, join(add(PEOPLE, EVE), seal("boris"))),
    "a key suspended by anybody of the side": (
        TWO_PEOPLE,
        join(
            edit(PEOPLE, "(id: desk, key: [^,]*KDm[^,]*, since: 2026-01-01)", r"\1, revoked: {on: 2026-05-20}"),
            seal("eve"),
        ),
    ),
    "a number is lowered by all, and used later": (
        join(TWO_PEOPLE, edit(POLICY, "people_per_side: 2", "people_per_side: 1"), seal(*ALL)),
        join(add(TEXT, "और एक पंक्ति।\n"), sit("amina"), sit("boris")),
    ),
    "a dispute is closed": (write(DISPUTE, OPEN), write(DISPUTE, CLOSED)),
    "one more dispute": (write(DISPUTE, CLOSED), write("programme/disputes/ferry-again.yml", OPEN)),
    "a side changes its own account": (
        NOTHING,
        join(
            add(ACCOUNT, "एक वाक्य और।\n"),
            sit("boris", first="narrative.east.hi"),
            sit("amina", first="narrative.east.hi"),
        ),
    ),
    "after the days nobody asks about a notice": (
        write(f"{SONG}/hide.yml", HIDE.replace("05-25", "04-25")),
        delete(f"{SONG}/hide.yml"),
    ),
}


@pytest.mark.parametrize("name", LAWFUL)
def test_what_is_lawful_passes(name, root):
    before, change = LAWFUL[name]
    found = {code for code, _ in judge(root, before, change)}
    assert not {code for code in found if code in OWN}


OWN = {f"AP{number:03}" for number in (*range(50, 60), *range(70, 90))}


def test_a_proposal_takes_nothing_away(root):
    """Words that nobody has approved yet are a reminder at most; what was agreed stays up."""
    found = judge(root, NOTHING, add(TEXT, "और एक पंक्ति।\n"))
    assert {code for code, _ in found} == {"AP003"}


def test_before_the_founding_all_is_open(tmp_path):
    root = shutil.copytree(overlay.BASE, tmp_path / "archive")
    change = join(edit(SIDES, "हिन्दी|पूर्वी", "पूरबी"), edit(POLICY, "standard", "light"), delete(SONG))
    assert not {code for code, _ in judge(root, NOTHING, change)} & OWN


def test_a_broken_archive_is_still_judged(root):
    """No traceback, whatever is missing: the reader says what it cannot read."""
    for path in (PEOPLE, "charter", "statements", "agreed"):
        delete(path)(root)
        found = judge_again(root)
        assert found


def judge_again(root: Path) -> set[str]:
    base = root.with_name("before")
    if not base.exists():
        shutil.copytree(overlay.BASE, base)
        overlay.agree(base)
    findings = overlay.Example(root, base=(base, BASE_DAY)).check()
    return {problem.rule for problem in findings.problems}
