"""Attacks on signed approvals: each is refused with its own code, at the file that has to be looked at.

The archive is that of the rules' examples, with a policy that asks for signatures: amina signs for west with key 1,
boris for east with key 2; key 3 of boris has run out, key 4 was revoked, key 5 is his recovery key.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from concord.approve.amend import build_link_act
from concord.approve.digest import digest_bytes
from concord.check.rules import find_rule
from concord.pipeline import load
from concord.read.archive import read_archive
from rules import overlay
from ssh import SoftKey
from steps import Step, delete, edit, join, write

AMINA, BORIS, OLD, LOST, SAFE, NOBODY = 1, 2, 3, 4, 5, 99
LAST = "statements/boris/5.yml"
SONG, BRIDGE = "entries/plain-song", "entries/old-bridge"
PEOPLE, POLICY = "charter/people.yml", "charter/policy.yml"
TEXT = f"{SONG}/text.hi.md"


def sign(root: Path, path: str, key: int) -> None:
    raw = (root / path).read_bytes()
    (root / f"{path}.sig").write_bytes(SoftKey(key).sign(raw))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("signed") / "archive"
    shutil.copytree(overlay.BASE, root)
    policy = root / POLICY
    policy.write_text(f"{policy.read_text('utf-8')}approvals: signed\n", encoding="utf-8", newline="\n")
    overlay.seal(root, "2026-02-01")
    for handle, day, first in overlay.SITTINGS:
        sit(root, handle, day, first)
    overlay._keep(root)
    return root


def sit(root: Path, handle: str, day: str, first: str = "", key: int | None = None) -> str:
    """A steward's next approval, signed; its path."""
    overlay._sit(root, handle, day, first)
    number = max(int(path.stem) for path in (root / "statements" / handle).glob("*.yml"))
    path = f"statements/{handle}/{number}.yml"
    sign(root, path, key or (AMINA if handle == "amina" else BORIS))
    return path


@pytest.fixture
def root(signed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed, tmp_path / "archive"))


def resign(path: str, key: int) -> Step:
    return lambda root: sign(root, path, key)


def copy(path: str, target: str) -> Step:
    """A statement with its signature, somewhere else."""

    def step(root: Path) -> None:
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        for end in ("", ".sig"):
            shutil.copyfile(root / f"{path}{end}", root / f"{target}{end}")

    return step


def link(path: str, target: str) -> Step:
    def step(root: Path) -> None:
        shutil.move(root / path, root.parent / target)
        (root / path).symlink_to(root.parent / target)

    return step


def next_of(handle: str, key: int, day: str = "2026-05-20") -> Step:
    """New words, and an approval of them signed with some key."""

    def step(root: Path) -> None:
        (root / TEXT).write_text((root / TEXT).read_text("utf-8") + "और एक पंक्ति।\n", encoding="utf-8", newline="\n")
        sit(root, handle, day, "text", key)

    return step


def seal(root: Path, *handles: str) -> None:
    """A change of the charter, agreed to in time by these people, with their signatures."""
    overlay.seal(root, "2026-04-01")
    for handle in handles:
        archive = read_archive(root)
        assert archive.charter
        overlay._write_statement(root, archive, handle, "2026-04-01", (build_link_act(archive.charter.chain[-1]),))
        number = max(int(path.stem) for path in (root / "statements" / handle).glob("*.yml"))
        sign(root, f"statements/{handle}/{number}.yml", AMINA if handle == "amina" else BORIS)


def back_date(root: Path) -> None:
    path = sit_new(root)
    edit(path, "date: .*", "date: 2026-03-01")(root)
    sign(root, path, BORIS)


def sit_new(root: Path, handle: str = "boris") -> str:
    (root / TEXT).write_text((root / TEXT).read_text("utf-8") + "और एक पंक्ति।\n", encoding="utf-8", newline="\n")
    return sit(root, handle, "2026-05-20", "text")


def replay(root: Path) -> None:
    """An old approval is put in again as the next one, as it was signed."""
    copy(LAST, "statements/boris/6.yml")(root)


def from_elsewhere(root: Path) -> None:
    """A whole approval of another archive, rightly signed there."""
    path = sit_new(root)
    edit(path, "genesis: .*", f"genesis: {'ab' * 32}")(root)
    sign(root, path, BORIS)


