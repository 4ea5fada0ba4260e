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
from concord.catalogues import load_catalogue
from concord.derive.entry_file import build_entry_file
from concord.derive.site import Site, SiteClosed, SiteError, SiteHidden, derive_site
from concord.model.entry import EntryFile
from concord.model.words import split_words
from concord.pipeline import Loaded, load
from concord.publish.registry import find_outputs
from concord.render.labels import DEMONSTRATION
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
    # These two say that words wait for approval, and never which words.
    told = {f"{lang}/{hub}/index.html" for lang in ("hy", "ka") for hub in ("awaiting", "status")}
    told |= {"proof/words.json", "SHA256SUMS"}
    for path in (root / "entries" / ENTRY).glob("*.md"):
        path.write_text(f"{CANARY}\n", encoding="utf-8")
    entry = root / "entries" / ENTRY / "entry.yml"
    entry.write_text(
        re.sub(r"^(title: *(\{|\n  )hy: )", rf"\1{CANARY} ", entry.read_text(encoding="utf-8"), flags=re.MULTILINE),
        encoding="utf-8",
    )
    assert CANARY in entry.read_text(encoding="utf-8")
    loaded = load(root, DAY)
    after = print_site(derive(loaded))
    assert {path for path, raw in after.items() if raw != before[path]} <= told
    assert not any(CANARY.encode() in raw for raw in after.values())
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


FORMS: dict[str, dict[str, Any]] = {
    "closed": {"access": "closed"},
    "embargo": {"access": "embargo", "embargo_until": "2030-01-01"},
    "tombstone": {"tombstone": {"ground": "example", "on": "2026-11-20"}},
    "tombstone of something closed": {"access": "closed", "tombstone": {"ground": "safety", "on": "2026-11-20"}},
    "stub": {"stub": {"since": "2026-11-20"}},
    "hidden": {},
}


def load_form(root: Path, form: str, *, proposed: bool) -> Loaded:
    """The archive with its entry in one of the forms in which something is not shown."""
    if form == "hidden":
        notice = "format: concord-hide/1\nby: lusajur-steward-1\non: 2026-11-20\nground: safety\n"
        (root / "entries" / ENTRY / "hide.yml").write_text(notice, encoding="utf-8")
    elif proposed:
        path = root / "entries" / ENTRY / "entry.yml"
        text = path.read_text(encoding="utf-8").replace("access: open\n", "")
        path.write_text(text + yaml_lines({"access": "open", **FORMS[form]}), encoding="utf-8")
    loaded = load(root, DAY)
    return loaded if proposed or form == "hidden" else with_published(loaded, facts=change_facts(loaded, **FORMS[form]))


def yaml_lines(values: dict[str, Any]) -> str:
    lines = []
    for key, value in values.items():
        inner = ", ".join(f"{name}: {text}" for name, text in value.items()) if isinstance(value, dict) else value
        words = ", why: {hy: x, ka: x}" if key == "stub" else ""
        lines.append(f"{key}: {{{inner}{words}}}\n" if isinstance(value, dict) else f"{key}: {inner}\n")
    return "".join(lines)


def with_words(loaded: Loaded, words: dict[str, str]) -> Loaded:
    """As if all sides had agreed to more words, the same in every language but for its tag."""
    judged = loaded.agreement.entries[ENTRY]
    changed = {}
    for lang in judged.languages:
        strings = json.loads(loaded.store.read(judged.published[f"facts.{lang}"]))
        changed[f"facts.{lang}"] = json.dumps(
            strings | {path: f"{text} {lang}" for path, text in words.items()}
        ).encode()
    return with_published(loaded, **changed)


