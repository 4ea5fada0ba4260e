"""`concord sign` puts a signature only where it will be taken: what holds unsigned is never made unread."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concord import cli
from concord.pipeline import load
from rules import overlay
from ssh import make_key, public_line

HANDLE, OTHER = "boris", "clara"
CHANGED = "2026-04-10"
# How a key stands in people.yml, who agrees to it, and what is said of words from before it.
KEYS = {
    "later than the words": ("since: 2026-04-10", OTHER, "AP03"),
    "ended before the words": ("since: 2025-01-01, until: 2026-01-20", OTHER, "AP03"),
    "revoked": ("since: 2026-01-01, revoked: {on: 2026-04-10}", OTHER, "AP03"),
    "kept for an emergency": ("since: 2026-01-01, recovery: true", OTHER, "AP0"),
    "agreed to by its owner": ("since: 2026-01-01", HANDLE, "nobody had this key"),
}


@pytest.fixture
def root(agreed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(agreed, tmp_path / "archive")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_key(tmp_path_factory.mktemp("keys"), "key")


def add_key(root: Path, key: Path, days: str) -> None:
    people = root / "charter/people.yml"
    before, mine = people.read_text(encoding="utf-8").split(f"  {HANDLE}:\n", 1)
    mine = mine.replace("    keys:\n", f"    keys:\n      - {{id: new, key: {public_line(key)}, {days}}}\n", 1)
    people.write_text(f"{before}  {HANDLE}:\n{mine}", encoding="utf-8")


def sign(root: Path, key: Path) -> int:
    options = ["--key", str(key), "--archive", str(root), "--date", overlay.AS_OF, "--yes", "--lang", "en"]
    return cli.run(["sign", "--as", HANDLE, *options])


def find_published(root: Path) -> dict[str, dict[str, str]]:
    entries = load(root, overlay.AS_OF).agreement.entries.values()
    return {entry.id: dict(entry.published) for entry in entries}


@pytest.mark.parametrize("name", KEYS)
def test_what_holds_unsigned_goes_on_holding(
    name: str, root: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days, who, said = KEYS[name]
    add_key(root, key, days)
    overlay.seal(root, CHANGED, who)
    before = find_published(root)
    assert any(before.values())
    assert sign(root, key) == 0
    assert find_published(root) == before
    told = capsys.readouterr()
    assert "stays as it is" in told.err
    assert said in told.err
    assert "is signed." not in told.out


def test_words_from_the_days_of_a_key_are_signed(root: Path, key: Path) -> None:
    add_key(root, key, "since: 2026-01-01")
    overlay.seal(root, CHANGED, OTHER)
    before = find_published(root)
    assert sign(root, key) == 0
    assert list((root / "statements" / HANDLE).glob("*.sig"))
    assert find_published(root) == before


@pytest.mark.parametrize("is_proposed", [True, False], ids=["proposed", "of nobody here"])
def test_a_key_that_does_not_count_is_refused(
    root: Path, key: Path, capsys: pytest.CaptureFixture[str], *, is_proposed: bool
) -> None:
    if is_proposed:
        add_key(root, key, "since: 2026-01-01")
        policy = root / "charter/policy.yml"
        policy.write_text(policy.read_text(encoding="utf-8") + "review_months: 7\n", encoding="utf-8")
        overlay.seal(root, CHANGED, HANDLE)
    assert sign(root, key) == 2
    assert "AP034" in capsys.readouterr().err
    assert not list((root / "statements" / HANDLE).glob("*.sig"))


def test_where_nothing_signs_it_is_said_what_is_missing(
    root: Path, key: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_key(root, key, "since: 2026-01-01")
    overlay.seal(root, CHANGED, OTHER)
    monkeypatch.setenv("PATH", "")
    assert sign(root, key) == 2
    assert "no ssh-keygen on this computer" in capsys.readouterr().err
    assert not list((root / "statements" / HANDLE).glob("*.sig"))
