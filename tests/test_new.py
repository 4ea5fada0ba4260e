"""What became agreed last: on the right day, in an order of nobody's, never a proposed word; as a page and as Atom."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from concord.approve.verdict import find_shown_day
from concord.cli import run
from concord.derive.changes import Change, find_changes, find_days
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.feeds import build_feed, find_feeds
from concord.publish.registry import find_outputs
from concord.render.press import Press, make_press
from concord.takedown.apply import apply_notices
from concord.takedown.notice import Notice
from concord.verify.words import Theme
from rules import overlay
from simulator import Simulation, steward
from test_report_printers import HOSTILE

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
BRIDGE, SONG = "old-bridge", "plain-song"
CANARY = "canarykestrelxylophone"
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def root(tmp_path: Path, agreed: Path) -> Path:
    """The archive of the rules' examples with everything agreed, to be changed."""
    return shutil.copytree(agreed, tmp_path / "archive")


def derive_from(root: Path, day: str = DAY, *, proposed: bool = False) -> Site:
    site = derive(load(root, day), proposed=proposed)
    assert isinstance(site, Site), site
    return site


def find(site: Site, lang: str) -> dict[tuple[str, str], Change]:
    """What is new in an edition, by entry and day."""
    return {(change.entry.id, change.day): change for change in find_changes(site, find_days(site), lang)}


def name_parts(change: Change) -> set[str]:
    return {part.name for part in change.parts}


def print_site(site: Site) -> dict[str, bytes]:
    return {output.path: output.make() for output in find_outputs(make_press(site)) if output.kind != "asset"}


def edit(root: Path, path: str, words: str = CANARY) -> None:
    file = root / "entries" / path
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8", newline="\n")


# --- days


def test_a_new_entry_is_one_change_of_the_day_on_which_the_last_word_was_given(root: Path) -> None:
    """The steward of the east was done on the third; the west needed until the sixth for the accounts and the rest."""
    found = find(derive_from(root), "hi")
    assert found.keys() == {(BRIDGE, "2026-03-06"), (SONG, "2026-03-04")}
    assert all(change.is_whole for change in found.values())
    assert {"facts", "facts.hi", "text.hi", "narrative.east.hi"} <= name_parts(found[BRIDGE, "2026-03-06"])
    assert "text.ur" not in name_parts(found[BRIDGE, "2026-03-06"])


def test_changed_words_are_new_once_all_have_agreed_and_not_before(root: Path) -> None:
    before = print_site(derive_from(root))
    edit(root, f"{SONG}/text.hi.md")
    overlay.sit(root, "amina", "2026-04-01")
    after = print_site(derive_from(root))
    for path in ("hi/new/index.html", "hi/feed.xml", "ur/new/index.html", "ur/feed.xml"):
        assert after[path] == before[path], path
    assert not any(CANARY.encode() in raw for path, raw in after.items())

    overlay.sit(root, "boris", "2026-04-09")
    site = derive_from(root)
    found = find(site, "hi")
    changed = found[SONG, "2026-04-09"]
    assert (name_parts(changed), changed.is_whole) == ({"text.hi"}, False)
    assert name_parts(found[SONG, "2026-03-04"]) == {"facts", "facts.hi"}
    # An edition that did not change tells of nothing.
    assert (SONG, "2026-04-09") not in find(site, "ur")
    assert next(iter(find(site, "hi"))) == (SONG, "2026-04-09")


def test_the_common_voice_is_new_when_it_is_whole_in_every_required_language(root: Path) -> None:
    """Words in Hindi that waited for those in Urdu were shown to nobody until these were agreed."""
    edit(root, f"{SONG}/text.hi.md")
    edit(root, f"{SONG}/text.ur.md")
    for handle, day, first in (
        ("amina", "2026-04-01", ""),
        ("boris", "2026-04-02", "text.hi"),
        ("boris", "2026-04-20", "text.ur"),
    ):
        overlay.sit(root, handle, day, first)
    site = derive_from(root)
    for lang in ("hi", "ur"):
        assert name_parts(find(site, lang)[SONG, "2026-04-20"]) == {f"text.{lang}"}


