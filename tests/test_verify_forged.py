"""Forgers who make proof, pages and sums tell one story, and readers who remember: `concord verify` on hard cases."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from concord.approve.parts import build_parts
from concord.read.archive import read_archive
from concord.verify.claims import find_held
from concord.verify.difference import (
    CHAIN_FORKED,
    CHAIN_SHORTER,
    FORKED,
    NEWER_AGREED,
    NOT_SHORT,
    OLDER,
    OTHER_GENESIS,
    ROLLED_BACK,
    SHORT_AT_LENGTH,
    TAKEN_AWAY,
    VANISHED,
    Level,
)
from concord.verify.proof import read_proof
from concord.verify.report import render_mirrors, render_verified
from concord.verify.run import DIFFER, FORK, ONLY_IN, OTHER, compare_mirrors
from concord.verify.trust import Trust, TrustError, build_trust, is_frozen, read_trust, write_trust
from forge import (
    ARCHIVES,
    DAY,
    build,
    digest,
    edit_words,
    find,
    find_messages,
    forget,
    judge,
    remake,
    reseal,
    say,
    take_bytes,
)

ENTRY, BREAD = "bridge-of-two-arches", "walnut-flatbread"
EAST, WEST = "lusajur-steward-1", "nisliskhevi-steward-1"
LIST = "proof/words.json"
STUB = {"kind": "place", "owned_by": ["lusajur", "nisliskhevi"], "order": ["lusajur", "nisliskhevi"],
        "format": "concord-entry/1", "access": "open", "rights": {"text": "CC-BY-4.0", "basis": "own"},
        "sources": []}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two sides, finished."""
    return build(ARCHIVES / "two-sides" / "archive", tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """The same, to be forged."""
    return shutil.copytree(built, tmp_path / "site")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The archive behind it, to be continued."""
    return shutil.copytree(ARCHIVES / "two-sides", tmp_path / "copy") / "archive"


def read_parts(root: Path, entry: str) -> dict[str, bytes]:
    return {name: part.raw for name, part in build_parts(read_archive(root).entries[entry]).items() if part.raw}


def change_theme(root: Path, *handles: str, rev: int = 2) -> bytes:
    """New facts of the bread, approved by some; returns their bytes."""
    file = root / "entries" / BREAD / "entry.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("themes: [bread]", "themes: [bread, crafts]"), encoding="utf-8"
    )
    raw = read_parts(root, BREAD)["facts"]
    for handle in handles:
        say(root, handle, f"entries/{BREAD}", {"facts": ("agree", raw)}, rev, "2026-12-01")
    return raw


def list_shown(tree: Any, id_: str, part: str, sha256: str) -> None:
    """Names other bytes for a part, in list and books alike."""
    tree["books"]["entries"][id_]["shown"][part] = sha256
    for one in tree["parts"]:
        if (one["about"], one["part"]) == (f"entries/{id_}", part):
            one["sha256"] = sha256


# Taken out with all traces


def test_an_entry_taken_out_with_all_its_words(site: Path) -> None:
    forget(site, BREAD)
    remake(site)
    found = judge(site)
    assert [(one.level, one.message, one.values["about"]) for one in found.differences] == [
        (Level.AGREEMENT, VANISHED, f"entries/{BREAD}")
    ]
    assert BREAD in found.unexplained


def test_an_entry_taken_out_and_said_to_wait(site: Path) -> None:
    """It may be said to wait for a side; that side's approvals say otherwise."""
    need = {"side": "nisliskhevi", "act": "agree", "people": 1, "by": "standard.people_per_side"}
    part = {"name": "facts", "kind": "facts", "lang": None, "speaker": None, "slug": None}
    waits = {"id": BREAD, "about": f"entries/{BREAD}", "kind": "recipe",
             "parts": [{"part": part, "missing": [need], "is_shown": False}]}  # fmt: skip
    forget(site, BREAD)
    edit_words(site, lambda tree: tree["books"]["waits"].append(waits))
    remake(site)
    assert VANISHED in find_messages(site)


def test_an_entry_said_to_wait_for_what_nobody_can_look_up(site: Path) -> None:
    """A picture that was never there can be waited for; then the answer says that only the site says so."""
    need = {"side": "nisliskhevi", "act": "agree", "people": 1, "by": "standard.people_per_side"}
    part = {"name": "media/never.png", "kind": "media", "lang": None, "speaker": None, "slug": None}
    waits = {"id": BREAD, "about": f"entries/{BREAD}", "kind": "recipe",
             "parts": [{"part": part, "missing": [need], "is_shown": False}]}  # fmt: skip
    forget(site, BREAD)
    edit_words(site, lambda tree: tree["books"]["waits"].append(waits))
    remake(site)
    found = judge(site)
    assert find_held(found.proof) == (BREAD,)
    assert f"still wait for somebody: {BREAD}" in render_verified(found, str, is_frozen=False)


# Older words


@pytest.fixture
def continued(root: Path, tmp_path: Path) -> Path:
    """A site whose bread has newer facts, agreed to by both sides."""
    change_theme(root, EAST, WEST)
    return build(root, tmp_path / "continued")


def test_newer_words_that_were_agreed_to_are_shown(continued: Path) -> None:
    assert judge(continued).differences == ()
    assert "crafts" in (continued / f"data/entries/{BREAD}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("keeps_newer", [True, False])
def test_older_words_shown_though_newer_were_agreed_to(keeps_newer: bool, continued: Path, root: Path) -> None:
    older = digest(read_parts(ARCHIVES / "two-sides" / "archive", BREAD)["facts"])
    newer = digest(read_parts(root, BREAD)["facts"])
    shutil.copyfile(root / "agreed" / older, continued / "proof/agreed" / older)
    if not keeps_newer:
        (continued / "proof/agreed" / newer).unlink()
    edit_words(continued, lambda tree: list_shown(tree, BREAD, "facts", older))
    remake(continued)
    found = judge(continued)
    assert (NEWER_AGREED in find_messages(continued)) is not keeps_newer
    assert [one for one in found.find(Level.AGREEMENT) if one.values.get("about") == f"entries/{BREAD}"]


def test_words_that_only_one_side_has_approved_are_no_newer_ones(root: Path, tmp_path: Path) -> None:
    change_theme(root, EAST)
    found = judge(build(root, tmp_path / "site"))
    assert found.differences == ()
    assert found.held == ()


def test_facts_that_wait_for_their_text_are_no_newer_ones(root: Path, tmp_path: Path) -> None:
    """Both sides agreed to new facts; the text that goes with them has the word of one side only."""
    text = "Նոր տեքստ այս մասին, որ դեռ սպասում է։\n".encode()
    change_theme(root, EAST, WEST)
    (root / "entries" / BREAD / "text.hy.md").write_bytes(text)
    say(root, EAST, f"entries/{BREAD}", {"text.hy": ("agree", text)}, 2, "2026-12-01")
    site = build(root, tmp_path / "site")
    assert "crafts" not in (site / f"data/entries/{BREAD}.json").read_text(encoding="utf-8")
    assert judge(site).differences == ()


def test_agreed_words_that_have_no_place_on_a_page_are_not_missed(root: Path, tmp_path: Path) -> None:
    """A voice that facts do not declare is agreed to and shown nowhere; its bytes are in no proof, lawfully."""
    text = "Ձայն, որին ոչ ոք չի կանչել։\n".encode()
    for handle in (EAST, WEST):
        say(root, handle, f"entries/{BREAD}", {"voice.millers.hy": ("seen", text)}, 1, "2026-12-01")
    site = build(root, tmp_path / "site")
    assert not (site / "proof/agreed" / digest(text)).exists()
    assert judge(site).differences == ()


def test_a_picture_that_says_who_took_it_is_shown_and_not_given_away(root: Path, tmp_path: Path) -> None:
    """Its original is in no proof, so that its page cannot be held against it; the answer says so."""
    file = root / "entries" / BREAD / "media/flatbread.png"
    clean, told, raw = file.read_bytes(), PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Author", "somebody")
    with Image.open(io.BytesIO(clean)) as picture:
        picture.save(raw, "PNG", pnginfo=told)
    for handle in (EAST, WEST):
        say(root, handle, f"entries/{BREAD}", {"media/flatbread.png": ("agree", raw.getvalue())}, 2, "2026-12-01")
    site = build(root, tmp_path / "site")
    assert not (site / "proof/agreed" / digest(raw.getvalue())).exists()
    found = judge(site)
    assert found.differences == ()
    assert f"entries/{BREAD}/media/flatbread.png" in found.unproven


# Said to stand in short, closed, hidden


def claim_short(site: Path, id_: str, facts: dict[str, Any], title: str) -> None:
    strings = {lang: {"/title": title, "/summary": title, "/stub/why": title} for lang in ("hy", "ka")}
    edit_words(
        site,
        lambda tree: tree["books"]["entries"][id_].update(short={"facts": facts | {"id": id_}, "words": strings}),
    )


def test_words_invented_for_something_that_does_not_stand_in_short(site: Path) -> None:
    claim_short(site, BREAD, STUB | {"stub": {"since": "2026-11-24"}}, "Invented")
    remake(site)
    assert "Invented" in (site / f"hy/entries/{BREAD}/index.html").read_text(encoding="utf-8")
    assert {NOT_SHORT, SHORT_AT_LENGTH} <= find_messages(site)


def test_facts_at_length_said_to_be_short(site: Path) -> None:
    take_bytes(site, f"entries/{BREAD}", lambda part: part.startswith("facts"))
    listed = json.loads((site / LIST).read_bytes())["books"]["entries"][BREAD]["shown"]
    for sha256 in listed.values():
        (site / "proof/agreed" / sha256).unlink()
    claim_short(site, BREAD, STUB, "Invented")
    remake(site)
    assert SHORT_AT_LENGTH in find_messages(site)


def forge_stub(site: Path) -> None:
    """What cannot be found out without memory: bytes taken away, and other words in short in their place."""
    take_bytes(site, f"entries/{BREAD}", lambda part: part.startswith("facts"))
    listed = json.loads((site / LIST).read_bytes())
    for sha256 in listed["books"]["entries"][BREAD]["shown"].values():
        (site / "proof/agreed" / sha256).unlink()
    edit_words(site, lambda tree: [one.update(in_proof=False) for one in tree["parts"] if one["about"].endswith(BREAD)])
    claim_short(site, BREAD, STUB | {"stub": {"since": "2026-11-24"}}, "Invented")
    remake(site)


def forge_closed(site: Path) -> None:
    forget(site, BREAD)
    closed = {"id": BREAD, "kind": "recipe", "access": "closed", "order": ["lusajur", "nisliskhevi"], "label": {}}
    edit_words(site, lambda tree: tree["books"]["closed"].append(closed))
    remake(site)


@pytest.mark.parametrize("forge", [forge_stub, forge_closed])
def test_what_cannot_be_compared_is_named_and_remembered(
    forge: Callable[[Path], None], built: Path, site: Path
) -> None:
    remembered = build_trust(read_proof(built), DAY)
    assert remembered is not None
    assert remembered.entries[BREAD]
    forge(site)
    found = judge(site)
    assert BREAD in found.unproven
    assert [one.message for one in found.differences] in ([], [TAKEN_AWAY])
    known = judge(site, trust=remembered)
    assert [(one.message, one.values["about"]) for one in known.differences] == [(TAKEN_AWAY, f"entries/{BREAD}")]


def test_something_closed_by_all_is_not_missed(built: Path, root: Path, tmp_path: Path) -> None:
    """Facts by which both sides closed it follow those that are remembered."""
    remembered = build_trust(read_proof(built), DAY)
    folder = root / "entries" / "ford-question"
    for path in (*folder.glob("text.*"), *folder.glob("voice.*")):
        path.unlink()
    closed = (root / "entries/ford-recording/entry.yml").read_text(encoding="utf-8")
    (folder / "entry.yml").write_text(closed.replace("id: ford-recording", "id: ford-question"), encoding="utf-8")
    shutil.copyfile(root / "entries/ford-recording/record.yml", folder / "record.yml")
    (root / "programme/disputes/ford-question.yml").unlink()
    acts = {part: ("agree", raw) for part, raw in read_parts(root, "ford-question").items()}
    for handle in (EAST, WEST):
        say(root, handle, "entries/ford-question", acts, 2, "2026-12-01")
    found = judge(build(root, tmp_path / "closed"), trust=remembered)
    assert found.differences == ()
    assert "ford-question" in found.unproven


def test_something_hidden_for_safety_is_not_missed_and_not_forgotten(built: Path, root: Path, tmp_path: Path) -> None:
    remembered = build_trust(read_proof(built), DAY)
    shutil.copyfile(root / "entries/ford-secret/hide.yml", root / "entries" / BREAD / "hide.yml")
    site = build(root, tmp_path / "hidden")
    assert judge(site, trust=remembered).differences == ()
    again = build_trust(read_proof(site), DAY, remembered)
    assert again is not None
    assert remembered is not None
    assert again.entries[BREAD] == remembered.entries[BREAD]


# A reader who remembers


@pytest.fixture
def trust(continued: Path) -> Trust:
    """What a reader knows who has seen the newer site."""
    found = build_trust(read_proof(continued), DAY)
    assert found is not None
    return found


def test_the_first_time_remembers_and_the_second_agrees(continued: Path, trust: Trust, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    assert read_trust(path) is None
    write_trust(path, trust)
    assert read_trust(path) == trust
    found = judge(continued, trust=trust)
    assert found.differences == ()
    assert found.is_known


def test_approvals_that_are_gone(site: Path, trust: Trust) -> None:
    """The site of an earlier day is sound in itself."""
    assert judge(site).differences == ()
    found = judge(site, trust=trust).differences
    assert {(one.message, one.values.get("handle")) for one in found} == {(ROLLED_BACK, EAST), (ROLLED_BACK, WEST)}


def test_an_approval_replaced(site: Path, root: Path, tmp_path: Path, trust: Trust) -> None:
    text = "Այլ խոսքեր։\n".encode()
    for handle in (EAST, WEST):
        say(root, handle, f"entries/{BREAD}", {"voice.millers.hy": ("seen", text)}, 1, "2026-12-01")
    for handle in (EAST, WEST):
        two, three = (root / f"statements/{handle}/{n}.yml" for n in (2, 3))
        prev = digest((root / f"statements/{handle}/1.yml").read_bytes())
        other = three.read_text(encoding="utf-8").replace("seq: 3", "seq: 2")
        two.write_text(other.replace(digest(two.read_bytes()), prev), encoding="utf-8")
        three.unlink()
    file = root / "entries" / BREAD / "entry.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("[bread, crafts]", "[bread]"), encoding="utf-8")
    forked = build(root, tmp_path / "forked")
    assert {one.message for one in judge(forked, trust=trust).differences} == {FORKED}


def test_another_founding(continued: Path, trust: Trust) -> None:
    found = judge(continued, trust=trust.model_copy(update={"genesis": "0" * 64}))
    assert OTHER_GENESIS in {one.message for one in found.differences}
    assert not found.is_known
    refused = judge(continued, genesis="0" * 64)
    assert {one.message for one in refused.differences} == {OTHER_GENESIS}
    assert not refused.is_known
    assert judge(continued, genesis=trust.genesis).is_known


def test_the_chain_of_rules_shorter_or_another(continued: Path, trust: Trust) -> None:
    longer = trust.model_copy(update={"charter": trust.charter.model_copy(update={"n": 2})})
    assert {one.message for one in judge(continued, trust=longer).differences} == {CHAIN_SHORTER}
    other = trust.model_copy(update={"charter": trust.charter.model_copy(update={"sha256": "0" * 64})})
    assert {one.message for one in judge(continued, trust=other).differences} == {CHAIN_FORKED}


def test_an_older_day(continued: Path, trust: Trust) -> None:
    later = trust.model_copy(update={"as_of": "2027-01-01"})
    assert {one.message for one in judge(continued, trust=later).differences} == {OLDER}


def test_a_site_that_stands_still(continued: Path) -> None:
    proof = read_proof(continued)
    assert not is_frozen(proof, DAY, 30)
    assert not is_frozen(proof, "2027-01-30", 30)
    assert is_frozen(proof, "2027-01-31", 30)


def test_a_day_that_has_not_come_is_not_remembered(continued: Path) -> None:
    """Else one false site would make every honest one look old."""
    found = build_trust(read_proof(continued), "2026-12-05")
    assert found is not None
    assert found.as_of == "2026-12-05"


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b"\xff", b'{"format": "concord-trust/1"}', b"[" * 100_000, b" " * 2_000_000]
)
def test_a_damaged_file_of_trust_is_no_first_time(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    path.write_bytes(raw)
    with pytest.raises(TrustError):
        read_trust(path)
    assert path.read_bytes() == raw


# Two copies


def test_two_copies_that_are_the_same(built: Path, site: Path) -> None:
    found = compare_mirrors(built, site)
    assert (found.differences, found.ahead) == ((), "")
    assert "the same, byte by byte" in render_mirrors(found, str)


def test_two_copies_of_which_one_was_altered(built: Path, site: Path) -> None:
    (site / "index.html").write_bytes(b"x")
    (site / "more.html").write_bytes(b"x")
    found = compare_mirrors(built, site)
    assert [(one.path, one.message) for one in found.differences] == [("index.html", DIFFER), ("more.html", ONLY_IN)]
    assert found.differences[1].values == {"where": "B"}


def test_a_copy_that_is_ahead(built: Path, continued: Path) -> None:
    assert compare_mirrors(built, continued).ahead == "second"
    assert compare_mirrors(continued, built).ahead == "first"
    assert FORK not in {one.message for one in compare_mirrors(built, continued).differences}


def test_two_copies_with_other_approvals_under_one_number(continued: Path, tmp_path: Path) -> None:
    other = shutil.copytree(continued, tmp_path / "other")
    path = other / f"proof/statements/{EAST}/2.yml"
    path.write_bytes(path.read_bytes().replace(b"rev: 2", b"rev: 3"))
    found = compare_mirrors(continued, other)
    assert FORK in {one.message for one in found.differences}
    assert found.ahead == ""


def test_copies_of_two_archives(built: Path, tmp_path: Path) -> None:
    other = build(ARCHIVES / "one-language" / "archive", tmp_path / "other")
    found = compare_mirrors(built, other)
    assert OTHER in {one.message for one in found.differences}
    assert found.ahead == ""


def test_sums_and_list_are_not_all_there_is(site: Path) -> None:
    """A forger who only makes sums fit is found on every level that he touches."""
    (site / f"hy/entries/{ENTRY}/index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    reseal(site)
    assert find(site, "words")
