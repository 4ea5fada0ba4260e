"""The clock of a dispute runs by itself: the daily build takes down what did not come to an end, and nothing leaks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from concord import cli
from concord.approve.disputes import DisputeState, assess_dispute
from concord.derive.site import SiteDisputed, SiteEntry, derive_site
from concord.model.programme import DisputeFile
from concord.pipeline import load
from concord.publish.registry import find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press
from rules import overlay

SONG = "plain-song"
DISPUTE = "programme/disputes/singers.yml"
OPENED = {
    "format": "concord-dispute/1",
    "about": SONG,
    "opened": "2026-04-01",
    "opened_by": "west",
    "facilitator": "helper",
}
# Words of the song's text and summary; its title and its source may pass.
SECRETS = ("नदी की बात", "एक गीत।", "ایک گیت۔")


@pytest.fixture(scope="module")
def agreed(tmp_path_factory):
    root = tmp_path_factory.mktemp("agreed") / "archive"
    shutil.copytree(overlay.BASE, root)
    (root / f"entries/{SONG}/text.hi.md").write_text("नदी की बात सबकी है।\n", encoding="utf-8")
    overlay.agree(root)
    return root


@pytest.fixture
def root(agreed, tmp_path):
    root = shutil.copytree(agreed, tmp_path / "archive")
    record(root)
    return root


def record(root: Path, **changes: str) -> None:
    """What the facilitator has written down."""
    path = root / DISPUTE
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"{key}: {value}\n" for key, value in {**OPENED, **changes}.items())
    path.write_text("".join(lines), encoding="utf-8")


def derive(root: Path, day: str, *, proposed: bool = False):
    loaded = load(root, day)
    return derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store, proposed=proposed)


def print_site(root: Path, day: str) -> dict[str, bytes]:
    return {output.path: output.make() for output in find_outputs(make_press(derive(root, day)))}


def assess(day: str, **changes: str) -> DisputeState | None:
    clock = assess_dispute(DisputeFile.model_validate({**OPENED, **changes}), day)
    return clock.state if clock else None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-03-31", None),
        ("2026-04-01", DisputeState.TALKING),
        ("2026-05-01", DisputeState.TALKING),
        ("2026-05-02", DisputeState.ENDING),
        ("2026-05-31", DisputeState.ENDING),
        ("2026-06-01", DisputeState.OVERDUE),
        ("9999-12-31", DisputeState.OVERDUE),
    ],
)
def test_thirty_days_and_thirty_more(day, state):
    assert assess(day) is state


def test_an_end_counts_from_its_day_whenever_it_comes():
    ended = {"closed": "2026-07-01", "outcome": "agreed"}
    assert assess("2026-06-30", **ended) is DisputeState.OVERDUE
    assert assess("2026-07-01", **ended) is DisputeState.CLOSED
    assert assess("2026-07-01", closed="2026-07-01", outcome="stub") is DisputeState.STUB_AWAITED


def test_no_calendar_is_too_short():
    assert assess("9999-12-31", opened="9999-12-30") is DisputeState.TALKING


def test_an_open_dispute_is_told_and_nothing_goes(root):
    pages = print_site(root, "2026-05-31")
    page = pages[f"hi/entries/{SONG}/index.html"].decode()
    assert SECRETS[0] in page
    assert 'datetime="2026-04-01"' in page


def test_before_it_opened_nobody_knows_of_it(root):
    assert "2026-04-01" not in print_site(root, "2026-03-31")[f"hi/entries/{SONG}/index.html"].decode()


def test_on_the_day_after_the_words_are_gone_without_anybody(root):
    assert isinstance(derive(root, "2026-05-31").entries[SONG], SiteEntry)
    notice = derive(root, "2026-06-01").withheld[SONG]
    assert isinstance(notice, SiteDisputed)
    pages = print_site(root, "2026-06-01")
    page = pages[f"hi/entries/{SONG}/index.html"].decode()
    assert "नदी का गीत" in page, "what all agreed to call it"
    assert "गीतों की किताब" in page, "the agreed source"
    assert 'datetime="2026-05-31"' in page
    leaks = [(path, secret) for path, raw in pages.items() for secret in SECRETS if secret.encode() in raw]
    assert not leaks


def test_nothing_of_the_tree_comes_in_its_place(root):
    (root / f"entries/{SONG}/text.hi.md").write_text("किसी एक का कहना।\n", encoding="utf-8")
    entry = root / f"entries/{SONG}/entry.yml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("नदी का गीत", "मेरा अपना गीत"), encoding="utf-8")
    pages = print_site(root, "2026-06-01")
    assert not [path for path, raw in pages.items() if "मेरा अपना".encode() in raw or "किसी एक का कहना".encode() in raw]
    assert "नदी का गीत".encode() in pages[f"hi/entries/{SONG}/index.html"]


def test_words_that_were_never_agreed_give_no_notice(tmp_path):
    root = shutil.copytree(overlay.BASE, tmp_path / "archive")
    overlay.seal(root, "2026-02-01")
    record(root)
    site = derive(root, "2026-06-01")
    assert SONG not in site.withheld
    assert SONG not in site.entries


def test_those_who_talk_go_on_seeing_the_words(root):
    assert isinstance(derive(root, "2026-06-01", proposed=True).entries[SONG], SiteEntry)


@pytest.mark.parametrize("outcome", ["agreed", "reservations"])
def test_an_end_brings_the_agreed_words_back(root, outcome):
    record(root, closed="2026-06-10", outcome=outcome)
    assert isinstance(derive(root, "2026-06-09").withheld[SONG], SiteDisputed)
    assert isinstance(derive(root, "2026-06-10").entries[SONG], SiteEntry)


def test_an_end_with_a_stub_shows_nothing_until_all_agree_to_one(root):
    record(root, closed="2026-05-10", outcome="stub")
    assert isinstance(derive(root, "2026-05-09").entries[SONG], SiteEntry)
    assert isinstance(derive(root, "2026-05-10").withheld[SONG], SiteDisputed)
    entry = root / f"entries/{SONG}/entry.yml"
    stub = "stub: {why: {hi: सहमति नहीं।, ur: اتفاق نہیں۔}}\n"
    entry.write_text(entry.read_text(encoding="utf-8") + stub, encoding="utf-8")
    overlay.sit(root, "amina", "2026-05-20", "facts")
    assert isinstance(derive(root, "2026-05-20").withheld[SONG], SiteDisputed)
    overlay.sit(root, "boris", "2026-05-21", "facts")
    shown = derive(root, "2026-05-21").entries[SONG]
    assert shown.is_stub
    assert not any(SECRETS[0].encode() in raw for raw in print_site(root, "2027-01-01").values())


def test_the_notice_can_be_verified(root, tmp_path, capsys):
    write_site(list(find_outputs(make_press(derive(root, "2026-06-01")))), tmp_path / "site")
    assert cli.run(["verify", str(tmp_path / "site")]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "name"), [("2026-04-10", "disputed"), ("2026-05-10", "disputed"), ("2026-06-01", "dispute-overdue")]
)
def test_status_says_how_long_there_is_time(root, capsys, day, name):
    assert cli.run(["status", str(root), "--as-of", day, "--format", "json"]) == 0
    entries = {one["entry"]: one["conditions"] for one in json.loads(capsys.readouterr().out)["entries"]}
    (found,) = [one for one in entries[SONG] if one["name"].startswith("disput")]
    assert (found["name"], found["until"]) == (name, "2026-05-31")
