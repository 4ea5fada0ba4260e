"""What runs out by itself: hidings, consents, embargoes. A later day alone changes what is shown, and never to more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from concord.approve.clocks import HideState, assess_hiding, find_last_day
from concord.cli import run
from concord.derive.site import Site, SiteClosed, SiteEntry, SiteHidden, SiteLapsed, SiteTombstone
from concord.pipeline import load, prepare
from concord.publish.registry import find_outputs
from concord.render.press import make_press
from rules import overlay

SONG = "plain-song"
WORDS = "नदी का गीत"
HIDDEN = "2026-05-01"
LAST = "2026-05-15"
AFTER = "2026-05-16"
LATER = "2026-12-31"


@pytest.fixture
def root(tmp_path: Path, agreed: Path) -> Path:
    return shutil.copytree(agreed, tmp_path / "archive")


def show(root: Path, day: str, *, proposed: bool = False) -> Site:
    """The site of a day, from an archive in which even warnings stop a build."""
    site = prepare(root, day, proposed=proposed, strict=True)
    assert isinstance(site, Site), [str(problem) for problem in site.findings.problems]
    return site


def print_site(site: Site) -> dict[str, str]:
    outputs = find_outputs(make_press(site))
    return {output.path: output.make().decode(errors="replace") for output in outputs if output.kind != "font"}


def find_shown(root: Path, day: str) -> object:
    site = show(root, day)
    return site.entries.get(SONG) or site.withheld.get(SONG)


def edit(root: Path, old: str, new: str, name: str = "entry.yml") -> None:
    path = root / "entries" / SONG / name
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(old, text)) == 1, text
    path.write_text(re.sub(old, new, text), encoding="utf-8")


def sit(root: Path, day: str) -> None:
    for handle in ("amina", "boris"):
        overlay.sit(root, handle, day)


def hide(root: Path) -> None:
    assert run(["hide", SONG, "--as", "amina", "--archive", str(root), "--date", HIDDEN]) == 0


STONE = """\
summary: {hi: नदी का गीत, ur: دریا کا گیت}
access: open
rights: {text: CC-BY-4.0, basis: own}
tombstone: {ground: example, on: %s}
"""


def withdraw(root: Path, day: str) -> None:
    """All sides agree to a tombstone in place of the song."""
    edit(root, r"(?s)summary: .*", STONE % day)
    edit(root, "status: published", "status: withdrawn", "record.yml")
    edit(root, r"(?s)contributions:.*", "", "record.yml")
    edit(root, r" اس کا .*", "", "../old-bridge/text.ur.md")
    for lang in ("hi", "ur"):
        (root / "entries" / SONG / f"text.{lang}.md").unlink()
    sit(root, day)


# --- hidings


@pytest.mark.parametrize(("day", "last"), [(HIDDEN, LAST), ("2028-02-20", "2028-03-05"), ("9999-12-31", "9999-12-31")])
def test_sides_have_fourteen_days(day: str, last: str) -> None:
    assert find_last_day(day) == last


@pytest.mark.parametrize(
    ("day", "state"), [(HIDDEN, HideState.OPEN), (LAST, HideState.OPEN), (AFTER, HideState.LAPSED)]
)
def test_a_hiding_lapses_on_the_day_after(root: Path, day: str, state: HideState) -> None:
    hide(root)
    loaded = load(root, day)
    entry, judged = loaded.archive.entries[SONG], loaded.agreement.entries[SONG]
    hiding = assess_hiding(entry, judged, loaded.store, day)
    assert hiding
    assert (hiding.on, hiding.until, hiding.state) == (HIDDEN, LAST, state)


def test_the_page_says_until_when_and_then_that_nothing_was_decided(root: Path) -> None:
    hide(root)
    page = f"hi/entries/{SONG}/index.html"
    within, after = (print_site(show(root, day)) for day in (LAST, AFTER))
    assert f'datetime="{LAST}"' in within[page]
    assert f'datetime="{LAST}"' in after[page]
    assert within[page].split("<h1", 1)[1].split("</h1>", 1)[0] != after[page].split("<h1", 1)[1].split("</h1>", 1)[0]
    for printed in (within, after):
        assert not any(WORDS in text for path, text in printed.items() if "old-bridge" not in path)
        assert f"data/entries/{SONG}.json" not in printed


def test_words_do_not_come_back_by_themselves(root: Path) -> None:
    hide(root)
    for day in (HIDDEN, LAST, AFTER, LATER):
        assert find_shown(root, day) == SiteHidden(SONG, HIDDEN)


@pytest.mark.parametrize(("day", "name"), [(LAST, "hidden"), (AFTER, "hide-lapsed")])
def test_status_says_it(root: Path, day: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    hide(root)
    capsys.readouterr()
    run(["status", str(root), "--as-of", day, "--entry", SONG, "--format", "json"])
    assert f'"name": "{name}"' in capsys.readouterr().out
    run(["status", str(root), "--as-of", day, "--entry", SONG, "--lang", "en"])
    assert LAST in capsys.readouterr().out


@pytest.mark.parametrize("day", [LAST, AFTER, LATER])
def test_what_all_sides_decide_is_shown_at_once_and_ends_the_hiding(root: Path, day: str) -> None:
    hide(root)
    withdraw(root, "2026-05-10")
    shown = find_shown(root, day)
    assert isinstance(shown, SiteTombstone)
    assert print_site(show(root, day, proposed=True))[f"hi/entries/{SONG}/index.html"].count("<h1") == 1
    (root / "entries" / SONG / "hide.yml").unlink()
    assert find_shown(root, day) == shown


def test_one_side_alone_decides_nothing(root: Path) -> None:
    hide(root)
    withdraw(root, "2026-05-10")
    shutil.rmtree(root / "statements" / "boris")
    loaded = load(root, AFTER)
    judged = loaded.agreement.entries[SONG]
    hiding = assess_hiding(loaded.archive.entries[SONG], judged, loaded.store, AFTER)
    assert hiding
    assert hiding.state is HideState.LAPSED


def test_what_stood_in_short_before_is_no_answer(root: Path) -> None:
    """The short form itself may be what endangers somebody."""
    withdraw(root, "2026-04-20")
    assert isinstance(find_shown(root, HIDDEN), SiteTombstone)
    hide(root)
    assert find_shown(root, HIDDEN) == SiteHidden(SONG, HIDDEN)
    assert find_shown(root, LATER) == SiteHidden(SONG, HIDDEN)


# --- consents

CONSENT = "consent: {given: 2026-01, by: narrator, uses: [read-online], until: %s}\n"


def consent(root: Path, until: str) -> None:
    edit(root, "contested: false\n", f"contested: false\n{CONSENT % until}")


def test_a_consent_that_has_run_out_makes_room_for_a_notice_and_the_rest_is_built(root: Path) -> None:
    consent(root, "2026-06-30")
    sit(root, "2026-05-02")
    assert isinstance(find_shown(root, "2026-06-30"), SiteEntry)
    assert find_shown(root, "2026-07-01") == SiteLapsed(SONG, "2026-06-30")
    site = show(root, "2026-07-01")
    assert "old-bridge" in site.entries
    printed = print_site(site)
    assert f"parallel/{SONG}/index.html" not in printed
    assert not any(WORDS in text for path, text in printed.items() if "old-bridge" not in path)
    assert 'datetime="2026-06-30"' in printed[f"ur/entries/{SONG}/index.html"]
    assert '"consent-ended"' in printed["data/catalogue.json"]
    assert show(root, "2026-07-01", proposed=True).withheld[SONG] == SiteLapsed(SONG, "2026-06-30")


def test_a_new_term_counts_when_all_have_agreed_to_it(root: Path) -> None:
    consent(root, "2026-05-10")
    sit(root, "2026-05-02")
    edit(root, "until: 2026-05-10", "until: 2027-05-10")
    assert isinstance(find_shown(root, AFTER), SiteLapsed)
    sit(root, "2026-05-12")
    assert isinstance(find_shown(root, AFTER), SiteEntry)


def test_who_takes_a_consent_back_waits_for_nobody(root: Path) -> None:
    consent(root, "2027-05-10")
    sit(root, "2026-05-02")
    assert isinstance(find_shown(root, AFTER), SiteEntry)
    edit(root, "until: 2027-05-10", "until: 2026-05-15")
    assert find_shown(root, AFTER) == SiteLapsed(SONG, "2026-05-15")


def test_a_site_with_a_consent_that_has_run_out_proves_itself(root: Path, tmp_path: Path) -> None:
    consent(root, "2026-06-30")
    sit(root, "2026-05-02")
    out = tmp_path / "site"
    assert run(["build", "--archive", str(root), "--out", str(out), "--as-of", "2026-07-01", "--workers", "1"]) == 0
    assert run(["verify", str(out)]) == 0


# --- embargoes


QUIET = """\
format: concord-entry/1
id: quiet-song
kind: song
owned_by: [east, west]
order: [east, west]
contested: false
label: {hi: सबके लिए नहीं, ur: سب کے لیے نہیں}
access: embargo
embargo_until: 2026-06-30
"""


def test_nothing_opens_by_itself_and_the_page_says_that_the_day_has_passed(root: Path) -> None:
    folder = root / "entries" / "quiet-song"
    folder.mkdir()
    (folder / "entry.yml").write_text(QUIET, encoding="utf-8")
    (folder / "record.yml").write_text("format: concord-record/1\nstatus: published\n", encoding="utf-8")
    sit(root, "2026-05-02")
    pages = []
    for day in ("2026-06-30", "2026-07-01"):
        site = show(root, day)
        closed = site.withheld["quiet-song"]
        assert isinstance(closed, SiteClosed)
        assert closed.until == "2026-06-30"
        page = print_site(site)["hi/entries/quiet-song/index.html"]
        assert 'datetime="2026-06-30"' in page
        pages.append(re.sub(r"<footer.*", "", page, flags=re.DOTALL))
    assert pages[0] != pages[1]
