"""`concord leave`: every side can go with everything, and no side's copy is the better one."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from concord import cli
from rules import overlay

AS_OF = ("--as-of", overlay.AS_OF)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("agreed") / "archive"
    shutil.copytree(overlay.BASE, root)
    overlay.agree(root)
    return root


@pytest.fixture(scope="module")
def copies(root, tmp_path_factory):
    """A copy of each side."""
    folder = tmp_path_factory.mktemp("copies")
    for side in ("east", "west"):
        assert leave(root, side, folder / side) == 0
    return folder


def leave(root: Path, side: str, out: Path) -> int:
    return cli.run(["leave", str(root), "--as-side", side, "--out", str(out), "--workers", "1", *AS_OF])


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_copies_differ_in_one_page(copies):
    east, west = read_all(copies / "east"), read_all(copies / "west")
    assert east.keys() == west.keys()
    assert {path for path in east if east[path] != west[path]} == {"LEAVING.md"}


def test_everything_is_there(root, copies):
    held = read_all(copies / "east")
    for path, raw in read_all(root).items():
        assert held[f"archive/{path}"] == raw
    sums = dict(reversed(line.split("  ")) for line in held["SHA256SUMS"].decode().splitlines())
    assert sums.keys() == held.keys() - {"LEAVING.md", "SHA256SUMS"}
    assert all(hashlib.sha256(held[path]).hexdigest() == sha256 for path, sha256 in sums.items())


def test_a_copy_can_be_judged_alone(copies, capsys):
    copy = copies / "west"
    assert cli.run(["check", str(copy / "archive"), *AS_OF]) == 0
    page = (copy / "LEAVING.md").read_text(encoding="utf-8")
    command = next(line.split() for line in page.splitlines() if "concord verify" in line)
    assert cli.run(["verify", str(copy / "site"), *command[3:]]) == 0
    assert cli.run(["build", "--archive", str(copy / "archive"), "--out", str(copy / "again"), *AS_OF]) == 0
    assert read_all(copy / "again") == read_all(copy / "site")
    shutil.rmtree(copy / "again")
    capsys.readouterr()


def test_a_copy_brings_back_what_is_lost(copies, root, tmp_path):
    other = shutil.copytree(root, tmp_path / "archive")
    shutil.rmtree(other / "agreed")
    shutil.rmtree(other / "entries/plain-song")
    for place in (copies / "east", copies / "east/archive", copies / "east/site"):
        assert cli.run(["repair", str(other), "--from", str(place), *AS_OF]) == 0
        shutil.rmtree(other / "agreed")


def test_a_side_that_has_left_can_still_take_its_copy(root, tmp_path):
    gone = shutil.copytree(root, tmp_path / "archive")
    sides = gone / "charter/sides.yml"
    text = sides.read_text(encoding="utf-8")
    assert "\n  west:\n" in text
    text = text.replace("\n  west:\n", "\n  west:\n    status: withdrawn\n    status_since: 2026-05-01\n")
    sides.write_text(text, encoding="utf-8")
    overlay.seal(gone, "2026-04-30", "amina", "boris")
    assert leave(gone, "west", tmp_path / "copy") == 0
    assert leave(gone, "nobody", tmp_path / "other") == cli.WRONG_USE
    assert not (tmp_path / "other").exists()


def test_nobody_is_kept_by_an_archive_that_others_broke(root, tmp_path, capsys):
    broken = shutil.copytree(root, tmp_path / "archive")
    (broken / "entries/plain-song/entry.yml").write_text("kind: [\n", encoding="utf-8")
    (broken / "entries/plain-song/link").symlink_to("/etc/hostname")
    assert leave(broken, "east", tmp_path / "copy") == 1
    copy = tmp_path / "copy"
    assert not (copy / "site").exists()
    assert "concord verify" not in (copy / "LEAVING.md").read_text(encoding="utf-8")
    assert (copy / "archive/entries/plain-song/entry.yml").is_file()
    assert not (copy / "archive/entries/plain-song/link").exists()
    assert "archive/entries/plain-song/link" in capsys.readouterr().out


def test_a_copy_replaces_nothing(root, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    assert leave(root, "east", mine) == 0
    before = read_all(mine)
    assert leave(root, "west", mine) == cli.WRONG_USE
    assert read_all(mine) == before
    assert leave(root, "west", root / "copy") == cli.WRONG_USE
    assert not (root / "copy").exists()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    assert leave(root, "west", tmp_path / "link") == cli.WRONG_USE


def test_the_page_speaks_every_language_of_the_archive(copies):
    """Where the words are not there in a language, they are said in English under its own title, never mixed."""
    page = (copies / "east/LEAVING.md").read_text(encoding="utf-8")
    assert page.count("sha256sum --check") == page.count("\n# ") + 1
