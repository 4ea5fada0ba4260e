"""A draft typed by hand is taken into care: nothing of the giver's is touched, and the order of sides is drawn."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from concord.cli import run
from concord.read.archive import read_archive

BASE = Path(__file__).parent / "archives" / "two-sides" / "archive"
DRAFT = """\
share: yes
kind: song
title: {hy: Երգ}
summary: {hy: Երգում են երեկոյան։}
where: {words: {hy: Գետի մոտ}}
when: {words: {hy: Վաղուց}}
how_we_know: {hy: Տատիկները պատմում են}
kept_by: {hy: Գյուղի երգչախումբը}
credit: none
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    shutil.copytree(BASE, root)
    return root


def draft(archive: Path, id_: str, text: str = DRAFT) -> Path:
    folder = archive / "entries" / id_
    folder.mkdir()
    (folder / "entry.yml").write_text(text, encoding="utf-8")
    return folder


def test_what_the_giver_wrote_stays(archive: Path) -> None:
    folder = draft(archive, "evening-song")
    assert run(["adopt", "evening-song", "--archive", str(archive), "--date", "2026-03-01"]) == 0
    assert (folder / "entry.yml").read_text(encoding="utf-8").startswith(DRAFT)
    entry = read_archive(archive).entries["evening-song"]
    assert entry.file
    assert entry.record
    assert entry.file.value.id == "evening-song"
    assert sorted(entry.file.value.order) == sorted(entry.file.value.owned_by)
    assert entry.record.value.status == "draft"


def test_adopting_again_changes_nothing(archive: Path) -> None:
    folder = draft(archive, "evening-song")
    run(["adopt", "evening-song", "--archive", str(archive)])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(["adopt", "evening-song", "--archive", str(archive)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_over_many_drafts_no_side_comes_first_more_often(archive: Path) -> None:
    for number in range(20):
        draft(archive, f"song-{number}")
        run(["adopt", f"song-{number}", "--archive", str(archive)])
    orders = [entry.file.value.order for entry in read_archive(archive).entries.values() if entry.file]
    first = Counter(order[0] for order in orders)
    assert max(first.values()) - min(first.values()) <= 1


@pytest.mark.parametrize("target", ["no-such-entry", "../charter", "broken"])
def test_what_is_no_entry_is_refused(archive: Path, target: str) -> None:
    draft(archive, "broken", "kind: [\n")
    assert run(["adopt", target, "--archive", str(archive)]) == 2


def test_a_file_in_braces_is_left_alone(archive: Path) -> None:
    text = "{share: yes, kind: song, title: {hy: Երգ}, summary: {hy: Երգ}}\n"
    folder = draft(archive, "braces", text)
    assert run(["adopt", "braces", "--archive", str(archive)]) == 2
    assert (folder / "entry.yml").read_text(encoding="utf-8") == text
    assert not (folder / "record.yml").exists()
