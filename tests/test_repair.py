"""`concord repair`: agreed words come back from wherever they are, and nothing else comes with them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from concord import cli
from concord.approve.digest import digest_bytes
from concord.pipeline import load
from rules import overlay
from test_changes_git import git

SONG = "entries/plain-song/text.hi.md"


@pytest.fixture
def root(agreed, tmp_path):
    """An archive in a repository, everything committed; then a new version of one text is proposed."""
    git(tmp_path, "init", "-q")
    root = shutil.copytree(agreed, tmp_path / "archive")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "agreed")
    (root / SONG).write_text("अन्य शब्द।\n", encoding="utf-8")
    return root


def repair(root: Path, *words: str) -> int:
    return cli.run(["repair", str(root), "--as-of", overlay.AS_OF, *words])


def find_kept(root: Path, agreed: Path) -> Path:
    """Where the agreed words of the changed text are kept."""
    return root / "agreed" / digest_bytes((agreed / SONG).read_bytes())


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_from_the_history(root, agreed, capsys):
    whole = read_all(root / "agreed")
    find_kept(root, agreed).write_text("altered\n", encoding="utf-8")
    for path in sorted((root / "agreed").iterdir())[::2]:
        path.unlink()
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "lost")
    state = git(root, "status", "--porcelain", "--", ".", ":!agreed")
    assert repair(root) == 0
    assert read_all(root / "agreed") == whole
    assert git(root, "status", "--porcelain", "--", ".", ":!agreed") == state
    assert "from the history" in capsys.readouterr().out
    assert repair(root) == 0
    assert "Brought back" not in capsys.readouterr().out


def test_the_words_of_an_entry_have_the_same_bytes(root, agreed, tmp_path):
    """A history in which the words were never kept still holds them as an entry's own."""
    shutil.rmtree(tmp_path / ".git")
    git(tmp_path, "init", "-q")
    shutil.copyfile(agreed / SONG, root / SONG)
    git(root, "add", "entries")
    git(root, "commit", "-q", "-m", "only entries")
    (root / SONG).write_text("अन्य शब्द।\n", encoding="utf-8")
    kept = find_kept(root, agreed)
    kept.unlink()
    assert repair(root, "--from-git") == 0
    assert kept.read_bytes() == (agreed / SONG).read_bytes()


@pytest.mark.parametrize("place", ["agreed", "archive/agreed", "proof/agreed"])
def test_from_a_copy(place, root, agreed, tmp_path, capsys):
    kept = find_kept(root, agreed)
    kept.unlink()
    copy = tmp_path / "copy"
    shutil.copytree(agreed / "agreed", copy / place)
    assert repair(root, "--from", str(copy)) == 0
    assert kept.read_bytes() == (agreed / SONG).read_bytes()
    assert str(copy) in capsys.readouterr().out


def test_from_a_packed_copy(root, agreed, tmp_path):
    kept = find_kept(root, agreed)
    kept.unlink()
    with zipfile.ZipFile(tmp_path / "copy.zip", "w") as packed:
        packed.write(agreed / "agreed" / kept.name, f"proof/agreed/{kept.name}")
    assert repair(root, "--from", str(tmp_path / "copy.zip")) == 0
    assert kept.is_file()


def test_only_what_fits_is_taken(root, agreed, tmp_path, capsys):
    kept = find_kept(root, agreed)
    kept.unlink()
    copy = tmp_path / "copy" / "agreed"
    copy.mkdir(parents=True)
    (copy / kept.name).write_text("a lie\n", encoding="utf-8")
    stray = digest_bytes(b"nobody approved this")
    (copy / stray).write_bytes(b"nobody approved this")
    assert repair(root, "--from", str(copy.parent)) == 1
    said = capsys.readouterr().out
    assert f"agreed/{kept.name}" in said
    assert "text.hi" in said
    assert not kept.exists()
    assert not (root / "agreed" / stray).exists()


def test_words_that_were_only_approved_stay_out(root, agreed):
    """One side's approval of words that stand in the history makes them no agreed words."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "proposed")
    overlay.sit(root, "amina", "2026-04-01")
    proposed = digest_bytes((root / SONG).read_bytes())
    assert repair(root, "--from-git") == 0
    assert not (root / "agreed" / proposed).exists()


def test_lost_facts_are_missed_though_nothing_is_shown_without_them(root, agreed, tmp_path, capsys):
    facts = load(agreed, overlay.AS_OF).agreement.entries["plain-song"].published["facts"]
    (root / "agreed" / facts).unlink()
    entry = root / "entries/plain-song/entry.yml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("kind: song", "kind: story"), encoding="utf-8")
    assert not load(root, overlay.AS_OF).agreement.entries["plain-song"].published
    empty = tmp_path / "empty"
    empty.mkdir()
    assert repair(root, "--from", str(empty)) == 1
    assert facts in capsys.readouterr().out
    assert repair(root) == 0
    assert load(root, overlay.AS_OF).agreement.entries["plain-song"].published["facts"] == facts


def test_where_there_is_no_history(agreed, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = shutil.copytree(agreed, tmp_path / "archive")
    (root / SONG).write_text("अन्य शब्द।\n", encoding="utf-8")
    find_kept(root, agreed).unlink()
    assert repair(root) == 1
    said = capsys.readouterr()
    assert "--from" in said.err
    assert "Traceback" not in said.err


def test_a_damaged_object_takes_no_other_with_it(root, agreed, tmp_path, capsys):
    other = root / "entries/plain-song/text.ur.md"
    lost = root / "agreed" / digest_bytes(other.read_bytes())
    name = git(root, "rev-parse", f"HEAD:archive/agreed/{lost.name}")
    damaged = tmp_path / ".git/objects" / name[:2] / name[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"rubbish")
    other.write_text("اور الفاظ۔\n", encoding="utf-8")
    lost.unlink()
    find_kept(root, agreed).unlink()
    assert repair(root) == 1
    assert find_kept(root, agreed).is_file()
    assert f"agreed/{lost.name}" in capsys.readouterr().out


def test_nothing_is_written_through_a_link(root, agreed, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(root / "agreed", elsewhere)
    (root / "agreed").symlink_to(elsewhere)
    (elsewhere / find_kept(root, agreed).name).unlink()
    assert repair(root) == 1
    assert not find_kept(root, agreed).exists()


def test_a_copy_that_is_none_changes_nothing(root, agreed, capsys):
    find_kept(root, agreed).unlink()
    assert repair(root, "--from", str(root / "nowhere")) == cli.WRONG_USE
    assert not find_kept(root, agreed).exists()
    assert "Traceback" not in capsys.readouterr().err