def of_words_nobody_has(root: Path) -> None:
    path = sit_new(root)
    edit(path, "part: text.hi", "part: text.fa")(root)
    sign(root, path, BORIS)


def look_alike(root: Path) -> None:
    """A person called like boris, with a Cyrillic letter."""
    (root / "statements/b\u043eris").mkdir()
    copy(LAST, "statements/b\u043eris/1.yml")(root)


def two_handles(root: Path) -> None:
    """Boris under a second name, for the other side, with his own key."""
    line = f"    keys: [{{id: desk, key: {SoftKey(BORIS).line}, since: 2026-01-01}}]\n"
    more = "  ilya:\n    side: west\n    roles: [{role: steward, since: 2026-01-01, until: 2027-12-31}]\n"
    edit(PEOPLE, r"(?s)(.*)", rf"\1{more}{line}")(root)


def of_facilitator(root: Path) -> None:
    (root / "statements/helper").mkdir()
    text = (root / "statements/amina/1.yml").read_text("utf-8")
    (root / "statements/helper/1.yml").write_text(text, encoding="utf-8", newline="\n")
    key = f"    keys: [{{id: own, key: {SoftKey(NOBODY).line}, since: 2026-01-01}}]\n"
    edit(PEOPLE, r"(  helper:\n)", rf"\1{key}")(root)
    seal(root, "amina", "boris")
    sign(root, "statements/helper/1.yml", NOBODY)


def out_of_office(root: Path) -> None:
    """Clara's term is over; she signs with a key that stands there for her."""
    key = f"    keys: [{{id: own, key: {SoftKey(NOBODY).line}, since: 2026-01-01}}]\n"
    edit(PEOPLE, r"(  clara:\n)", rf"\1{key}")(root)
    seal(root, "boris")
    path = sit_new(root, "boris")
    (root / "statements/clara").mkdir()
    text = (root / path).read_text("utf-8")
    text = re.sub("seq: .*", "seq: 1", re.sub("prev: .*", "prev: null", text))
    (root / "statements/clara/1.yml").write_text(text, encoding="utf-8", newline="\n")
    sign(root, "statements/clara/1.yml", NOBODY)


HIDDEN = "# \u202etnemmoc a\u202c\n"