def find_words(site: Site, *, also_short: bool) -> list[str]:
    """Words of the entry by which a leak would show: its texts, captions and notes, and unless `also_short` is
    allowed its title and summary.
    """
    entry = site.entries[ENTRY]
    words = [] if also_short else [*entry.file.title.values(), *entry.file.summary.values()]
    words += [line for text in entry.texts.values() for line in text.text.splitlines() if len(line) > 20]
    words += [said for media in entry.file.media for map_ in (media.alt, media.caption) for said in map_.values()]
    words += [said for claim in entry.file.claims for said in claim.text.values()]
    words += [name.text for name in entry.file.names] + [*entry.media]
    return words


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("proposed", [False, True])
def test_of_what_is_not_shown_not_one_word_passes(root: Path, form: str, proposed: bool) -> None:
    opened = derive(load(Path(__file__).parent / "archives/two-sides/archive", DAY))
    is_short = form in ("stub", "tombstone")
    loaded = load_form(root, form, proposed=proposed)
    if form == "stub" and not proposed:
        loaded = with_words(loaded, {"/stub/why": "why"})
    site = derive(loaded, proposed=proposed)
    printed = print_site(site)
    assert (ENTRY in site.entries) is (form == "stub")
    assert f"hy/entries/{ENTRY}/index.html" in printed
    assert (f"parallel/{ENTRY}/index.html" in printed) is (form == "stub")
    media = {*opened.entries[ENTRY].media}
    words = [word.encode() for word in find_words(opened, also_short=is_short)]
    words += [] if form == "stub" else [source.cite.encode() for source in opened.entries[ENTRY].file.sources]
    assert len(words) > 20
    for path, raw in printed.items():
        leaked = [word.decode() for word in words if word in raw]
        # Approvals are whole or worth nothing: they go on naming files, as in the repository, and no word of any.
        leaked = [word for word in leaked if not (path.startswith("proof/statements/") and word in media)]
        # Another entry may be made of the same stone.
        assert not leaked or "walnut" in path, (path, leaked)
        if ENTRY in path and path.endswith(".html") and form != "stub":
            assert b'content="noindex, nofollow"' in raw
    pictures = {raw for path, raw in print_site(opened).items() if path.startswith("media/")}
    assert not any(raw in pictures for path, raw in printed.items() if ENTRY in path)


@pytest.mark.parametrize(
    "stone", ["x", [], {}, {"ground": "spite", "on": "2026-11-20"}, {"ground": "error", "on": "now"}]
)
def test_a_tombstone_that_says_nothing_sound_shows_nothing(root: Path, stone: Any) -> None:
    loaded = load(root, DAY)
    site = derive(with_published(loaded, facts=change_facts(loaded, tombstone=stone)))
    assert ENTRY not in site.entries
    assert ENTRY not in site.withheld


def test_of_a_closed_entry_its_kind_owners_and_agreed_label_pass(root: Path) -> None:
    loaded = with_words(load_form(root, "closed", proposed=False), {"/label": "neutral label"})
    site = derive(loaded)
    closed = site.withheld[ENTRY]
    assert isinstance(closed, SiteClosed)
    assert (closed.kind, set(closed.order)) == ("place", {"lusajur", "nisliskhevi"})
    assert dict(closed.label) == {"hy": "neutral label hy", "ka": "neutral label ka"}
    printed = print_site(site)
    assert "<h1>neutral label hy</h1>" in printed[f"hy/entries/{ENTRY}/index.html"].decode()
    assert json.loads(printed["data/catalogue.json"])["withheld"][0]["label"]["ka"] == "neutral label ka"


def test_a_tombstone_says_its_ground_its_day_and_its_note(root: Path) -> None:
    loaded = with_words(load_form(root, "tombstone", proposed=False), {"/tombstone/note": "what may be known"})
    page = print_site(derive(loaded))[f"hy/entries/{ENTRY}/index.html"].decode()
    assert 'datetime="2026-11-20"' in page
    assert "what may be known hy" in page


@pytest.mark.parametrize("notice", ["lawful", "broken"])
@pytest.mark.parametrize("proposed", [False, True])
def test_of_what_is_hidden_for_safety_only_the_id_and_the_day_pass(root: Path, notice: str, proposed: bool) -> None:
    loaded = load_form(root, "hidden", proposed=proposed)
    if notice == "broken":
        (root / "entries" / ENTRY / "hide.yml").write_text("by: [\n", encoding="utf-8")
        loaded = load(root, DAY)
    site = derive(loaded, proposed=proposed)
    assert site.withheld[ENTRY] == SiteHidden(ENTRY, "2026-11-20" if notice == "lawful" else None)
    printed = print_site(site)
    assert f"data/entries/{ENTRY}.json" not in printed
    assert b"lusajur-steward-1" not in printed[f"hy/entries/{ENTRY}/index.html"]
    assert all(ENTRY.encode() not in raw for path, raw in printed.items() if "sitemap" in path)


