"""The table of attacks names rules that exist and tests that are there; a promise without either would be none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concord.check.rules import RULES

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs/threat-model.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition("## Attacks")[2].partition("## What cannot")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| attack ")
]


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 40
    assert all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_refuses_it_is_there(row: list[str]) -> None:
    for name in re.findall(r"`([^`]+)`", row[1]):
        assert name in RULES or name.startswith(("concord ", "--")), name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_shows_it_is_there(row: list[str]) -> None:
    shown = re.findall(r"`([^`]+)`", row[2])
    assert shown
    for place in shown:
        if place.startswith("tests/rules/"):
            assert (TESTS.parent / place / "bad").is_dir(), place
        else:
            assert (TESTS / place).is_file(), place
    for name in re.findall(r'"([^"]+)"', row[2]):
        source = (TESTS / shown[0]).read_text(encoding="utf-8")
        assert f'"{name}"' in source or f"def {name}(" in source, name
