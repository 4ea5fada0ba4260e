"""A hostile contributor who may write any byte of the archive: what once worked stays tried."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import re
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from PIL import Image

from concord.approve.agreement import assess_archive
from concord.approve.parts import build_parts
from concord.check.pictures import assess_picture
from concord.cli import run
from concord.derive.entry_file import build_entry_file
from concord.derive.site import Site
from concord.model.words import join_words
from concord.pipeline import Refusal, load, prepare
from concord.read.archive import read_archive
from concord.render.markdown import render_markdown
from concord.render.marking import Marks, mark_stretches
from concord.render.media import MAX_SIDE, PictureError, Pictures, read_picture
from concord.render.press import make_press

SOURCE = Path(__file__).resolve().parent / "archives" / "two-sides"
DAY, LATER = "2026-11-24", "2026-12-31"
ENTRY = "walnut-flatbread"
NEW = "new-bread"
EAST, WEST = "lusajur-steward-1", "nisliskhevi-steward-1"
Parts = dict[str, bytes]


@contextlib.contextmanager
def ends():
    """A hang ends as a failure. No measure of speed: what once took minutes takes a second, on any machine a few."""

    def give_up(_number, _frame):
        raise TimeoutError("this does not end in any time a reader would wait")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(90)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive to be attacked."""
    shutil.copytree(SOURCE, tmp_path / "copy")
    return tmp_path / "copy" / "archive"


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def canonical(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def find_parts(root: Path, entry: str = ENTRY) -> Parts:
    """The parts of an entry whose bytes stand in the tree's texts."""
    found = build_parts(read_archive(root).entries[entry])
    return {name: part.raw for name, part in found.items() if part.raw is not None}


def say(root: Path, handle: str, entry: str, act: str, words: Mapping[str, bytes], rev: int) -> None:
    """Forges a statement that follows a steward's last one, and puts its words into the store."""
    folder = root / "statements" / handle
    folder.mkdir(exist_ok=True)
    last = len(list(folder.iterdir()))
    prev = digest((folder / f"{last}.yml").read_bytes()) if last else "null"
    genesis = digest((root / "charter/chain/1.yml").read_bytes())
    reader = f"{handle.partition('-steward')[0]}-reader"
    lines = ["format: concord-statement/1", f"genesis: {genesis}", f"seq: {last + 1}", f"prev: {prev}", f"date: {DAY}"]
    lines += ["demonstration: true", "acts:"]
    for part, raw in words.items():
        about = f"about: entries/{entry}, part: {part}, rev: {rev}, sha256: {digest(raw)}"
        lines.append(f"- {{act: {act}, {about}, relies_on: {reader}}}")
        (root / "agreed" / digest(raw)).write_bytes(raw)
    (folder / f"{last + 1}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_charter(root: Path, file: str, old: str, new: str, *more: str) -> None:
    """Changes the charter, as both sides and more agree; it is in force when the days of notice are over."""
    path = root / "charter" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run(["seal", str(root), "--date", "2026-11-07"]) == 0
    for handle in (EAST, WEST, *more):
        assert run(["amend", "--as", handle, "--archive", str(root), "--date", "2026-11-07", "--yes"]) == 0


def add_entry(root: Path) -> Parts:
    """A second bread, which both sides own in the tree; its parts without the picture."""
    shutil.copytree(root / "entries" / ENTRY, root / "entries" / NEW)
    file = root / "entries" / NEW / "entry.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"id: {ENTRY}", f"id: {NEW}"), encoding="utf-8")
    parts = find_parts(root, NEW)
    facts = json.loads(parts["facts"])
    del facts["media"]
    return {**parts, "facts": canonical(facts)}


def change_facts(parts: Parts, **changes: object) -> bytes:
    return canonical({**json.loads(parts["facts"]), **changes})


def open_site(root: Path, day: str = DAY) -> Site:
    """What is shown of an archive that passes the check."""
    site = prepare(root, day)
    assert not isinstance(site, Refusal), [problem.rule for problem in site.findings.problems]
    return site


def test_one_side_cannot_found_an_entry_alone(root):
    """The tree names two owners, as the check demands; the agreed facts, which nobody else has seen, name one."""
    parts = add_entry(root)
    alone = {**parts, "facts": change_facts(parts, owned_by=["lusajur"], order=["lusajur"])}
    for handle in (EAST, "lusajur-steward-2"):
        say(root, handle, NEW, "agree", alone, 1)
    assert NEW not in open_site(root).entries


def test_both_sides_can_found_it(root):
    """The attack's own tools work: the entry appears once the other side has agreed as well."""
    parts = add_entry(root)
    for handle in (EAST, WEST):
        say(root, handle, NEW, "agree", parts, 1)
    assert NEW in open_site(root).entries


def test_an_act_on_ground_that_nobody_agreed_to_takes_nothing_down(root):
    """One steward acts on common ground in a language that has none; nobody has to wait for it."""
    before = load(root, DAY).agreement.entries[ENTRY].published
    assert "common-ground.hy" not in before
    say(root, EAST, ENTRY, "agree", {"common-ground.hy": b"Nothing that anybody knows.\n"}, 1)
    assert load(root, DAY).agreement.entries[ENTRY].published == before


def test_a_pause_of_one_side_takes_no_table_down(root):
    """What all agreed to stays; the one that is left alone changes nothing."""
    before = {name: table.published for name, table in load(root, LATER).agreement.tables.items()}
    assert all(before.values())
    sides = root / "charter/sides.yml"
    text = sides.read_text("utf-8").replace(
        "  nisliskhevi:\n", "  nisliskhevi:\n    status: paused\n    status_since: 2026-12-01\n"
    )
    sides.write_text(text, encoding="utf-8", newline="\n")
    assert run(["seal", str(root), "--date", DAY]) == 0
    assert run(["amend", "--as", WEST, "--archive", str(root), "--date", DAY, "--yes"]) == 0
    agreement = load(root, LATER).agreement
    assert agreement.rules.links[-1].from_day == DAY
    assert {name: table.published for name, table in agreement.tables.items()} == before


def test_an_account_in_a_language_of_no_edition_is_not_agreed(root):
    """As docs/formats.md says of all words: a language that the charter does not name has no edition to stand in."""
    account = {"narrative.lusajur.fr": b"Du pain.\n"}
    say(root, EAST, ENTRY, "own", account, 1)
    say(root, WEST, ENTRY, "seen", account, 1)
    assert "narrative.lusajur.fr" not in load(root, DAY).agreement.entries[ENTRY].published


THIRD = """
  third:
    name: {hy: Երրորդ, ka: მესამე}
    heading: {hy: Երրորդ, ka: მესამე}
    status: paused
    status_since: 2026-01-01
"""


@pytest.mark.parametrize("part", ["narrative.third.hy", "narrative.nobody.hy", "voice.third.hy"])
def test_nobody_is_given_an_account_that_others_have_seen_and_he_has_not_owned(part, root):
    change_charter(root, "sides.yml", "\ncycle: [", f"{THIRD}cycle: [third, ")
    for handle in (EAST, WEST):
        say(root, handle, ENTRY, "seen", {part: "Ուրիշի խոսք։\n".encode()}, 1)
    agreement = load(root, LATER).agreement
    assert part not in agreement.entries[ENTRY].published


@pytest.mark.parametrize("preset", ["light", "standard"])
def test_words_in_a_language_of_no_edition_are_not_shown(preset, root):
    change_charter(root, "policy.yml", "preset: standard", f"preset: {preset}\nreaders_required: false")
    parts = add_entry(root)
    words = {"facts": parts["facts"], "facts.fr": parts["facts.hy"], "text.fr": b"Du pain.\n"}
    for handle in (EAST, WEST):
        say(root, handle, NEW, "agree", words, 1)
        say(root, handle, ENTRY, "agree", {name: raw for name, raw in words.items() if name != "facts"}, 2)
    site = open_site(root, LATER)
    assert NEW not in site.entries
    assert set(site.entries[ENTRY].languages) == {"hy", "ka"}


DEEP = b"[" * 100_000
BROKEN: dict[str, tuple[str, Any]] = {
    "facts without end": ("facts", lambda _: DEEP),
    "facts that are deep": ("facts", lambda parts: parts["facts"][:-1] + b',"zz":' + DEEP + b"]" * 100_000 + b"}"),
    "facts of an unknown kind": ("facts", lambda parts: change_facts(parts, kind="bogus")),
    "something closed of no kind": ("facts", lambda parts: change_facts(parts, access="closed", kind="<script>")),
    "something closed in no order": ("facts", lambda parts: change_facts(parts, access="closed", order="7")),
    "access as a list": ("facts", lambda parts: change_facts(parts, access=["closed"])),
    "a number that is none": ("facts", lambda parts: parts["facts"][:-1] + b',"zz":NaN}'),
    "the same name twice": ("facts", lambda parts: parts["facts"][:-1] + b',"access":"closed"}'),
    "words as a list": ("facts.hy", lambda _: b'["a"]'),
    "words that are no JSON": ("facts.hy", lambda _: b"nope"),
    "a number for a word": ("facts.hy", lambda _: b'{"/title":5}'),
    "bytes that are no text": ("text.hy", lambda _: b"\xff\xfe"),
    "hidden characters": ("text.hy", lambda _: "a\0b \u202e c\n".encode()),
    "a text of 2 MB": ("text.hy", lambda _: b"abc def\n" * 300_000),
    "settings of a page": ("text.hy", lambda _: b"---\ntemplate: x\n---\n\na\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_agreed_bytes_that_are_no_words_are_never_shown(name, root, tmp_path):
    """All sides agreed to them, as far as statements say, and they were never in the tree."""
    part, make = BROKEN[name]
    parts = find_parts(root)
    raw = make(parts)
    for handle in (EAST, WEST):
        say(root, handle, ENTRY, "agree", {**parts, part: raw}, 2)
    out = tmp_path / "site"
    assert run(["status", str(root), "--as-of", DAY]) == 0
    found = prepare(root, DAY)
    if part == "facts":
        assert not isinstance(found, Refusal)
        assert ENTRY not in found.withheld
        assert found.entries[ENTRY].file.access == "open"
        return
    assert isinstance(found, Refusal)
    problems = {(problem.rule, problem.location.path) for problem in found.findings.problems}
    assert ("agreed-words-altered", f"agreed/{digest(raw)}") in problems
    assert run(["build", "--archive", str(root), "--out", str(out), "--as-of", DAY, "--workers", "1"]) == 1
    assert not out.exists()


@pytest.mark.parametrize("path", ["", "no slash", f"/claims/{'9' * 5_000}/text", "/title/x/y", "/zz", "/kind", "/x/y"])
def test_words_with_paths_that_lead_nowhere_change_nothing(path, root):
    parts = find_parts(root)
    facts = json.loads(parts["facts"])
    words = {lang: json.loads(parts[f"facts.{lang}"]) for lang in ("hy", "ka")}
    sound = build_entry_file(facts, words)
    assert sound
    assert build_entry_file(facts, {**words, "hy": {**words["hy"], path: "x"}}) == sound


def test_words_of_a_claim_that_is_gone_never_pass_to_another():
    """The claim was called `1`, and another stands where one would count to 1."""
    claims = [{"id": "a", "by": ["lusajur"]}, {"id": "b", "by": ["nisliskhevi"]}]
    joined = join_words({"claims": claims}, {"hy": {"/claims/1/text": "x"}})
    assert joined == {"claims": claims}


def test_words_never_become_facts():
    """`id` and `by` are languages and names of fields too."""
    claims = [{"id": "a", "by": ["lusajur"]}]
    facts = {"claims": claims, "rights": {"text": "CC-BY-4.0"}}
    assert join_words(facts, {"by": {"/claims/0": "x", "/rights": "x"}}) == facts


def test_a_conflict_that_all_have_settled_does_not_stop_the_archive_for_ever(root):
    """One steward names a version that has other words already; statements stay, so only a later version ends it."""
    parts = find_parts(root)
    other = {"text.hy": "Այլ խոսք։\n".encode()}
    say(root, EAST, ENTRY, "agree", other, 1)
    assert isinstance(refused := prepare(root, DAY), Refusal)
    assert "approval-revision-conflict" in {problem.rule for problem in refused.findings.problems}
    for handle in (EAST, WEST):
        say(root, handle, ENTRY, "agree", parts, 2)
    assert open_site(root).entries[ENTRY].texts["text.hy"].text.encode() == parts["text.hy"]


def test_a_version_that_was_agreed_is_not_taken_over_by_other_owners(root):
    """Two of three sides name the agreed version again, with facts that leave the third out."""
    extra = THIRD.replace("    status: paused\n    status_since: 2026-01-01\n", "")
    person = "  third-steward-1:\n    side: third\n    reads: [hy, ka]\n    roles:\n"
    person += "      - {role: steward, since: 2026-01-01, until: 2029-12-31}\n"
    people = root / "charter/people.yml"
    people.write_text(people.read_text("utf-8").replace("  mediator:\n", f"{person}  mediator:\n"), encoding="utf-8")
    change_charter(root, "sides.yml", "\ncycle: [", f"{extra}cycle: [third, ", "third-steward-1")
    parts = find_parts(root)
    agreed = digest(parts["facts"])
    for number in range(100):  # until the new digest sorts before the agreed one
        taken = {**parts, "facts": change_facts(parts, owned_by=["lusajur", "third"], themes=[f"t{number}"], media=[])}
        if digest(taken["facts"]) < agreed:
            break
    for rev in (1, 2):
        for handle in (EAST, "third-steward-1"):
            say(root, handle, ENTRY, "agree", taken, rev)
    agreement = load(root, LATER).agreement
    assert agreement.rules.charter
    assert "third" in agreement.rules.charter.sides.value.sides
    entry = agreement.entries[ENTRY]
    assert entry.owned_by == ("lusajur", "nisliskhevi")
    assert entry.published["facts"] == agreed


def test_a_version_of_a_huge_number_is_found_at_once(root):
    """Where no language is required each is looked for in the versions there are, not in all numbers."""
    change_charter(root, "policy.yml", "preset: standard", "preset: standard\npublish_when: any_language")
    say(root, EAST, ENTRY, "agree", {"text.hy": b"a\n"}, 999_999_999)
    assert ENTRY in open_site(root, LATER).entries


def test_many_versions_of_many_parts_take_no_time_that_grows_with_their_product(root):
    """A thousand works named by one steward, a thousand versions by another: half a megabyte, once half a minute."""
    write_acts(root, EAST, [(f"work.a{number}.hy", 2) for number in range(1_000)])
    write_acts(root, WEST, [("text.hy", number) for number in range(3, 1_003)])
    loaded = load(root, DAY)
    with ends():
        assess_archive(loaded.archive, loaded.store, DAY)


def test_many_wordings_of_one_version_take_no_time_that_grows_with_their_square(root):
    for _ in range(6):
        write_acts(root, EAST, [("text.hy", 2)] * 1_200)
    loaded = load(root, DAY)
    with ends():
        assess_archive(loaded.archive, loaded.store, DAY)


def write_acts(root: Path, handle: str, acts: list[tuple[str, int]]) -> None:
    """A statement of very many acts, each on other words, of which none is kept."""
    say(root, handle, ENTRY, "agree", {}, 1)
    last = max((root / "statements" / handle).iterdir(), key=lambda path: int(path.stem))
    seed = f"{handle}/{last.stem}"
    lines = [
        f"- {{act: agree, about: entries/{ENTRY}, part: {part}, rev: {rev}, sha256: {digest(f'{seed}/{n}'.encode())}, "
        f"relies_on: {handle.partition('-steward')[0]}-reader}}\n"
        for n, (part, rev) in enumerate(acts)
    ]
    last.write_text(last.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


def change_words(root: Path) -> None:
    """Something to approve."""
    text = root / "entries" / ENTRY / "text.hy.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nԵվս։\n", encoding="utf-8")


def approve(root: Path) -> int:
    return run(["approve", "--as", EAST, "--archive", str(root), "--date", DAY, "--no-page", "--yes"])


@pytest.mark.parametrize("obstacle", ["a broken statement", "a link for the folder", "a file for the folder", "a pipe"])
def test_an_approval_is_written_nowhere_else_and_over_nothing(obstacle, root, tmp_path, capsys):
    change_words(root)
    folder, outside = root / "statements" / EAST, tmp_path / "outside"
    outside.mkdir()
    match obstacle:
        case "a broken statement":
            (folder / "2.yml").write_text("a: [\n", encoding="utf-8")
        case "a pipe":
            os.mkfifo(folder / "2.yml")
        case "a link for the folder":
            shutil.rmtree(folder)
            folder.symlink_to(outside)
        case _:
            shutil.rmtree(folder)
            folder.write_text("x", encoding="utf-8")
    assert approve(root) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not list(outside.iterdir())


def test_agreed_words_are_kept_nowhere_else(root, tmp_path):
    change_words(root)
    shutil.move(root / "agreed", tmp_path / "outside")
    (root / "agreed").symlink_to(tmp_path / "outside")
    before = sorted((tmp_path / "outside").iterdir())
    assert run(["approve", "--keep", "--archive", str(root), "--date", DAY]) == 2
    assert sorted((tmp_path / "outside").iterdir()) == before


@pytest.mark.parametrize("obstacle", ["link", "file", "pipe"])
def test_a_seal_is_written_nowhere_else_and_over_nothing(obstacle, root, tmp_path):
    (root / "charter/policy.yml").write_text("format: concord-policy/1\npreset: light\n", encoding="utf-8")
    victim, link = tmp_path / "victim", root / "charter/chain/2.yml"
    victim.write_text("precious", encoding="utf-8")
    match obstacle:
        case "link":
            link.symlink_to(victim)
        case "file":
            link.write_text("a: [\n", encoding="utf-8")
        case _:
            os.mkfifo(link)
    assert run(["seal", str(root), "--date", DAY]) == 2
    assert victim.read_text(encoding="utf-8") == "precious"
    assert obstacle != "file" or link.read_text(encoding="utf-8") == "a: [\n"


SILENT = Marks(Markup(), Markup())


def test_the_review_page_is_made_in_time_whatever_was_proposed():
    """Long repeated words are compared in cubic time if one lets them."""
    with ends():
        for before, now in (
            ("a " * 50_000, "a b " * 50_000),
            ("a\n" * 480, "a\nb\n" * 240),
            ("a " * 490, "a b " * 240),
        ):
            list(mark_stretches(before, now, SILENT))


def test_the_review_page_loses_no_word():
    before, now = "Ա բ գ\n\nդ ե\n", "Ա զ գ\n\nդ ե\n\nը\n"
    page = "".join(marked for _, marked in mark_stretches(before, now, SILENT))
    assert page == "Ա <del>բ </del><ins>զ </ins>գ\n\nդ ե\n<ins>\nը\n</ins>"


@pytest.mark.parametrize("command", ["##[stop-commands]x", "##vso[task.setvariable variable=PATH]x"])
@pytest.mark.parametrize("form", ["text", "html", "markdown", "json", "sarif"])
def test_no_report_holds_a_command_of_a_build_server(form, command, root, capsys):
    """These are obeyed wherever they stand in a line of a log, so it is not enough that our lines begin otherwise."""
    record = root / "entries" / ENTRY / "record.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(f'{text}suppress:\n  - {{rule: "{command}", reason: "{command}"}}\n', encoding="utf-8")
    with (root / "entries" / ENTRY / "text.hy.md").open("a", encoding="utf-8") as file:
        file.write(f"\n<b>{command}</b>\n")
    assert run(["check", str(root), "--format", form, "--as-of", DAY]) == 1
    said = capsys.readouterr().out
    assert command.partition("[")[0] + "[" not in said
    if form in ("json", "sarif"):
        assert command in json.dumps(json.loads(said)).replace("\\\\[", "[").replace("\\\\]", "]")


@pytest.mark.parametrize("line", ["a\n=\n", "a\n-\n", "## a\n", "***\n", "a\n***\n", "> a\n> -\n", "- a\n## b\n"])
def test_headings_and_rules_without_an_empty_line_are_rendered_in_time(line):
    """Python-Markdown copies the rest of a paragraph for each: a minute for 80 KB."""
    with ends():
        html = render_markdown(line * 10_000)
    assert html == render_markdown(f"{line}\n" * 10_000)


@pytest.mark.parametrize("line", ["    b\n    -\n", "\tb\n\t-\n", "    > b\n    > -\n"])
def test_the_same_inside_a_list_is_rendered_in_time(line):
    with ends():
        render_markdown("- a\n\n" + line * 10_000)


def test_lines_of_code_that_look_like_headings_stay_together():
    script = "".join(f"    # step {number}\n    ---\n" for number in range(200))
    assert render_markdown(script) == f"<pre><code>{script.replace('    ', '')}</code></pre>"


@pytest.mark.parametrize("size", [(3, 20_000), (20_000, 3), (1, 60_000)])
def test_a_strip_longer_than_webp_can_hold_is_made_smaller(size, tmp_path):
    """Its pixels are few, so the check has nothing against it."""
    raw = io.BytesIO()
    Image.new("L", size).save(raw, "PNG")
    (tmp_path / "strip.png").write_bytes(raw.getvalue())
    assert assess_picture(tmp_path / "strip.png").fault == ""
    made = Pictures(tmp_path / "cache").make(tmp_path / "strip.png", digest(raw.getvalue()))
    assert made
    assert all(max(one.width, one.height) <= MAX_SIDE for one in made)


def test_a_picture_with_a_broken_profile_and_broken_exif_is_shown_without_them(tmp_path):
    """The check reads pixels alone; what it lets pass has to be shown."""
    raw = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(
        raw, "JPEG", icc_profile=b"no profile", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x09" + b"\1" * 99
    )
    assert read_picture(raw.getvalue()).size == (8, 6)


def test_no_broken_picture_raises_anything_else():
    """A few thousand changed bytes; more were tried by hand."""
    chance = random.Random(5)
    seeds = []
    for mode in ("RGB", "L", "CMYK"):
        raw = io.BytesIO()
        exif = Image.Exif()
        exif[0x112] = 6
        Image.new(mode, (24, 16)).save(raw, "JPEG", exif=exif.tobytes())
        seeds.append(raw.getvalue())
    for _ in range(1_500):
        spoilt = bytearray(chance.choice(seeds))
        for _ in range(chance.choice((1, 3, 9))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with contextlib.suppress(PictureError):
            read_picture(bytes(spoilt))


@pytest.mark.parametrize(
    "text", ["[..1950]", "{..1950,-0001}", "{1950..}", "[1900,1950..]", "{1900..1905}", "[..-0044]"]
)
@pytest.mark.parametrize("lang", ["hy", "ka"])
def test_every_lawful_date_can_be_said(text, lang, root):
    """Sets with an open end are lawful, pass the check and once ended the build."""
    file = root / "entries" / ENTRY / "entry.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("edtf: 19XX", f'edtf: "{text}"'), encoding="utf-8")
    custody = (
        f"custody:\n  - {{id: k1, holder: {{hy: Ա, ka: ა}}, what: {{hy: Ա, ka: ა}}, since: '{text}', sources: [s1]}}\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + custody, encoding="utf-8")
    site = prepare(root, DAY, proposed=True)
    assert isinstance(site, Site)
    said = make_press(site).dates[lang].say_edtf(text)
    assert said
    assert re.search(r"19[05][0-5]|45", said.text)
