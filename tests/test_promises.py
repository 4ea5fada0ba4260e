"""What Concord promises of the demonstration, tried from outside: through its commands, on a copy, looking at bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENTRY = "mohenjo-daro-necklace"
# No text of the demonstration holds this word, so that finding it anywhere means that it leaked.
NEW_WORD = "अनदेखाशब्द"


def run(*arguments: str | Path, at: Path, code: int = 0) -> str:
    """A `concord` command in a folder; fails the test on another exit code."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795500000", "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-m", "concord", *map(str, arguments)]
    done = subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a built site."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working copy of the demonstration."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "archive", folder / "archive")
    return folder


@pytest.fixture(scope="module")
def built(copy: Path) -> dict[str, bytes]:
    """The public site of the demonstration as it stands."""
    run("build", "--out", copy / "site", at=copy)
    return read_tree(copy / "site")


def test_the_demonstration_has_no_problem(copy: Path) -> None:
    assert json.loads(run("check", "--format", "json", at=copy))["problems"] == []


def test_every_part_of_the_demonstration_is_agreed(copy: Path) -> None:
    lines = json.loads(run("status", "--format", "json", at=copy))["parts"]
    assert {line["entry"] for line in lines} == {ENTRY, "ganga-ram-hospitals"}
    assert {line["state"] for line in lines} == {"agreed"}


def test_one_changed_hindi_word_is_proposed_and_shown_to_stewards_only(
    copy: Path, built: dict[str, bytes], tmp_path: Path
) -> None:
    shutil.copytree(copy, tmp_path, dirs_exist_ok=True)
    text = tmp_path / "archive" / "entries" / ENTRY / "text.hi.md"
    words = text.read_text(encoding="utf-8")
    first = words.split()[1]
    text.write_text(words.replace(first, NEW_WORD, 1), encoding="utf-8", newline="\n")

    lines = json.loads(run("status", "--format", "json", at=tmp_path))["parts"]
    assert [line["part"] for line in lines if line["state"] != "agreed"] == ["text.hi"]
    changed = next(line for line in lines if line["state"] != "agreed")
    assert {need["side"] for need in changed["missing"]} == {"in", "pk"}
    assert changed["shown"]

    run("build", "--out", tmp_path / "site", at=tmp_path)
    assert read_tree(tmp_path / "site") == built
    assert not [name for name, raw in built.items() if NEW_WORD.encode() in raw]

    run("build", "--proposed", "--out", tmp_path / "workshop", at=tmp_path)
    workshop = read_tree(tmp_path / "workshop")
    page = workshop[f"hi/entries/{ENTRY}/index.html"].decode()
    assert NEW_WORD in page
    assert "noindex" in page
    assert 'class="state"' in page
