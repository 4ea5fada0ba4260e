"""Redaction for safety: words go for good by the word of two sides, leave their notice, and cannot be brought back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concord import cli
from concord.approve.redactions import digest_redaction
from concord.approve.sitting import find_last, render_sitting
from concord.check.rules import find_rule
from concord.derive.site import SiteHidden, SiteTombstone, derive_site
from concord.model.programme import Redaction
from concord.model.statement import Act
from concord.pipeline import load
from concord.problems import Severity
from concord.publish.registry import find_outputs
from concord.render.press import make_press
from rules import overlay

SONG = "plain-song"
FOLDER = f"entries/{SONG}"
RECORD = "programme/redactions.yml"
DAY = "2026-05-20"
SECRETS = ("नदी का गीत", "दریا کا گیت", "एक गीत।")
STONE = """format: concord-entry/1
id: plain-song
kind: song
owned_by: [east, west]
order: [east, west]
label: {hi: एक प्रविष्टि, ur: ایک اندراج}
access: closed
tombstone: {ground: safety, on: 2026-05-20}
"""
HIDE = "format: concord-hide/1\nby: amina\non: 2026-05-20\nground: safety\n"


@pytest.fixture(scope="module")
def agreed(tmp_path_factory):
    return build_agreed(tmp_path_factory.mktemp("agreed") / "archive")


def build_agreed(root: Path, stone: str = "") -> Path:
    """Everything is agreed; Amina, Boris and Bela are safety coordinators too, the last two of one side.

    With a `stone` the song was withdrawn before.
    """
    shutil.copytree(overlay.BASE, root)
    if stone:
        put_stone(root, stone)
    people = root / "charter/people.yml"
    text = people.read_text(encoding="utf-8")
    safety = "      - {role: safety, since: 2026-01-01, until: 2027-12-31}\n"
    steward = "      - {role: steward, since: 2026-01-01, until: 2027-12-31}\n"
    assert text.count(steward) == 2
    text = text.replace(steward, steward + safety)
    text += f"  bela:\n    side: east\n    affiliation: {{hi: कोई नहीं, ur: کوئی نہیں}}\n    roles:\n{safety}"
    people.write_text(text, encoding="utf-8")
    overlay.agree(root)
    return root


@pytest.fixture
def root(agreed, tmp_path):
    return shutil.copytree(agreed, tmp_path / "archive")


def find_kept(root: Path) -> set[str]:
    """Kept words that were approved for the song alone."""
    loaded = load(root, overlay.AS_OF)
    acts = [act for one in loaded.archive.statements for act in one.file.value.acts]
    others = {act.sha256 for act in acts if act.about != f"entries/{SONG}"}
    return {act.sha256 for act in acts if act.about == f"entries/{SONG}"} - others


def put_stone(root: Path, stone: str) -> None:
    for text in (root / FOLDER).glob("text.*.md"):
        text.unlink()
    (root / FOLDER / "entry.yml").write_text(stone, encoding="utf-8")
    record = "format: concord-record/1\nstatus: withdrawn\nstewards: [amina, boris]\n"
    (root / FOLDER / "record.yml").write_text(record, encoding="utf-8")


def redact(root: Path, *by: str, files: int | None = None, hide: bool = True, stone: str = STONE) -> None:
    """The change: words and kept files out, tombstone, notice and record in; those named agree."""
    kept = find_kept(root)
    for sha256 in kept:
        (root / "agreed" / sha256).unlink()
    put_stone(root, stone)
    if hide:
        (root / FOLDER / "hide.yml").write_text(HIDE, encoding="utf-8")
    # What other entries say of it goes too.
    other = root / "entries/old-bridge/text.ur.md"
    other.write_text(other.read_text(encoding="utf-8").replace("../plain-song/", "../old-bridge/"), encoding="utf-8")
    write_record(root, by=by, files=len(kept) if files is None else files)
    for handle in by:
        assert cli.run(["redact", "--as", handle, "--archive", str(root), "--date", DAY, "--yes"]) == 0


def write_record(root: Path, by: tuple[str, ...], files: int, n: int = 1) -> None:
    (root / "programme").mkdir(exist_ok=True)
    line = f"- {{n: {n}, date: {DAY}, ground: safety, entry: {SONG}, by: [{', '.join(by)}], files: {files}}}\n"
    (root / RECORD).write_text(f"format: concord-redactions/1\nredactions:\n{line}", encoding="utf-8")


def find_codes(root: Path, agreed: Path) -> set[str]:
    found = overlay.find_places(overlay.Example(root, base=(agreed, DAY)).check())
    return {code for *_, code in found if code.startswith("AP0")}


def test_two_sides_can_take_words_out(root, agreed):
    redact(root, "amina", "boris")
    assert not find_codes(root, agreed) & {"AP050", "AP053", "AP056", "AP057", "AP070", "AP094", "AP095", "AP096"}


def prepare(root: Path, entry: str = SONG, by: str = "amina", other: str = "boris") -> int:
    options = ["--as", by, "--with", other, "--archive", str(root), "--date", DAY, "--yes", "--lang", "en"]
    return cli.run(["redact", "--prepare", entry, *options])


def test_what_the_command_prepares_two_sides_can_agree_to(root, agreed):
    kept = find_kept(root)
    (root / FOLDER / "notes").mkdir()
    (root / FOLDER / "notes/of-the-giver.txt").write_text(SECRETS[0], encoding="utf-8")
    assert prepare(root) == 0
    assert sorted(path.name for path in (root / FOLDER).iterdir()) == ["entry.yml", "hide.yml", "record.yml"]
    assert not kept & {path.name for path in (root / "agreed").iterdir()}
    assert f"files: {len(kept)}" in (root / RECORD).read_text(encoding="utf-8")
    for handle in ("amina", "boris"):
        assert cli.run(["redact", "--as", handle, "--archive", str(root), "--date", DAY, "--yes"]) == 0
    assert not find_codes(root, agreed) & {"AP050", "AP053", "AP056", "AP057", "AP070", "AP094", "AP095", "AP096"}
    loaded = load(root, overlay.AS_OF)
    site = derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store)
    assert isinstance(site.withheld[SONG], SiteHidden)


def find_errors(root: Path, agreed: Path) -> set[str]:
    """Errors of the change, but for a link of another entry that leads to the song."""
    found = overlay.Example(root, base=(agreed, DAY)).check().problems
    return {problem.rule for problem in found if find_rule(problem.rule).RULE.severity is Severity.ERROR} - {
        "link-broken"
    }


def agree_to_redaction(root: Path, *handles: str) -> None:
    for handle in handles or ("amina", "boris"):
        assert cli.run(["redact", "--as", handle, "--archive", str(root), "--date", DAY, "--yes"]) == 0


def test_an_entry_that_was_reviewed_can_go_and_its_log_stays(root, agreed):
    assert prepare(root, "old-bridge") == 0
    assert "reviews:\n- {date: 2026-02-01" in (root / "entries/old-bridge/record.yml").read_text(encoding="utf-8")
    agree_to_redaction(root)
    assert find_errors(root, agreed) == set()


@pytest.mark.parametrize("step", ["rmtree", "unlink"])
def test_one_who_was_interrupted_has_shown_nothing_and_goes_on(root, agreed, step, monkeypatch):
    (root / FOLDER / "notes").mkdir()

    def stop(*_args, **_options):
        raise PermissionError(step)

    kept = len(find_kept(root))
    with monkeypatch.context() as broken:
        broken.setattr(*((shutil, "rmtree", stop) if step == "rmtree" else (Path, "unlink", stop)))
        assert prepare(root) != 0
    if step == "rmtree":
        assert (root / FOLDER / "hide.yml").is_file()
    assert prepare(root) == 0
    assert (root / RECORD).read_text(encoding="utf-8").count("- {n:") == 1
    assert f"files: {kept}" in (root / RECORD).read_text(encoding="utf-8")
    agree_to_redaction(root)
    assert find_errors(root, agreed) == set()


def test_what_others_have_begun_is_not_begun_again(root, capsys):
    assert prepare(root) == 0
    assert prepare(root, by="bela", other="amina") == 2
    assert "Others have begun this" in capsys.readouterr().err


def test_nothing_of_the_folder_stays_whatever_it_is_called(root):
    for name in ("redactions.yml", "agreed", "of.ref.yml"):
        (root / FOLDER / name).write_text(SECRETS[0], encoding="utf-8")
    (root / FOLDER / "hide.yml").write_text(f"{HIDE}# {SECRETS[0]} is in danger\n", encoding="utf-8")
    assert prepare(root) == 0
    assert (root / FOLDER / "hide.yml").read_text(encoding="utf-8") == HIDE
    assert sorted(path.name for path in (root / FOLDER).iterdir()) == ["entry.yml", "hide.yml", "record.yml"]


def test_a_tombstone_that_was_agreed_to_stays(tmp_path):
    withdrawn = build_agreed(tmp_path / "withdrawn", STONE.replace("safety, on: 2026-05-20", "consent, on: 2026-05-02"))
    root = shutil.copytree(withdrawn, tmp_path / "archive")
    assert prepare(root) == 0
    assert "tombstone: {ground: consent, on: 2026-05-02}" in (root / FOLDER / "entry.yml").read_text(encoding="utf-8")
    agree_to_redaction(root)
    assert find_errors(root, withdrawn) == set()


FIRST = "- {n: 1, date: 2026-05-01, ground: safety, entry: gone, by: [amina, boris], files: 1}\n"
LONG = """  - n: 1
    date: 2026-05-01
    ground: safety
    entry: gone
    by:
      - amina
      - boris
    files: 1
