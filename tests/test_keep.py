"""From two files out of browsers to a branch that holds the agreed words: the steps of the workflow as they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import loaves
from concord.cli import concord
from concord.found.repository import ATTRIBUTES, HERE
from concord.publish.registry import find_outputs
from concord.render.press import make_press
from conftest import ROOT
from loaves import DAY, FIVE, OTHER_READER, OTHER_SIDE, READER, READS_ONE
from test_changes_git import ENVIRONMENT, git

KEEP: Any = yaml.safe_load((HERE / "github" / "keep.yml").read_text(encoding="utf-8"))


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """A forge whose branch holds the archive, with the files of two stewards brought in."""
    home = tmp_path / "home"
    root = loaves.make_archive(home)
    press = make_press(loaves.derive_workshop(root))
    pages = {one.path: one for one in find_outputs(press) if one.kind == "sitting"}
    for handle, reader in ((READS_ONE, READER), (OTHER_SIDE, OTHER_READER)):
        page = loaves.read_sitting(pages[f"hy/stewards/{handle}/index.html"].make())
        (root / "statements" / handle / page.file).write_bytes(page.join(page.choices, reader).encode())
    (home / ".gitattributes").write_text(ATTRIBUTES, encoding="ascii")
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "approvals")
    git(tmp_path, "clone", "-q", "--bare", str(home), "owner/archive")
    return tmp_path


def run_steps(forge: Path, copy: Path) -> str:
    """Every step of the workflow but the installation of the tool; the commit that the branch then has."""
    git(forge, "clone", "-q", str(forge / "owner" / "archive"), str(copy))
    tool = forge / "tool" / "bin"
    tool.mkdir(parents=True, exist_ok=True)
    for name in ("pip", "concord"):
        program = f'exec "{sys.executable}" -m concord "$@"' if name == "concord" else "exit 0"
        (tool / name).write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
        (tool / name).chmod(0o755)
    environment = {
        **os.environ,
        **ENVIRONMENT,
        "PYTHONPATH": str(ROOT / "plugins"),
        "RUNNER_TEMP": str(forge),
        "TOKEN": "x",
        "GITHUB_SERVER_URL": forge.as_uri(),
        "GITHUB_REPOSITORY": "owner/archive",
    }
    for step in KEEP["jobs"]["keep"]["steps"][1:]:
        said = step["run"].replace('python3 -m venv "$RUNNER_TEMP/tool"', "true").replace('"$(date --utc +%F)"', DAY)
        done = subprocess.run(
            ["bash", "-e", "-c", said], cwd=copy, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return git(forge / "owner" / "archive", "rev-parse", "main")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the workflow runs where a shell is")
def test_the_workflow_puts_agreed_words_into_the_branch_and_nothing_else(forge: Path) -> None:
    before = git(forge / "owner" / "archive", "rev-parse", "main")
    after = run_steps(forge, forge / "copy")
    assert after != before
    changed = git(forge / "owner" / "archive", "diff", "--name-status", before, after).splitlines()
    assert {line.split("\t")[0] for line in changed} == {"A"}
    assert {line.split("\t")[1].rpartition("/")[0] for line in changed} == {"archive/agreed"}
    kept = Path(git(forge, "clone", "-q", str(forge / "owner" / "archive"), "kept") or forge / "kept")
    checked = CliRunner().invoke(concord, ["check", str(kept / "archive"), "--as-of", DAY])
    assert checked.exit_code == 0, checked.output
    told = CliRunner().invoke(concord, ["status", str(kept / "archive"), "--as-of", DAY, "--lang", "en"]).output
    assert all(f"{name}: 6 of 6 parts agreed" in told for name in FIVE), told
    assert run_steps(forge, forge / "again") == after, "nothing is left to keep"
