"""Pages for stewards in the workshop edition: what they show, what they keep back, and the bytes they join."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner, Result

import loaves
from concord.approve.digest import canonical_json
from concord.approve.sitting import build_acts, find_last, find_waiting, render_sitting
from concord.cli import concord
from concord.derive.shown import SiteSitting
from concord.derive.site import Site, derive_site
from concord.derive.views.sitting import NewFile
from concord.model.charter import Forge
from concord.pipeline import derive, load
from concord.publish.later import Later
from concord.publish.registry import find_outputs
from concord.render.press import Press, make_press
from concord.render.sitting_page import cut_sitting, find_new_file
from loaves import DAY, FIVE, OTHER_READER, OTHER_SIDE, READER, READS_BOTH, READS_ONE
from test_publish_outputs import find_link_faults, find_targets

ROUNDS = 200


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive in which five entries wait; to be copied."""
    return loaves.make_archive(tmp_path_factory.mktemp("loaves") / "home")


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written to."""
    shutil.copytree(made.parent, tmp_path / "home")
    return tmp_path / "home" / "archive"


@pytest.fixture(scope="module")
def pages(made: Path) -> dict[str, bytes]:
    """The pages for stewards, by path."""
    return print_pages(loaves.derive_workshop(made))


def print_pages(site: Site) -> dict[str, bytes]:
    press = make_press(site)
    return {one.path: one.make() for one in find_outputs(press) if "/stewards/" in one.path}


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(concord, [str(argument) for argument in arguments])


def approve(root: Path, handle: str, targets: list[str], *more: str) -> str:
    """What the command line writes for these parts."""
    options = ("--date", DAY, "--no-page", "--yes", *more)
    done = call("approve", "--as", handle, "--archive", root, *options, *targets)
    assert done.exit_code == 0, done.output
    return max((root / "statements" / handle).glob("*.yml"), key=lambda path: int(path.stem)).read_bytes().decode()


def find_sitting(site: Site, handle: str) -> SiteSitting:
    return next(one for one in site.sittings if one.handle == handle)


@pytest.mark.parametrize("handle", [READS_BOTH, READS_ONE, OTHER_SIDE])
def test_the_page_joins_the_bytes_that_the_command_writes(
    handle: str, made: Path, root: Path, pages: dict[str, bytes]
) -> None:
    """Over many choices, in whatever order they are made: by what the command calls, and by the command itself."""
    draw = random.Random(handle)
    page = loaves.read_sitting(pages[f"hy/stewards/{handle}/index.html"])
    assert page == loaves.read_sitting(pages[f"ka/stewards/{handle}/index.html"])
    reader = READER if handle == READS_ONE else OTHER_READER
    loaded = load(made, DAY)
    waiting = find_waiting(loaded.archive, loaded.agreement, handle, DAY)
    last = find_last(loaded.archive.statements, handle)
    genesis = loaded.archive.charter.genesis if loaded.archive.charter else None
    for _ in range(ROUNDS):
        chosen = draw.sample(page.choices, draw.randint(1, len(page.choices)))
        targets = {one.target for one in chosen}
        acts = build_acts([item for item in waiting if item.target in targets], {"hy": reader, "ka": reader})
        ((seq, written),) = render_sitting(genesis or "", last, DAY, acts, demonstration=True)
        assert (f"{seq}.yml", page.join(chosen, reader)) == (page.file, written)
    relies = ("--relies-on", f"hy={reader}", "--relies-on", f"ka={reader}")
    assert page.join(chosen, reader) == approve(root, handle, [one.target for one in chosen], *relies)


def test_everything_that_waits_stands_on_the_page(made: Path, pages: dict[str, bytes]) -> None:
    listed = call("approve", "--as", READS_ONE, "--archive", made, "--date", DAY, "--list").output
    page = loaves.read_sitting(pages[f"hy/stewards/{READS_ONE}/index.html"])
    assert {one.target for one in page.choices} == set(re.findall(r"[a-z0-9-]+/[a-z]\S*", listed))
    assert {one.target.split("/")[0] for one in page.choices} == {*FIVE, "walnut-flatbread"}


def test_from_the_browser_and_one_step_to_published_words(root: Path, pages: dict[str, bytes]) -> None:
    """Both sides save a file each; the command of the workflow keeps the words; then they are on the public site."""
    for handle, reader in ((READS_ONE, READER), (OTHER_SIDE, OTHER_READER)):
        page = loaves.read_sitting(pages[f"ka/stewards/{handle}/index.html"])
        path = root / "statements" / handle / page.file
        path.write_bytes(page.join(page.choices, reader).encode())
    checked = call("check", root, "--as-of", DAY, "--lang", "en")
    assert checked.exit_code == 1
    assert set(re.findall(r"error\[([A-Z0-9]+)\]", checked.output)) == {"AP016"}, checked.output
    assert "concord approve --keep" in checked.output
    told = call("status", root, "--as-of", DAY, "--lang", "en").output
    assert "next: concord approve --keep" in told
    kept = call("approve", "--keep", "--archive", root, "--date", DAY)
    assert kept.exit_code == 0, kept.output
    assert call("check", root, "--as-of", DAY).exit_code == 0
    assert "--keep" not in call("status", root, "--as-of", DAY, "--lang", "en").output
    site = derive(load(root, DAY))
    assert isinstance(site, Site)
    assert set(FIVE) <= site.entries.keys()
    assert site.entries["loaf-3"].texts["text.hy"].text.startswith("Հաց 3։")
    assert "Եվ աղ։" in site.entries["walnut-flatbread"].texts["text.hy"].text


def test_a_public_site_has_none_of_it(made: Path) -> None:
    site = derive(load(made, DAY))
    assert isinstance(site, Site)
    assert site.sittings == ()
    paths = [one.path for one in find_outputs(make_press(site))]
    assert [path for path in paths if "/stewards/" in path or "sitting" in path] == []


def test_words_that_stand_on_no_page_stand_on_none_of_these(root: Path) -> None:
    """Closed, hidden, and a stub that would say more."""
    entries = root / "entries"
    loaves.edit(entries / "loaf-1" / "entry.yml", ("access: open", "access: closed"))
    (entries / "loaf-2" / "hide.yml").write_bytes((entries / "ford-secret" / "hide.yml").read_bytes())
    stub = "stub: {dispute: loaves, why: {hy: Վեճ, ka: დავა}}\nthemes:"
    loaves.edit(entries / "loaf-3" / "entry.yml", ("themes:", stub))
    site = loaves.derive_workshop(root)
    assert {"loaf-1", "loaf-2"} <= site.withheld.keys()
    asked = {one.waiting.entry for one in find_sitting(site, READS_BOTH).asked}
    assert not asked & {"loaf-1", "loaf-2", "loaf-3"}
    assert {"loaf-4", "loaf-5"} <= asked
    words = b"".join(print_pages(site).values()).decode()
    assert "Հաց 4" in words
    for number in (1, 2, 3):
        assert f"Հաց {number}" not in words


def test_what_all_closed_is_opened_by_no_proposal(root: Path) -> None:
    """The words agreed so far say closed, those in the tree say open: neither stands on a page."""
    loaded = load(root, DAY)
    judged = loaded.agreement.entries["walnut-flatbread"]
    facts = json.loads(loaded.store.read(judged.published["facts"]))
    closed = loaded.store.write(canonical_json({**facts, "access": "closed"}))
    entries = {
        **loaded.agreement.entries,
        judged.id: replace(judged, published={**judged.published, "facts": closed}),
    }
    asked = []
    for agreement in (loaded.agreement, replace(loaded.agreement, entries=entries)):
        site = derive_site(root, loaded.archive, agreement, loaded.store, proposed=True)
        asked.append({one.waiting.entry for one in find_sitting(site, READS_BOTH).asked})
    assert asked[0] - asked[1] == {judged.id}


def test_changes_are_marked_in_words_too(pages: dict[str, bytes]) -> None:
    page = pages[f"ka/stewards/{READS_BOTH}/index.html"].decode()
    come = r'<ins><span class="unseen" lang="[a-z]+" dir="ltr" data-script="[A-Za-z]+">[^<]+ </span>'
    assert re.search(f"{come}հետո</ins>", page)
    assert re.search(f"{come}[^<]*Եվ աղ։", page)
    assert re.search(r"<del><span class=\"unseen\"[^>]*>[^<]+ </span>առաջ</del>", page)


def test_nothing_is_chosen_beforehand(pages: dict[str, bytes]) -> None:
    for path, page in pages.items():
        assert b" checked" not in page.split(b"<main", 1)[1].split(b"</main>", 1)[0], path
        assert b" selected" not in page, path


def test_what_a_contributor_typed_is_words_and_nothing_else(root: Path) -> None:
    evil = "\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n"
    text = root / "entries" / "loaf-1" / "text.hy.md"
    text.write_text(text.read_text(encoding="utf-8") + evil, encoding="utf-8", newline="\n")
    loaves.edit(root / "entries" / "loaf-1" / "entry.yml", ("Հաց 1", '"\\"><script>alert(2)</script>"'))
    for path, page in print_pages(loaves.derive_workshop(root)).items():
        assert b"<script>" not in page, path
        assert b"onerror=" not in page.replace(b"onerror=alert(1)&gt;", b""), path


def test_the_day_is_never_before_the_last_approval(made: Path) -> None:
    for day, expected in (("2027-03-01", "2027-03-01"), ("2026-01-02", None)):
        site = loaves.derive_workshop(made, day)
        for sitting in site.sittings:
            before = max(
                one.file.value.date for one in load(made, day).archive.statements if one.handle == sitting.handle
            )
            assert sitting.day == (expected or before)


def test_before_the_founding_is_sealed_nobody_is_asked(root: Path) -> None:
    shutil.rmtree(root / "charter" / "chain")
    site = loaves.derive_workshop(root)
    assert site.sittings == ()
    (page,) = {raw for path, raw in print_pages(site).items() if path == "hy/stewards/index.html"}
    assert b"not sealed yet" in page


def test_very_much_stands_on_several_pages(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.render.sitting_page.MOST_PARTS", 12)
    site = loaves.derive_workshop(made)
    sitting = find_sitting(site, READS_BOTH)
    pages = cut_sitting(sitting)
    assert len(pages) > 1
    places = [place for page in pages for _, found in page for place, _ in found]
    assert places == list(range(len(sitting.asked)))
    printed = print_pages(site)
    last = printed[f"hy/stewards/{READS_BOTH}/{len(pages)}/index.html"]
    found = loaves.read_sitting(last)
    assert [one.place for one in found.choices]
    assert sum(
        len(loaves.read_sitting(page).choices) for path, page in printed.items() if f"hy/stewards/{READS_BOTH}/" in path
    ) == len(places)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("github", NewFile("https://a.example/b/c/new/main?filename=archive%2Fx%2F1.yml", takes_words=True)),
        ("forgejo", NewFile("https://a.example/b/c/_new/main?filename=archive%2Fx%2F1.yml", takes_words=True)),
        ("gitlab", NewFile("https://a.example/b/c/-/new/main?file_name=archive%2Fx%2F1.yml", takes_words=False)),
    ],
)
def test_a_forge_is_asked_for_a_new_file(kind: str, expected: NewFile) -> None:
    assert find_new_file(Forge(kind=kind, address="https://a.example/b/c"), "archive/x/1.yml") == expected
    assert find_new_file(None, "archive/x/1.yml") is None


def test_where_the_archive_says_where_it_is_kept_the_page_leads_there(made: Path) -> None:
    forge = Forge(kind="github", address="https://a.example/b/c")
    site = loaves.derive_workshop(made)
    site = replace(site, archive=site.archive.model_copy(update={"forge": forge}))
    page = print_pages(site)[f"hy/stewards/{READS_BOTH}/index.html"].decode()
    name = f"archive%2Fstatements%2F{READS_BOTH}%2F2.yml"
    assert f'href="https://a.example/b/c/new/main?filename={name}"' in page
    assert "a.example" not in page.split("Content-Security-Policy", 1)[1].split(">", 1)[0]


def test_no_page_makes_a_file_that_is_not_read(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.render.sitting_page.MOST_ACTS", 4)
    monkeypatch.setattr("concord.render.sitting_page.MOST_PARTS", 2)
    pages = cut_sitting(find_sitting(loaves.derive_workshop(made), READS_BOTH))
    assert max(sum(len(found) for _, found in page) for page in pages) == 4
    assert all(pages)


def test_a_picture_stands_beside_the_one_before_and_no_link_is_dead(root: Path) -> None:
    entries = root / "entries"
    new = (entries / "bridge-of-two-arches" / "media" / "two-arches.png").read_bytes()
    (entries / "walnut-flatbread" / "media" / "flatbread.png").write_bytes(new)
    press = make_press(loaves.derive_workshop(root))
    printed = {output.path: output.make() for output in find_outputs(press)}
    page = printed[f"hy/stewards/{READS_BOTH}/index.html"].decode()
    shown = page.split('id="about-entries-walnut-flatbread"', 1)[1].split("</details>\n<", 1)[0]
    pictures = re.findall(r'<img src="\.\./\.\./\.\./(media/[^"]+)" width="[0-9]+"', shown)
    assert len(set(pictures)) == 2
    html = {path: raw.decode() for path, raw in printed.items() if path.endswith(".html")}
    trees = {path: html5lib.parse(text, namespaceHTMLElements=False) for path, text in html.items()}
    ids = {path: [e.attrib["id"] for e in tree.iter() if "id" in e.attrib] for path, tree in trees.items()}
    for path, tree in trees.items():
        if "/stewards/" in path:
            assert len(set(ids[path])) == len(ids[path]), path
            for target in (target for e in tree.iter() for target in find_targets(e.attrib)):
                assert find_link_faults(path, target, printed, ids) == []


def test_pages_look_the_same_twice(made: Path, pages: dict[str, bytes]) -> None:
    assert print_pages(loaves.derive_workshop(made)) == pages


def test_press_is_for_the_workshop(made: Path) -> None:
    press: Press = make_press(loaves.derive_workshop(made))
    assert {"sitting.css", "sitting.js"} <= press.assets.addresses.keys()


def test_who_serves_the_workshop_makes_these_when_they_are_asked_for(made: Path) -> None:
    later, path = Later(), f"ka/stewards/{READS_BOTH}/index.html"
    written = later.put_off(find_outputs(make_press(loaves.derive_workshop(made))))
    assert path not in {output.path for output in written}
    assert b'id="sitting"' in (later.find(path) or b"")