"""
LISTS = {
    "empty, with a comment": ("format: concord-redactions/1\nredactions: []  # none so far\n", True),
    "without a list": ("format: concord-redactions/1\n", True),
    "the list first": (
        f"redactions:\n{FIRST}format: concord-redactions/1\n",
        False,
    ),
    "line by line": (
        f"format: concord-redactions/1\nredactions:\n{LONG}",
        True,
    ),
    "a comment at its end": (
        f"format: concord-redactions/1\nredactions:\n# the first\n{FIRST}# more to come\n",
        True,
    ),
    "in braces": ("{format: concord-redactions/1, redactions: []}\n", True),
    "unread": ("format: concord-redactions/1\nredactions: []\nother: 1\n", False),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_list_only_grows_however_it_is_written(root, name, capsys):
    text, is_taken = LISTS[name]
    (root / "programme").mkdir(exist_ok=True)
    (root / RECORD).write_text(text, encoding="utf-8")
    before = load(root, overlay.AS_OF).archive.programme.redactions
    words = sorted((root / FOLDER).rglob("*"))
    assert prepare(root) == (0 if is_taken else 2)
    if is_taken:
        after = load(root, overlay.AS_OF).archive.programme.redactions.value.redactions
        assert after[:-1] == before.value.redactions
        assert (after[-1].n, after[-1].entry) == (len(after), SONG)
    else:
        assert "write it by hand" in capsys.readouterr().err
        assert (root / RECORD).read_text(encoding="utf-8") == text
        assert sorted((root / FOLDER).rglob("*")) == words


def test_what_was_sealed_and_what_is_shared_stays_and_is_said(root, agreed, capsys):
    sealed = next(iter(load(root, overlay.AS_OF).archive.charter.named))
    plant(root, f"entries/{SONG}", sealed)
    shared = min(find_kept(root) - {sealed})
    plant(root, "entries/old-bridge", shared)
    assert prepare(root) == 0
    kept = {path.name for path in (root / "agreed").iterdir()}
    assert {sealed, shared} <= kept
    assert "as words of something else too: 1" in capsys.readouterr().err


def plant(root: Path, about: str, sha256: str) -> None:
    """One more statement, of one person, that names bytes as words of something."""
    loaded = load(root, overlay.AS_OF)
    act = Act(act="agree", about=about, part="text.hi", rev=1, sha256=sha256)
    before = find_last(loaded.archive.statements, "amina")
    for seq, text in render_sitting(loaded.archive.charter.genesis, before, DAY, (act,), demonstration=False):
        (root / f"statements/amina/{seq}.yml").write_text(text, encoding="utf-8")


def test_of_what_was_never_agreed_nothing_is_recorded(root, capsys):
    shutil.copytree(root / FOLDER, root / "entries/new-song")
    entry = root / "entries/new-song/entry.yml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("id: plain-song", "id: new-song"), encoding="utf-8")
    assert prepare(root, "new-song") == 2
    assert "were ever agreed to" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entry", "by", "other", "said"),
    [
        ("no-such-song", "amina", "boris", "no entry no-such-song"),
        (SONG, "bela", "boris", "different sides"),
        (SONG, "amina", "amina", "different sides"),
        (SONG, "amina", "nobody", "nobody is no safety coordinator"),
        ("../charter", "amina", "boris", "no entry"),
    ],
)
def test_nothing_is_prepared_by_one_side_or_of_nothing(root, entry, by, other, said, capsys):
    before = sorted(path for path in root.rglob("*"))
    assert prepare(root, entry, by, other) == 2
    assert said in capsys.readouterr().err
    assert sorted(path for path in root.rglob("*")) == before


def test_without_a_record_nothing_may_go(root, agreed):
    redact(root, "amina", "boris")
    (root / RECORD).unlink()
    assert "AP056" in find_codes(root, agreed)


@pytest.mark.parametrize("by", [("boris", "bela"), ("amina", "helper")])
def test_one_side_cannot(root, agreed, by):
    kept = len(find_kept(root))
    redact(root, *(handle for handle in by if handle != "helper"))
    write_record(root, by=by, files=kept)
    assert {"AP056", "AP094", "AP095"} <= find_codes(root, agreed)


def test_a_word_for_another_record_counts_for_nothing(root, agreed):
    redact(root, "amina", "boris")
    text = (root / RECORD).read_text(encoding="utf-8")
    (root / RECORD).write_text(text.replace(DAY, "2026-05-19"), encoding="utf-8")
    assert {"AP056", "AP094"} <= find_codes(root, agreed)


def test_the_count_has_to_be_true(root, agreed):
    redact(root, "amina", "boris", files=1)
    assert {"AP056", "AP095"} <= find_codes(root, agreed)


def test_nothing_of_other_entries_goes_with_it(root, agreed):
    redact(root, "amina", "boris")
    named = {act.sha256 for one in load(agreed).archive.statements for act in one.file.value.acts}
    other = min(named & {path.name for path in (root / "agreed").iterdir()})
    (root / "agreed" / other).unlink()
    assert "AP056" in find_codes(root, agreed)


def test_a_notice_has_to_stand_there(root, agreed):
    redact(root, "amina", "boris", hide=False)
    assert {"AP056", "AP095"} <= find_codes(root, agreed)


@pytest.mark.parametrize("stone", [
    STONE.replace("ground: safety", "ground: error"),
    STONE.replace("owned_by: [east, west]", "owned_by: [east]").replace("order: [east, west]", "order: [east]"),
])  # fmt: skip
def test_the_tombstone_is_for_safety_and_names_every_owner(root, agreed, stone):
    redact(root, "amina", "boris", stone=stone)
    assert {"AP056", "AP095"} <= find_codes(root, agreed)


def test_coordinators_are_not_appointed_in_the_change(root, agreed, tmp_path):
    before = shutil.copytree(agreed, tmp_path / "before")
    for archive in (before, root):
        people = archive / "charter/people.yml"
        text = people.read_text(encoding="utf-8")
        if archive == before:
            text = text.replace("      - {role: safety, since: 2026-01-01, until: 2027-12-31}\n", "", 1)
            people.write_text(text, encoding="utf-8")
            overlay.seal(before, "2026-04-01", "amina", "boris")
    redact(root, "amina", "boris")
    assert "AP095" in find_codes(root, before)


def test_the_record_stays(root, agreed, tmp_path):
    redact(root, "amina", "boris")
    before = shutil.copytree(root, tmp_path / "before")
    (root / RECORD).write_text("format: concord-redactions/1\nredactions: []\n", encoding="utf-8")
    assert "AP096" in find_codes(root, before)
    (root / RECORD).unlink()
    assert "AP096" in find_codes(root, before)


def test_the_site_says_that_something_is_not_shown(root):
    redact(root, "amina", "boris")
    loaded = load(root, overlay.AS_OF)
    site = derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store)
    assert isinstance(site.withheld[SONG], SiteHidden)
    pages = {output.path: output.make() for output in find_outputs(make_press(site))}
    assert f"hi/entries/{SONG}/index.html" in pages
    assert not [path for path, raw in pages.items() for secret in SECRETS if secret.encode() in raw]


def test_when_all_agree_the_tombstone_takes_the_place_of_the_notice(root):
    redact(root, "amina", "boris")
    for handle in ("amina", "boris"):
        overlay.sit(root, handle, "2026-05-25", "facts")
    loaded = load(root, overlay.AS_OF)
    site = derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store)
    assert isinstance(site.withheld[SONG], SiteTombstone)
    assert not {problem.rule for problem in overlay.Example(root).check().problems} & {"agreed-words-missing"}
    assert cli.run(["repair", str(root), "--as-of", overlay.AS_OF]) == 0


def test_no_copy_brings_it_back(root, agreed):
    kept = find_kept(root)
    redact(root, "amina", "boris")
    assert cli.run(["repair", str(root), "--from", str(agreed), "--as-of", overlay.AS_OF]) == 0
    assert not {path.name for path in (root / "agreed").iterdir()} & kept


def test_the_record_holds_no_digest(root):
    redact(root, "amina", "boris")
    text = (root / RECORD).read_text(encoding="utf-8")
    assert not [sha256 for sha256 in find_kept(root) if sha256[:8] in text]


def test_the_bytes_that_are_agreed_to_are_those_of_the_record():
    tree = {"n": "1", "date": DAY, "ground": "safety", "entry": SONG, "by": ["amina", "boris"], "files": "5"}
    # printf '%s' '{"by":["amina","boris"],"date":...,"n":"1"}' | sha256sum
    assert digest_redaction(Redaction.model_validate(tree)) == (
        "c1a36a05f86a2e4aeca1e2ddff4393f4e851d311e90fb9a887072fe9e279d49f"
    )


@pytest.mark.parametrize("handle", ["reader", "helper", "nobody", "clara"])
def test_who_may_not(root, handle):
    write_record(root, by=("amina", handle), files=1)
    assert cli.run(["redact", "--as", handle, "--archive", str(root), "--date", DAY, "--yes"]) == cli.WRONG_USE
    assert not (root / "statements" / handle).exists()