def test_what_was_never_shown_is_not_announced_by_hiding_it(root: Path) -> None:
    shutil.rmtree(root / "statements")
    assert ENTRY not in derive(load_form(root, "hidden", proposed=False)).withheld


def test_a_stub_says_what_it_is_why_no_more_is_said_and_the_sources_of_every_side(root: Path) -> None:
    loaded = with_words(load_form(root, "stub", proposed=False), {"/stub/why": "why so short"})
    site = derive(loaded)
    entry = site.entries[ENTRY]
    assert entry.is_stub
    assert not entry.texts
    assert not entry.media
    page = print_site(site)[f"hy/entries/{ENTRY}/index.html"].decode()
    assert "why so short hy" in page
    assert entry.file.title["hy"] in page
    assert all(source.cite in page for source in entry.file.sources)
    assert not entry.file.claims
    assert set(entry.statuses) == {"facts", "facts.hy", "facts.ka"}


def with_work(loaded: Loaded, **changes: Any) -> Loaded:
    """As if all sides had agreed to a song in a language of no edition, in two scripts and a translation."""
    work = {
        "id": "main", "lang": "pa-Guru", "rights": "PDM-1.0", "basis": "public-domain",
        "versions": [
            {"lang": "pa-Arab", "form": "script"},
            {"lang": "hy", "form": "translation"},
        ],
        **changes,
    }  # fmt: skip
    words = {"work.pa-Guru": b"guru canary\n", "work.pa-Arab": b"arab canary\n", "work.hy": b"hy canary\n"}
    stray = {"work.pa-Deva": b"stray canary\n", "work.other.pa-Guru": b"stray canary\n"}
    loaded = with_published(loaded, facts=change_facts(loaded, works=[work]), **words, **stray)
    return with_words(loaded, {"/works/main/title": "the song"})


def test_a_work_passes_in_every_tag_that_agreed_facts_declare_and_in_no_other(root: Path) -> None:
    site = derive(with_work(load(root, DAY)))
    works = {name for name in site.entries[ENTRY].texts if name.startswith("work")}
    assert works == {"work.pa-Guru", "work.pa-Arab", "work.hy"}
    assert not any(b"stray canary" in raw for raw in print_site(site).values())


def test_a_voice_passes_only_if_agreed_facts_hear_its_community(root: Path) -> None:
    loaded = load(root, DAY)
    heard = with_published(
        loaded,
        facts=change_facts(loaded, voices=[{"community": "shepherds", "basis": "member"}]),
        **{"voice.shepherds.hy": b"heard canary\n", "voice.others.hy": b"unheard canary\n"},
    )
    site = derive(with_words(heard, {"/voices/0/name": "the shepherds"}))
    voices = {name for name in site.entries[ENTRY].texts if name.startswith("voice")}
    assert voices == {"voice.shepherds.hy"}


def test_a_tie_is_known_on_both_entries(root: Path) -> None:
    site = derive(load(root, DAY))
    assert [(tie.to, tie.is_incoming) for tie in site.relations[ENTRY]] == [("walnut-flatbread", False)]
    assert (ENTRY, "see-also") in [(tie.to, tie.type) for tie in site.relations["walnut-flatbread"]]


def test_an_entry_that_nobody_agreed_to_is_not_there(root: Path) -> None:
    shutil.rmtree(root / "statements")
    printed = print_site(derive(load(root, DAY)))
    # What waits for approval is named there by its id, which is no word of it.
    named = {path for path, raw in printed.items() if ENTRY.encode() in raw or ENTRY in path}
    assert named <= {"hy/awaiting/index.html", "ka/awaiting/index.html", "proof/words.json"}
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
        if path.startswith("iiif/") and not path.endswith("/canvas.json"):
            required = json.loads(raw)["requiredStatement"]["value"]
            for lang, lines in required.items():
                assert load_catalogue(lang).gettext(DEMONSTRATION) in lines, path
        # Pieces of what says so: of a manifest, and of an index that is read first.
        is_piece = path.startswith("iiif/") or re.search(r"/search/(?:words|entries)-\d+\.json$", path)
        if path.endswith(".json") and not is_piece:
            assert json.loads(raw)["demonstration"] is True, path


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