# What the attack is called, what it does, and the code and file of the refusal.
ATTACKS: dict[str, tuple[Step, str, str]] = {
    "no signature": (delete(f"{LAST}.sig"), "AP030", LAST),
    "a signature of letters": (write(f"{LAST}.sig", "-----BEGIN SSH SIGNATURE-----\n"), "AP031", f"{LAST}.sig"),
    "a forged signature": (resign(LAST, NOBODY), "AP034", LAST),
    "the words changed after signing": (edit(LAST, "2026-03-06", "2026-03-05"), "AP032", LAST),
    "a digest changed after signing": (edit(LAST, "sha256: ..", "sha256: 00"), "AP032", LAST),
    "copied to another entry": (edit(LAST, "about: entries/[a-z-]+", "about: entries/nothing-else"), "AP032", LAST),
    "copied to another part": (edit(LAST, r"part: [^,]+", "part: text.ur"), "AP032", LAST),
    "copied to another language": (
        edit(LAST, r"common-ground\.hi", "common-ground.ur"),
        "AP032",
        LAST,
    ),
    "copied to another person": (
        copy("statements/boris/1.yml", "statements/clara/1.yml"),
        "AP035",
        "statements/clara/1",
    ),
    "copied from another archive": (from_elsewhere, "AP004", "statements/boris/6.yml"),
    "put in again as the next": (replay, "AP001", "statements/boris/6.yml"),
    "the signature of another approval": (
        lambda root: shutil.copyfile(root / "statements/boris/4.yml.sig", root / f"{LAST}.sig"),
        "AP032",
        LAST,
    ),
    "signed by the other side": (resign(LAST, AMINA), "AP035", LAST),
    "signed with a key that has run out": (next_of("boris", OLD), "AP036", "statements/boris/6.yml"),
    "signed with a key that was revoked": (next_of("boris", LOST), "AP037", "statements/boris/6.yml"),
    "signed with the key for an emergency": (next_of("boris", SAFE), "AP038", "statements/boris/6.yml"),
    "signed for another purpose": (
        lambda root: (root / f"{LAST}.sig").write_bytes(SoftKey(BORIS).sign((root / LAST).read_bytes(), "git")),
        "AP033",
        LAST,
    ),
    "dated back": (back_date, "AP005", "statements/boris/6.yml"),
    "of words that were never there": (of_words_nobody_has, "AP0", "statements/boris/6.yml"),
    "keys exchanged in the charter": (
        edit(PEOPLE, re.escape(SoftKey(BORIS).line), SoftKey(NOBODY).line),
        "AP019",
        PEOPLE,
    ),
    "one person under two names": (two_handles, "AP042", PEOPLE),
    "a name that looks alike": (look_alike, "ST006", "statements/b"),
    "something hidden in a signed file": (
        join(
            lambda root: (root / LAST).write_text((root / LAST).read_text("utf-8") + HIDDEN, "utf-8"),
            resign(LAST, BORIS),
        ),
        "AP040",
        LAST,
    ),
    "the same approval in other bytes": (edit(LAST, "seq: 5", "seq:  5"), "AP032", LAST),
    "a link in place of a signed file": (link(LAST, "elsewhere.yml"), "ST005", LAST),
    "a link in place of a signature": (link(f"{LAST}.sig", "elsewhere.sig"), "ST005", f"{LAST}.sig"),
    "the first of a chain taken away": (
        join(delete("statements/boris/1.yml"), delete("statements/boris/1.yml.sig")),
        "AP001",
        "statements/boris/2.yml",
    ),
    "a signature beside nothing": (delete(LAST), "AP039", f"{LAST}.sig"),
    "by the facilitator": (of_facilitator, "AP008", "statements/helper/1.yml"),
    "by somebody whose term is over": (out_of_office, "AP009", "statements/clara/1.yml"),
    "agreed bytes poisoned": (
        lambda root: (root / "agreed" / digest_bytes((root / TEXT).read_bytes())).write_bytes(b"poison\n"),
        "AP017",
        "agreed/",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_at_its_place(name: str, root: Path) -> None:
    step, code, place = ATTACKS[name]
    step(root)
    findings = overlay.Example(root, overlay.AS_OF).check()
    found = {(find_rule(problem.rule).RULE.code, problem.location.path) for problem in findings.problems}
    assert any(said.startswith(code) and path.startswith(place) for said, path in found), found


# Attacks that leave what was agreed where it was; the others take a statement away from its author, and more with it.
PROPOSALS: dict[str, Step] = {
    "words": lambda root: (root / TEXT).write_text("बदले हुए शब्द।\n", encoding="utf-8"),
    "a translation alone": lambda root: (root / f"{SONG}/text.ur.md").write_text(
        "بدلے ہوئے الفاظ۔\n", encoding="utf-8"
    ),
    "a caption alone": edit(f"{BRIDGE}/entry.yml", r"caption: \{hi: ", "caption: {hi: बदला "),
    "a picture under the same name": lambda root: next((root / BRIDGE / "media").iterdir()).write_bytes(
        b"another picture"
    ),
    "new words, signed by one side": next_of("boris", BORIS),
    "new words, signed with a stranger's key": next_of("boris", NOBODY),
    "new words, signed with a revoked key": next_of("boris", LOST),
}


@pytest.mark.parametrize("name", PROPOSALS)
def test_what_was_agreed_stays_what_it_was(name: str, root: Path) -> None:
    before = find_published(root)
    assert before[f"{SONG} text.hi"]
    PROPOSALS[name](root)
    assert find_published(root) == before


def test_both_sides_signatures_move_the_words(root: Path) -> None:
    """The attacks' own tools work: with both keys the new words are agreed."""
    before = find_published(root)
    next_of("boris", BORIS)(root)
    sit(root, "amina", "2026-05-20", "text")
    after = find_published(root)
    assert {name for name in after if after[name] != before[name]} == {f"{SONG} text.hi"}


def find_published(root: Path) -> dict[str, str]:
    agreement = load(root, overlay.AS_OF).agreement
    return {f"{one.about} {part}": sha256 for one in agreement.subjects for part, sha256 in one.published.items()}
