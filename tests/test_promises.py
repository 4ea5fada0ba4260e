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


def test_the_demonstration_has_no_problem_but_those_it_shows(copy: Path) -> None:
    """One translation of older words, one overdue review, words proposed on one entry: each is there to be seen."""
    problems = json.loads(run("check", "--format", "json", at=copy))["problems"]
    found = {(problem["rule"], problem["path"].split("/")[2]) for problem in problems}
    assert found == {
        ("translation-stale", "phulkari"),
        ("review-overdue", "kartarpur"),
        ("approval-outdated", "nowruz"),
    }


def test_the_status_of_the_demonstration_shows_every_state(copy: Path) -> None:
    status = json.loads(run("status", "--format", "json", at=copy))
    assert {line["state"] for line in status["parts"]} == {"agreed", "proposed", "waits-for-the-rest"}
    assert {line["entry"] for line in status["parts"] if line["state"] != "agreed"} == {"nowruz"}
    conditions = {entry["entry"]: [one["name"] for one in entry["conditions"]] for entry in status["entries"]}
    assert {entry: found for entry, found in conditions.items() if found} == {
        "attari-wagah-evening": ["stub"],
        "basmati": ["dispute-reservations"],
        "kartarpur": ["review-overdue"],
        "phulkari": ["no-narrative-none-for-now", "outdated"],
        "rooh-afza": ["draft"],
        "unnamed-recording": ["closed"],
        "withdrawn-example": ["withdrawn"],
    }
    published = [entry for entry in conditions if not entry.endswith(".yml")]
    assert len(published) == 12 + len(("a stub", "a label", "a tombstone", "a draft"))


def test_one_changed_hindi_word_is_proposed_and_shown_to_stewards_only(
    copy: Path, built: dict[str, bytes], tmp_path: Path
) -> None:
    shutil.copytree(copy, tmp_path, dirs_exist_ok=True)
    text = tmp_path / "archive" / "entries" / ENTRY / "text.hi.md"
    words = text.read_text(encoding="utf-8")
    first = words.split()[1]
    text.write_text(words.replace(first, NEW_WORD, 1), encoding="utf-8", newline="\n")

    lines = json.loads(run("status", "--format", "json", at=tmp_path))["parts"]
    (changed,) = [line for line in lines if line["state"] != "agreed" and line["entry"] == ENTRY]
    assert changed["part"] == "text.hi"
    assert {need["side"] for need in changed["missing"]} == {"in", "pk"}
    assert changed["shown"]

    run("build", "--out", tmp_path / "site", at=tmp_path)
    after = read_tree(tmp_path / "site")
    # That something waits is said on two pages, and in the proof of these; what it is, nowhere.
    telling = {f"{lang}/{page}/index.html" for lang in ("hi", "ur", "en") for page in ("awaiting", "status")}
    changed = {name for name in after if after[name] != built.get(name)}
    assert telling <= changed <= {*telling, "SHA256SUMS", "proof/words.json"}
    assert not [name for name, raw in after.items() if NEW_WORD.encode() in raw]

    run("build", "--proposed", "--out", tmp_path / "workshop", at=tmp_path)
    workshop = read_tree(tmp_path / "workshop")
    page = workshop[f"hi/entries/{ENTRY}/index.html"].decode()
    assert NEW_WORD in page
    assert "noindex" in page
    assert 'class="state"' in page
