"""Whoever owns the repository can push anything: what was agreed goes on standing, and every copy gives one site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DAY = "2026-12-01T12:00:00+00:00"
ENTRY = "archive/entries/mohenjo-daro-necklace"
CANARY = "canaryforcedontomain"
IDENTITY = {"NAME": "nobody", "EMAIL": "nobody@example.invalid", "DATE": DAY}


def run(*command: str | Path, at: Path, code: int = 0) -> str:
    """A program in a folder, with no day of judging given from outside."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in IDENTITY.items()}
    environment |= {"PYTHONPATH": str(ROOT / "plugins"), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        list(map(str, command)), cwd=at, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def build(folder: Path) -> dict[str, bytes]:
    run(sys.executable, "-m", "concord", "build", "--out", "site", at=folder)
    site = folder / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def commit(folder: Path, *options: str) -> None:
    run("git", "add", "-A", at=folder)
    run("git", "commit", "-q", *options, "-m", "as it is", at=folder)


def force_words(folder: Path) -> None:
    """Every kind of words, pictures among them, changed by somebody who asked nobody."""
    for text in (folder / ENTRY).glob("*.md"):
        text.write_text(f"{CANARY}\n", encoding="utf-8", newline="\n")
    facts = folder / ENTRY / "entry.yml"
    words = facts.read_text(encoding="utf-8")
    facts.write_text(words.replace("\n  en: ", f"\n  en: {CANARY} "), encoding="utf-8", newline="\n")
    assert CANARY in facts.read_text(encoding="utf-8")
    picture = next((folder / ENTRY / "media").glob("*.png"))
    shutil.copy(ROOT / "archive/entries/ajrak/media/pattern.png", picture)


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the demonstration onto whose main an unagreed edit was forced."""
    folder = tmp_path_factory.mktemp("forced")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in (".gitattributes", ".git_archival.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "archive", folder / "archive")
    (folder / ".gitignore").write_text("site/\n", encoding="utf-8")
    run("git", "init", "-q", "-b", "main", at=folder)
    commit(folder)
    return folder


def test_agreed_words_stand_everywhere_and_no_new_byte_goes_out(forced: Path, tmp_path: Path) -> None:
    before = build(forced)
    force_words(forced)
    commit(forced)
    after = build(forced)
    telling = {path for path in after if path.endswith(("/awaiting/index.html", "/status/index.html"))}
    assert after.keys() == before.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert changed <= telling | {"SHA256SUMS", "proof/words.json"}
    assert not [path for path, raw in after.items() if CANARY.encode() in raw]

    shallow = tmp_path / "shallow"
    run("git", "clone", "-q", "--depth", "1", forced.as_uri(), shallow, at=tmp_path)
    assert run("git", "rev-list", "--count", "HEAD", at=shallow).strip() == "1"
    assert build(shallow) == after

    run("git", "archive", "--format=tar", "-o", tmp_path / "tree.tar", "HEAD", at=forced)
    exported = tmp_path / "exported"
    with tarfile.open(tmp_path / "tree.tar") as tar:
        tar.extractall(exported, filter="data")
    assert build(exported) == after

    # History is thrown away and rewritten: one commit of the same tree, as after a force-push.
    rewritten = tmp_path / "rewritten"
    run("git", "clone", "-q", forced.as_uri(), rewritten, at=tmp_path)
    run("git", "checkout", "-q", "--orphan", "new", at=rewritten)
    commit(rewritten)
    assert run("git", "rev-list", "--count", "HEAD", at=rewritten).strip() == "1"
    assert build(rewritten) == after
