"""The gate: only agreed bytes pass, closed things stay closed, and what cannot be shown is not half shown."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concord.approve.agreement import EntryAgreement
from concord.approve.store import StoreError
from concord.derive.entry_file import build_entry_file
from concord.derive.site import Site, SiteError, derive_site
from concord.model.entry import EntryFile
from concord.model.words import split_words
from concord.pipeline import Loaded, load
from concord.publish.registry import find_outputs
from concord.render.press import make_press

DAY = "2026-12-31"
ENTRY = "bridge-of-two-arches"
CANARY = "canarykestrelxylophone"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The fixture of two sides, to be spoiled."""
    return shutil.copytree(Path(__file__).parent / "archives/two-sides/archive", tmp_path / "archive")


def derive(loaded: Loaded, *, proposed: bool = False) -> Site:
    return derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store, proposed=proposed)


def print_site(site: Site) -> dict[str, bytes]:
    return {output.path: output.make() for output in find_outputs(make_press(site))}


def with_published(loaded: Loaded, **changes: bytes) -> Loaded:
    """As if all sides had agreed to other bytes of some parts of the entry."""
    judged = loaded.agreement.entries[ENTRY]
    published = {**judged.published, **{name: loaded.store.write(raw) for name, raw in changes.items()}}
    return with_judged(loaded, replace(judged, published=published))


def with_judged(loaded: Loaded, judged: EntryAgreement) -> Loaded:
    entries = {**loaded.agreement.entries, judged.id: judged}
    return replace(loaded, agreement=replace(loaded.agreement, entries=entries))


def change_facts(loaded: Loaded, **changes: Any) -> bytes:
    facts = json.loads(loaded.store.read(loaded.agreement.entries[ENTRY].published["facts"]))
    return json.dumps({**facts, **changes}).encode()


def test_the_site_holds_the_agreed_words(root: Path) -> None:
    loaded = load(root, DAY)
    site = derive(loaded)
    entry = site.entries[ENTRY]
    assert set(entry.languages) == {"hy", "ka"}
    for name, text in entry.texts.items():
        assert text.text.encode() == loaded.store.read(loaded.agreement.entries[ENTRY].published[name])
    assert entry.file.title["hy"]


def test_words_come_from_the_store_even_when_the_tree_says_otherwise(root: Path) -> None:
    before = print_site(derive(load(root, DAY)))
    for path in (root / "entries" / ENTRY).glob("*.md"):
        path.write_text(f"{CANARY}\n", encoding="utf-8")
    entry = root / "entries" / ENTRY / "entry.yml"
    entry.write_text(
        re.sub(r"^(title: *(\{|\n  )hy: )", rf"\1{CANARY} ", entry.read_text(encoding="utf-8"), flags=re.MULTILINE),
        encoding="utf-8",
    )
    assert CANARY in entry.read_text(encoding="utf-8")
    loaded = load(root, DAY)
    assert print_site(derive(loaded)) == before
    workshop = print_site(derive(loaded, proposed=True))
    assert CANARY.encode() in workshop[f"hy/entries/{ENTRY}/index.html"]


def test_no_word_of_the_record_passes_but_names_and_dates(root: Path) -> None:
    """Nobody agrees to the record: its free words must not be a way onto the page."""
    record = root / "entries" / ENTRY / "record.yml"
    text = record.read_text(encoding="utf-8")
    parts = (CANARY, "text.hy")
    lines = "".join(f"  - {{part: {part}, role: wrote, period: {CANARY}, handle: {CANARY}}}\n" for part in parts)
    record.write_text(text.replace("contributions:\n", f"contributions:\n{lines}"), encoding="utf-8")
    loaded = load(root, DAY)
    assert loaded.archive.entries[ENTRY].record is not None
    assert loaded.archive.entries[ENTRY].record.value.contributions[0].part == CANARY
    for proposed in (False, True):
        assert not any(CANARY.encode() in raw for raw in print_site(derive(loaded, proposed=proposed)).values())


@pytest.mark.parametrize("access", ["closed", "embargo"])
@pytest.mark.parametrize("proposed", [False, True])
def test_of_a_closed_entry_nothing_but_its_kind_and_owners_passes(root: Path, access: str, proposed: bool) -> None:
    if proposed:
        path = root / "entries" / ENTRY / "entry.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("access: open", f"access: {access}"), encoding="utf-8")
        loaded = load(root, DAY)
    else:
        loaded = load(root, DAY)
        loaded = with_published(loaded, facts=change_facts(loaded, access=access))
    opened = derive(load(Path(__file__).parent / "archives/two-sides/archive", DAY)).entries[ENTRY]
    site = derive(loaded, proposed=proposed)
    assert ENTRY not in site.entries
    assert site.stubs[ENTRY].kind == opened.file.kind.value
    printed = print_site(site)
    assert f"hy/entries/{ENTRY}/index.html" in printed
    assert f"parallel/{ENTRY}/index.html" not in printed
    words = [*opened.file.title.values(), *opened.file.summary.values()]
    words += [line for text in opened.texts.values() for line in text.text.splitlines() if len(line) > 20]
    for raw in printed.values():
        assert not any(word.encode() in raw for word in words)