def test_what_is_said_again_is_not_new(root: Path) -> None:
    before = find(derive_from(root), "hi").keys()
    for handle in ("amina", "boris"):
        overlay.sit(root, handle, "2026-05-01")
    assert find(derive_from(root), "hi").keys() == before


def people() -> dict[str, Any]:
    return {"east-one": steward("east", "hy", "ka"), "west-one": steward("west", "hy", "ka")}


@pytest.mark.parametrize(
    ("seen", "judged", "expected"),
    [
        ("2026-06-05", "2026-07-01", "2026-06-05"),
        (None, "2026-07-01", "2026-06-22"),  # silence: 21 days after the side's own word
        ("2026-06-25", "2026-07-01", "2026-06-22"),  # a look that came too late to hold anything up
    ],
)
def test_an_account_is_new_when_the_other_side_has_seen_it_or_had_its_days(
    tmp_path: Path, seen: str | None, judged: str, expected: str
) -> None:
    two = Simulation(tmp_path, people())
    two.sit("east-one")
    two.sit("west-one")
    two.words["narrative.east.hy"] = "We tell it so.\n"
    two.sit("east-one", "narrative.east.hy", day="2026-06-01")
    if seen:
        two.say("west-one", two.act("seen", "narrative.east.hy"), day=seen)
    status = two.song(judged).parts["narrative.east.hy"]
    assert status.agreed
    assert find_shown_day(status.agreed.verdict, 21, judged) == expected


def test_an_account_is_not_new_before_its_entry(root: Path) -> None:
    """Both had acted on the account earlier, and nobody could see it."""
    changes = find(derive_from(root), "ur")
    assert {day for entry, day in changes if entry == BRIDGE} == {"2026-03-06"}


def test_entries_of_one_day_stand_in_an_order_that_no_name_decides() -> None:
    site = derive_from(ARCHIVES / "four-sides" / "archive")
    changes = find_changes(site, find_days(site), "fr")
    ids = [change.entry.id for change in changes]
    assert len({change.day for change in changes}) == 1
    assert ids not in (sorted(ids), sorted(ids, reverse=True))
    assert ids == [change.entry.id for change in find_changes(site, find_days(site), "ar")]
    assert len(find_changes(site, find_days(site), "fr", most=2)) == 2


def test_the_workshop_edition_has_no_news(root: Path) -> None:
    edit(root, f"{SONG}/text.hi.md")
    printed = print_site(derive_from(root, proposed=True))
    assert not [path for path in printed if "/new/" in path or path.endswith("feed.xml")]
    assert not any(b"feed.xml" in raw or b"/new/" in raw for path, raw in printed.items() if path.endswith(".html"))


# --- the page


def test_the_page_says_what_became_agreed_and_every_page_leads_to_the_feed(root: Path) -> None:
    printed = print_site(derive_from(root))
    page = printed["hi/new/index.html"].decode()
    assert page.index("2026-03-06") < page.index("2026-03-04")
    assert f'href="../../hi/entries/{BRIDGE}/"' in page
    assert 'href="../hi/new/"' in printed["hi/index.html"].decode()
    for path, raw in printed.items():
        if path.endswith(".html"):
            lang = path.split("/")[0]
            root_of = "../" * path.count("/")
            link = f'<link rel="alternate" type="application/atom+xml" href="{root_of}{lang}/feed.xml"'
            assert (link in raw.decode()) is (lang in ("hi", "ur")), path


def test_accounts_stand_in_the_order_of_the_entry(root: Path) -> None:
    site = derive_from(root)
    turned = {
        id_: replace(entry, order=tuple(reversed(entry.order))) if id_ == BRIDGE else entry
        for id_, entry in site.entries.items()
    }
    names = [name for name, _ in site.order_sides("x")]
    for one in (site, replace(site, entries=turned)):
        press = make_press(one)
        said = build_feed(press, "hi")
        entry = said[said.index(f"/{BRIDGE}/") :]
        places = [entry.index(press.name_side(side, "hi").text) for side in one.entries[BRIDGE].order]
        assert places == sorted(places)
        assert len(places) == len(names)


# --- the feed, by the rules of RFC 4287


