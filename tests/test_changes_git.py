"""`concord check --base`, `amend`, `codeowners`: out of git's store, with one clear line where that cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from concord import cli
from concord.cli import amend, codeowners
from concord.read.archive import read_archive
from concord.read.history import HistoryError, _iter_blobs, extract_commit
from rules import overlay

ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org", "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.org", "GIT_AUTHOR_DATE": "2026-05-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-05-01T00:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
SONG = "entries/plain-song"


def git(folder: Path, *words: str, text: str = "") -> str:
    command = ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *words]
    environment = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, input=text)
    return done.stdout.strip()


@pytest.fixture
def root(agreed, tmp_path):
    """An archive in a repository, everything committed."""
    git(tmp_path, "init", "-q")
    root = shutil.copytree(agreed, tmp_path / "archive")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "agreed")
    return root


def check(root: Path, *words: str) -> int:
    return cli.run(["check", str(root), "--as-of", overlay.AS_OF, *words])


def test_a_change_is_judged_from_the_commit_before_it(root, capsys):
    shutil.rmtree(root / SONG)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "away with it")
    assert check(root, "--base", "HEAD~1") == 1
    assert "AP050" in capsys.readouterr().out
    assert check(root, "--base", "HEAD") == 1
    assert "AP050" not in capsys.readouterr().out


def test_a_folder_gives_the_same_answer(root, agreed, capsys):
    (root / "statements/boris/5.yml").unlink()
    assert check(root, "--base", "HEAD", "--format", "json") == 1
    from_git = capsys.readouterr().out
    assert check(root, "--base-dir", str(agreed), "--format", "json") == 1
    assert capsys.readouterr().out == from_git
    assert "AP053" in from_git


def test_the_tree_is_left_alone(root):
    (root / "spare.txt").write_text("mine", encoding="utf-8")
    before = git(root, "status", "--porcelain")
    check(root, "--base", "HEAD")
    assert git(root, "status", "--porcelain") == before


@pytest.mark.parametrize("ref", ["nowhere", "", "--output=x", "-h", "HEAD:archive", "HEAD; rm -rf .", "a\nb", "@{-9}"])
def test_what_is_no_commit_ends_with_one_line(root, ref, capsys):
    assert check(root, "--base", ref) == cli.WRONG_USE
    said = capsys.readouterr()
    assert not said.out
    assert "Traceback" not in said.err
    assert "fetch it first" in said.err


def test_a_shallow_clone_says_what_it_lacks(root, tmp_path, capsys):
    first = git(root, "rev-parse", "HEAD")
    git(root, "commit", "-q", "--allow-empty", "-m", "later")
    git(tmp_path, "clone", "-q", "--depth", "1", tmp_path.as_uri(), str(tmp_path / "shallow"))
    shallow = tmp_path / "shallow" / "archive"
    assert check(shallow, "--base", first) == cli.WRONG_USE
    assert "fetch it first" in capsys.readouterr().err
    assert check(shallow, "--base", "HEAD") == 0


def test_no_archive_is_no_excuse(root, tmp_path, capsys):
    """An empty past would let everything pass."""
    empty = git(root, "commit-tree", git(root, "mktree"), "-m", "empty")
    assert check(root, "--base", empty) == cli.WRONG_USE
    assert check(root, "--base-dir", str(tmp_path)) == cli.WRONG_USE
    assert check(root, "--base", "HEAD", "--base-dir", str(root)) == cli.WRONG_USE
    assert "Traceback" not in capsys.readouterr().err


def test_outside_git(agreed, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(agreed.parent.parent))
    assert check(agreed, "--base", "HEAD") == cli.WRONG_USE
    assert "--base-dir" in capsys.readouterr().err


def test_a_replaced_commit_shows_no_kinder_past(root, capsys):
    first = git(root, "rev-parse", "HEAD")
    shutil.rmtree(root / SONG)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "away with it")
    git(root, "replace", first, git(root, "rev-parse", "HEAD"))
    assert check(root, "--base", first) == 1
    assert "AP050" in capsys.readouterr().out


def test_links_and_paths_that_lead_out_are_left_behind(root, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    (root / "names.yml").symlink_to(secret)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a link")
    target = tmp_path / "target"
    target.mkdir()
    assert extract_commit(root, "HEAD", target) == "2026-05-01"
    assert not (target / "names.yml").exists()
    assert not any(path.is_symlink() for path in target.rglob("*"))
    blob = "0" * 40
    listed = "".join(
        f"100644 blob {blob}       4\t{path}\0"
        for path in ("../out", "a/../../out", "/out", "a//b", "C:/out", "a\\..\\out", "", "charter/x")
    )
    listed += f"120000 blob {blob}       4\tlink\0160000 commit {blob}       -\tmodule\0"
    assert [one.path for one in _iter_blobs(listed.encode())] == ["charter/x"]


def test_a_repository_of_rubbish(root, tmp_path):
    """Objects that are listed and cannot be read end as a reason."""
    for path in (tmp_path / ".git/objects").glob("??/*"):
        path.chmod(0o644)
        path.write_bytes(b"rubbish")
    with pytest.raises(HistoryError):
        extract_commit(root, "HEAD", tmp_path / "target")


def test_all_sides_amend(root, agreed, capsys):
    """From the change to the seal, and from the seal to everybody's word."""
    policy = root / "charter/policy.yml"
    policy.write_text(policy.read_text(encoding="utf-8") + "review_months: 12\n", encoding="utf-8")
    runner = CliRunner()
    unsealed = runner.invoke(amend.command, ["--as", "amina", "--archive", str(root), "--date", "2026-05-20", "--yes"])
    assert unsealed.exit_code == 1
    assert cli.run(["seal", str(root), "--date", "2026-05-20"]) == 0
    assert "concord amend" in capsys.readouterr().out
    for handle, missing in (("amina", True), ("boris", False)):
        words = ["--as", handle, "--archive", str(root), "--date", "2026-05-20", "--yes"]
        assert runner.invoke(amend.command, words).exit_code == 0
        assert runner.invoke(amend.command, words).exit_code == 0, "a second time there is nothing to say"
        assert check(root, "--base-dir", str(agreed)) == int(missing)
        assert ("AP059" in capsys.readouterr().out) is missing
    assert [len(list((root / "statements" / handle).iterdir())) for handle in ("amina", "boris")] == [3, 6]


@pytest.mark.parametrize("handle", ["helper", "clara", "nobody"])
def test_who_may_not_amend(root, handle):
    overlay.seal(root, "2026-05-20")
    words = ["--as", handle, "--archive", str(root), "--date", "2026-05-20", "--yes"]
    done = CliRunner().invoke(amend.command, words)
    assert done.exit_code == 1
    assert "AP0" in done.output
    assert not (root / "statements" / handle).exists()


def test_code_owners_say_what_they_are(agreed):
    done = CliRunner().invoke(codeowners.command, [str(agreed), "--as-of", overlay.AS_OF])
    lines = done.output.splitlines()
    assert "never the record" in lines[0]
    assert "/archive/ @amina @boris" in lines
    assert "/archive/statements/boris/ @boris" in lines
    assert "/archive/entries/old-bridge/narrative.east.hi.md @boris" in lines
    assert "/archive/entries/old-bridge/narrative.west.hi.md @amina" in lines
    assert not any("helper" in line or "clara" in line for line in lines), "nobody out of office, nobody of no side"
    assert read_archive(agreed).charter