def test_an_entry_that_nobody_agreed_to_is_not_there(root: Path) -> None:
    shutil.rmtree(root / "statements")
    printed = print_site(derive(load(root, DAY)))
    assert not any(ENTRY.encode() in raw or ENTRY in path for path, raw in printed.items())
    assert "hy/index.html" in printed


def test_a_changed_charter_shows_nothing_until_it_is_sealed(root: Path) -> None:
    sides = root / "charter/sides.yml"
    sides.write_text(sides.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    with pytest.raises(SiteError, match="charter-unsealed"):
        derive(load(root, DAY))
    assert derive(load(root, DAY), proposed=True).is_proposed


def test_without_a_charter_nothing_is_shown(root: Path) -> None:
    (root / "charter/archive.yml").unlink()
    with pytest.raises(SiteError, match="charter-missing"):
        derive(load(root, DAY), proposed=True)


@pytest.mark.parametrize("spoil", ["missing", "altered"])
def test_agreed_bytes_that_are_not_there_stop_everything(root: Path, spoil: str) -> None:
    loaded = load(root, DAY)
    path = root / "agreed" / loaded.agreement.entries[ENTRY].published["text.hy"]
    if spoil == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(StoreError) as caught:
        derive(loaded)
    assert caught.value.reason == spoil


def test_a_language_that_is_not_agreed_is_nowhere(root: Path) -> None:
    loaded = load(root, DAY)
    judged = loaded.agreement.entries[ENTRY]
    loaded = with_judged(loaded, replace(judged, languages=frozenset({"hy"})))
    site = derive(loaded)
    assert site.entries[ENTRY].languages == ("hy",)
    assert not any(text.part.lang == "ka" for text in site.entries[ENTRY].texts.values())
    printed = print_site(site)
    assert f"ka/entries/{ENTRY}/index.html" not in printed
    assert f'class="gap" href="../../../parallel/{ENTRY}/"'.encode() in printed[f"hy/entries/{ENTRY}/index.html"]
    text = loaded.store.read(judged.published["text.ka"]).decode().splitlines()[0]
    assert not any(text.encode() in raw for raw in printed.values())


def test_every_page_of_the_workshop_says_so_and_asks_not_to_be_found(root: Path) -> None:
    printed = print_site(derive(load(root, DAY), proposed=True))
    pages = [raw for path, raw in printed.items() if path.endswith(".html")]
    assert len(pages) > 8
    assert all(b'content="noindex, nofollow"' in page and b"notice-workshop" in page for page in pages)
    assert printed["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert json.loads(printed["data/catalogue.json"])["published"] is False


def test_every_page_of_a_demonstration_says_so(root: Path) -> None:
    site = derive(load(root, DAY))
    assert site.archive.demonstration
    for path, raw in print_site(site).items():
        if path.endswith(".html"):
            assert b'class="notice"' in raw, path
        if path.endswith(".json"):
            assert json.loads(raw)["demonstration"] is True


def minimal(**extra: Any) -> dict[str, Any]:
    return {
        "format": "concord-entry/1", "id": "x", "kind": "song", "owned_by": ["a", "b"], "order": ["a", "b"],
        "title": {"hy": "t", "ka": "t"}, "summary": {"hy": "s", "ka": "s"}, "contested": "false", "access": "open",
        "rights": {"text": "CC-BY-4.0"}, "sources": [{"id": "s1", "cite": "A book"}], **extra,
    }  # fmt: skip


def test_items_without_words_in_the_languages_shown_are_left_out() -> None:
    tree = minimal(
        facts=[
            {"id": "f1", "label": {"hy": "l"}, "value": {"hy": "v"}},
            {"id": "f2", "label": {"ka": "l"}, "value": {"ka": "v"}},
        ],
        reflection=[{"ka": "q1"}, {"hy": "q2"}, {"ka": "q3"}],
        when={"edtf": "1947", "words": {"ka": "w"}},
    )
    facts, strings = split_words(tree, EntryFile)
    file = build_entry_file(facts, {"hy": strings["hy"]})
    assert file is not None
    assert [fact.id for fact in file.facts] == ["f1"]
    assert [dict(question) for question in file.reflection] == [{"hy": "q2"}]
    assert file.when is None


def test_an_entry_without_a_title_is_no_entry() -> None:
    facts, _ = split_words(minimal(), EntryFile)
    assert build_entry_file(facts, {}) is None