def read_feed(raw: bytes) -> ET.Element:
    """A feed that keeps the rules (RFC 4287 in brackets)."""
    feed = ET.fromstring(raw)  # noqa: S314 - written by us
    assert feed.tag == f"{ATOM}feed"
    assert feed.attrib[XML_LANG]
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # exactly one of each (4.1.1, 4.1.2)
            assert len(one.findall(f"{ATOM}{name}")) == 1, name
        for name in ("subtitle", "rights", "summary", "content", "generator", "logo"):  # at most one
            assert len(one.findall(f"{ATOM}{name}")) <= 1, name
        assert_day(one.findtext(f"{ATOM}updated") or "")
        links = [link.attrib for link in one.findall(f"{ATOM}link")]
        kinds = [(link["type"], link["hreflang"]) for link in links if link["rel"] == "alternate"]
        assert len(kinds) == len(set(kinds)) == 1  # no two of one type and language (4.1.1)
        assert all(link["href"] for link in links)
        for text in ("title", "subtitle", "rights", "summary"):  # text constructs hold no elements (3.1.1.1)
            for element in one.findall(f"{ATOM}{text}"):
                assert element.attrib["type"] == "text"
                assert len(element) == 0
    # An author of the feed is that of each entry (4.2.1); a person is a name (3.2.1).
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [element.text or "" for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))  # 4.2.6
    # RFC 4151: an authority with a day or a year on which it was one's own, and a specific part.
    assert all(re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9/._-]+", one) for one in ids)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)
    assert not updated or feed.findtext(f"{ATOM}updated") == updated[0]
    for content in feed.iter(f"{ATOM}content"):  # XHTML is one division (3.1.1.3)
        assert content.attrib == {"type": "xhtml"}
        (division,) = content
        assert division.tag == f"{XHTML}div"
        assert all(one.attrib["lang"] and one.attrib["dir"] for one in division.iter() if one.tag != f"{XHTML}ul")
    return feed


def assert_day(text: str) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text)
    assert datetime.fromisoformat(text)


@pytest.mark.parametrize("name", sorted(path.parent.name for path in ARCHIVES.glob("*/archive")))
@pytest.mark.parametrize("address", [None, "https://archive.example/shared/"])
def test_every_feed_keeps_the_rules(name: str, address: str | None) -> None:
    site = derive_from(ARCHIVES / name / "archive")
    site = replace(site, archive=site.archive.model_copy(update={"address": address}))
    press = make_press(site)
    outputs = {output.path: output.make() for output in find_feeds(press)}
    assert outputs.keys() == {f"{lang}/feed.xml" for lang in site.languages}
    names = set()
    for path, raw in outputs.items():
        feed = read_feed(raw)
        names |= {one.text for one in feed.iter(f"{ATOM}id")}
        hrefs = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
        base = f"https://archive.example/shared/{path.split('/')[0]}/"
        if address:
            assert hrefs == {"self": f"{base}feed.xml", "alternate": f"{base}new/"}
        else:
            assert hrefs == {"alternate": "new/"}
        for entry in feed.findall(f"{ATOM}entry"):
            href = entry.find(f"{ATOM}link").attrib["href"]  # type: ignore[union-attr]
            assert href.removeprefix(base if address else "").startswith("entries/")
    assert len(names) == sum(raw.count(b"<id>") for raw in outputs.values())


def test_names_of_entries_stay_when_the_archive_moves() -> None:
    site = derive_from(ARCHIVES / "two-sides" / "archive")
    moved = replace(site, archive=site.archive.model_copy(update={"address": "https://elsewhere.example"}))
    found = [re.findall("<id>(.*?)</id>", build_feed(make_press(one), "hy")) for one in (site, moved)]
    assert found[0] == found[1]
    other = replace(site, genesis="f" * 64)
    assert not set(found[0]) & set(re.findall("<id>(.*?)</id>", build_feed(make_press(other), "hy")))


