"""Approving as on Windows: no shell and no program of Unix on the path, line ends that git or an editor has turned."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import loaves
from concord.found.repository import ATTRIBUTES
from concord.publish.registry import find_outputs
from concord.render.press import make_press
from conftest import ROOT
from loaves import DAY, FIVE, READS_BOTH
from test_changes_git import git


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaves.make_archive(tmp_path_factory.mktemp("loaves") / "home", changed=False)


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "archive"))


def call(*arguments: str | Path, answer: str = "") -> subprocess.CompletedProcess[str]:
    """A command whose path leads to no other program at all."""
    environment = {name: value for name, value in os.environ.items() if name != "PATH"}
    environment |= {"PATH": "", "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "concord", *map(str, arguments)]
    return subprocess.run(
        command, input=answer, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def approve(root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    options = ("--archive", root, "--date", DAY, "--no-page", "--lang", "en")
    return call("approve", "--as", READS_BOTH, *options, *more, answer="y\n")


def turn(folder: Path) -> None:
    """Line ends as git makes them with core.autocrlf, or an old editor."""
    for path in folder.rglob("*"):
        if path.is_file() and b"\0" not in (raw := path.read_bytes()):
            path.write_bytes(raw.replace(b"\n", b"\r\n"))


def find_new(root: Path) -> bytes:
    return (root / "statements" / READS_BOTH / "2.yml").read_bytes()


@pytest.fixture(scope="module")
def expected(made: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What is written where nothing is in the way."""
    root = Path(shutil.copytree(made, tmp_path_factory.mktemp("plain") / "archive"))
    done = approve(root)
    assert done.returncode == 0, done.stderr
    return find_new(root)


def test_without_any_other_program_five_entries_are_approved(expected: bytes) -> None:
    assert b"\r" not in expected
    assert {name for name in FIVE if f"entries/{name}," in expected.decode()} == set(FIVE)


def test_the_file_from_a_browser_is_sound_there_too(root: Path, expected: bytes) -> None:
    press = make_press(loaves.derive_workshop(root))
    path = f"hy/stewards/{READS_BOTH}/index.html"
    page = loaves.read_sitting(next(one.make() for one in find_outputs(press) if one.path == path))
    joined = page.join(page.choices).encode()
    assert joined == expected
    (root / "statements" / READS_BOTH / page.file).write_bytes(joined)
    assert call("check", root, "--as-of", DAY).returncode == 0


@pytest.mark.parametrize(("attributes", "code"), [(ATTRIBUTES, 0), ("", 2)], ids=["as founded", "without"])
def test_a_copy_that_git_made_as_on_windows(
    attributes: str, code: int, root: Path, tmp_path: Path, expected: bytes
) -> None:
    """What `concord init` writes keeps line ends; where it is missing nothing is approved."""
    home = tmp_path / "home"
    shutil.copytree(root, home / "archive")
    (home / ".gitattributes").write_text(attributes, encoding="ascii")
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "archive")
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(home), "copy")
    copy = tmp_path / "copy" / "archive"
    done = approve(copy)
    assert done.returncode == code, done.stderr
    assert (code == 0) == ((copy / "statements" / READS_BOTH / "2.yml").exists() and find_new(copy) == expected)


@pytest.mark.parametrize("folder", ["statements", "charter", "."], ids=["approvals", "charter", "all"])
def test_turned_evidence_is_named_and_never_built_on(folder: str, root: Path) -> None:
    turn(root / folder)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = approve(root)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    assert re.search(r"(statements|charter)/\S+:1:[0-9]+  ST012 .*line ends of Windows", done.stderr)
    assert "git clone -c core.autocrlf=false" in done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_turned_words_are_mended_and_then_approved_as_everywhere(root: Path, expected: bytes) -> None:
    turn(root / "entries")
    done = approve(root)
    assert done.returncode == 2
    assert "entries/loaf-1/text.hy.md:1:" in done.stderr
    assert "Run: concord fmt" in done.stderr
    assert not (root / "statements" / READS_BOTH / "2.yml").exists()
    assert call("fmt", root).returncode == 0
    assert approve(root).returncode == 0
    assert find_new(root) == expected


def test_where_nothing_signs_it_is_said_what_is_missing(root: Path, tmp_path: Path) -> None:
    """`concord sign` says the same: test_sign_command.py."""
    key = tmp_path / "key"
    key.write_text("x", encoding="ascii")
    done = approve(root, "--sign", str(key))
    assert done.returncode == 2
    assert "no ssh-keygen on this computer" in done.stderr
    assert "OpenSSH Client" in done.stderr
    assert "Traceback" not in done.stderr
