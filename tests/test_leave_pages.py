"""What pages and `concord status` say of a side that has paused or left: one sentence, the same for any side."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from concord import cli
from concord.derive.site import derive_site
from concord.pipeline import load
from concord.publish.registry import find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press
from rules import overlay

BRIDGE = "old-bridge"
NAMES = {"east": ("पूर्वी किनारा", "مشرقی کنارا"), "west": ("पश्चिमी किनारा", "مغربی کنارا")}


def leave(agreed: Path, target: Path, side: str, status: str) -> Path:
    """A copy in which a side has paused or left; it says so itself."""
    root = shutil.copytree(agreed, target / "archive")
    sides = root / "charter/sides.yml"
    text = sides.read_text(encoding="utf-8")
    lines = f"\n  {side}:\n    status: {status}\n    status_since: 2026-05-01\n"
    sides.write_text(text.replace(f"\n  {side}:\n", lines), encoding="utf-8")
    overlay.seal(root, "2026-04-20", "amina", "boris")
    return root


def print_pages(root: Path, day: str = overlay.AS_OF) -> dict[str, str]:
    loaded = load(root, day)
    site = derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store)
    outputs = find_outputs(make_press(site))
    return {
        output.path: output.make().decode()
        for output in outputs
        if BRIDGE in output.path and output.path.endswith("html")
    }


def find_banner(page: str) -> list[str]:
    """The sentences at the head of the page, without markup."""
    said = re.findall(r'<p class="state"[^>]*>(.*?)</p>', page)
    return [re.sub(r"<[^>]+>", "", one) for one in said]


def test_the_page_says_that_a_side_is_away_and_how(agreed, tmp_path):
    before = print_pages(agreed)[f"hi/entries/{BRIDGE}/index.html"]
    assert not find_banner(before)
    said = set()
    for status in ("paused", "withdrawn"):
        page = print_pages(leave(agreed, tmp_path / status, "west", status))[f"hi/entries/{BRIDGE}/index.html"]
        (sentence,) = find_banner(page)
        assert NAMES["west"][0] in sentence
        assert "2026" in sentence
        assert before.count("<section") == page.count("<section"), "nothing that was agreed goes"
        said.add(sentence)
    assert len(said) == 2


def test_it_is_said_of_any_side_alike(agreed, tmp_path):
    said = {}
    for side, names in NAMES.items():
        pages = print_pages(leave(agreed, tmp_path / side, side, "withdrawn"))
        name = re.compile("|".join(names))
        said[side] = {path: [name.sub("*", one) for one in find_banner(page)] for path, page in pages.items()}
    assert said["east"] == said["west"]
    assert all(banner and "*" in banner[0] for banner in said["east"].values())


def test_before_its_day_nothing_is_said(agreed, tmp_path):
    root = leave(agreed, tmp_path, "west", "withdrawn")
    assert not any(find_banner(page) for page in print_pages(root, "2026-04-30").values())


def test_a_site_of_those_who_stay_can_be_verified(agreed, tmp_path, capsys):
    root = leave(agreed, tmp_path, "west", "withdrawn")
    loaded = load(root, overlay.AS_OF)
    site = derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store)
    write_site(list(find_outputs(make_press(site))), tmp_path / "site")
    assert cli.run(["verify", str(tmp_path / "site")]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("status", "name"), [("paused", "owner-paused"), ("withdrawn", "owner-left")])
def test_status_says_what_can_be_done(agreed, tmp_path, capsys, status, name):
    root = leave(agreed, tmp_path, "west", status)
    assert cli.run(["status", str(root), "--as-of", overlay.AS_OF, "--format", "json"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    found = {entry["entry"]: [one["name"] for one in entry["conditions"]] for entry in entries}
    assert name in found[BRIDGE]
    assert cli.run(["status", str(root), "--as-of", overlay.AS_OF]) == 0
    assert "2026-05-01" in capsys.readouterr().out


def test_nobody_is_asked_for_a_side_that_is_away(agreed, tmp_path, capsys):
    """An approval that is refused afterwards could never be taken back."""
    root = leave(agreed, tmp_path, "west", "paused")
    (root / f"entries/{BRIDGE}/text.hi.md").write_text("नया पाठ।\n", encoding="utf-8")
    words = ["approve", "--as", "amina", "--archive", str(root), "--date", "2026-05-20", "--yes"]
    assert cli.run(words) == cli.WRONG_USE
    assert "AP010" in capsys.readouterr().err
    assert not (root / "statements/amina/4.yml").exists()