def test_a_demonstration_says_so_in_the_feed_and_in_each_entry() -> None:
    for is_demonstration in (True, False):
        site = derive_from(ARCHIVES / "two-sides" / "archive")
        site = replace(site, archive=site.archive.model_copy(update={"demonstration": is_demonstration}))
        press = make_press(site)
        mark = press.say("hy", "Demonstration: no institution approved this.").text
        feed = read_feed(build_feed(press, "hy").encode())
        assert (mark in (feed.findtext(f"{ATOM}subtitle") or "")) is is_demonstration
        rights = [entry.findtext(f"{ATOM}rights") or "" for entry in feed.findall(f"{ATOM}entry")]
        assert rights
        assert all((mark in one) is is_demonstration for one in rights)


BAD = ("\u0000\u0001\u000b\ufffe\uffff", "]]><entry>", "&lt;b&gt; & <b>", "\u202etnirp", "'\"`")


def test_hostile_names_stay_words() -> None:
    bad = "".join((HOSTILE, *BAD))

    def spoil(press: Press) -> Site:
        site = press.site
        entries = {
            id_: replace(
                entry,
                file=entry.file.model_copy(
                    update={
                        "title": dict.fromkeys(entry.file.title, bad),
                        "summary": dict.fromkeys(entry.file.summary, bad),
                    }
                ),
            )
            for id_, entry in site.entries.items()
        }
        archive = site.archive.model_copy(update={"title": {"hy": bad, "ka": bad}})
        return replace(site, entries=entries, archive=archive)

    press = make_press(spoil(make_press(derive_from(ARCHIVES / "two-sides" / "archive"))))
    feed = read_feed(build_feed(press, "hy").encode())
    shown = re.sub("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]", "", bad)
    assert {entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")} == {shown}
    assert len(feed.findall(f"{ATOM}entry")) == len(press.site.entries)


def test_words_in_another_language_carry_it_and_are_isolated_where_they_run_the_other_way() -> None:
    site = derive_from(ARCHIVES / "four-sides" / "archive")
    entries = {
        id_: replace(entry, file=entry.file.model_copy(update={"title": {"fr": "Le pont"}}))
        for id_, entry in site.entries.items()
    }
    feed = read_feed(build_feed(make_press(replace(site, entries=entries)), "ar").encode())
    for entry in feed.findall(f"{ATOM}entry"):
        title = entry.find(f"{ATOM}title")
        assert title is not None
        assert (title.text, title.attrib[XML_LANG]) == ("\u2068Le pont\u2069", "fr")


# --- hiding


def call_build(archive: Path, out: Path) -> None:
    assert run(["build", "--archive", str(archive), "--out", str(out), "--as-of", DAY, "--workers", "1"]) == 0


@pytest.mark.parametrize("is_proven", [True, False], ids=["made again", "cut"])
def test_what_is_hidden_is_no_news(root: Path, tmp_path: Path, is_proven: bool) -> None:
    site = tmp_path / "site"
    call_build(root, site)
    if not is_proven:
        shutil.rmtree(site / "proof" / "charter")
    applied = apply_notices(site, None, [Notice(SONG, None)], Theme())
    assert applied.is_remade is is_proven
    for lang in ("hi", "ur"):
        feed = (site / lang / "feed.xml").read_bytes()
        page = (site / lang / "new" / "index.html").read_text(encoding="utf-8")
        assert len(read_feed(feed).findall(f"{ATOM}entry")) == 1
        assert SONG not in feed.decode()
        assert SONG not in page
        assert BRIDGE in page


def test_each_test_of_the_rules_can_fail() -> None:
    """The reader of feeds refuses what breaks a rule."""
    good = build_feed(make_press(derive_from(ARCHIVES / "two-sides" / "archive")), "hy")
    read_feed(good.encode())
    breaks: tuple[Callable[[str], str], ...] = (
        lambda feed: feed.replace("<updated>", "<published>").replace("</updated>", "</published>"),
        lambda feed: re.sub("/entries/[a-z-]+/", "/entries/same/", feed),
        lambda feed: feed.replace("T00:00:00Z", ""),
        lambda feed: re.sub("<author>.*</author>", "", feed),
        lambda feed: feed.replace('dir="ltr"', ""),
    )
    for spoil in breaks:
        with pytest.raises((AssertionError, KeyError)):
            read_feed(spoil(good).encode())
