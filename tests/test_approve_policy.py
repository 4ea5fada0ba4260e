"""The policy page says what the code does, and lines of a policy file change the preset."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from concord.approve.policy import PRESETS, Policy, resolve_policy
from concord.model.charter import PolicyFile, Preset

PAGE = Path(__file__).parent.parent / "docs" / "policy.md"
SPOKEN = {None: "none", True: "true", False: "false"}


@pytest.mark.parametrize("line", [field.name for field in fields(Policy) if field.name != "preset"])
def test_the_page_has_each_line_as_the_code_has_it(line: str) -> None:
    row = next(row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith(f"| `{line}`"))
    written = [cell.strip().strip("`") for cell in row.split("|")[2:5]]
    values = [getattr(PRESETS[preset], line) for preset in (Preset.LIGHT, Preset.STANDARD, Preset.STRICT)]
    assert written == [
        SPOKEN.get(value, str(value)) if isinstance(value, bool | None) else str(value) for value in values
    ]


def test_the_page_names_no_line_that_the_code_lacks() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named == {field.name for field in fields(Policy)} - {"preset"}


def test_a_stated_line_departs_from_the_preset_and_nothing_else_does() -> None:
    file = PolicyFile.model_validate({"format": "concord-policy/1", "preset": "strict", "people_per_side": "3"})
    policy = resolve_policy(file)
    assert policy.people_per_side == 3
    assert policy.seen_lapses_days is None
    assert policy.readers_required
