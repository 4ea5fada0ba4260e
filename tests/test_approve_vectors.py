"""The frozen formats, held to fixed bytes: a change here breaks every approval ever given."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from concord.approve.parts import split_facts
from concord.approve.seal import render_link
from concord.approve.sitting import MOST_ACTS, render_sitting, render_statement
from concord.model.archive import Statement
from concord.model.statement import Act, StatementFile
from concord.read.yaml_document import read_yaml
from simulator import Simulation, sourced

VECTORS = Path(__file__).parent / "vectors"


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return cases


@pytest.mark.parametrize("case", load("parts.json"), ids=lambda case: case["what"])
def test_fact_parts_have_these_bytes_and_digests(case: dict[str, Any]) -> None:
    parts = split_facts(case["entry"])
    assert {name: raw.decode() for name, raw in parts.items()} == case["bytes"]
    assert {name: hashlib.sha256(raw).hexdigest() for name, raw in parts.items()} == case["sha256"]


@pytest.mark.parametrize("case", load("parts.json"), ids=lambda case: case["what"])
def test_the_bytes_are_rfc_8785(case: dict[str, Any]) -> None:
    for text in case["bytes"].values():
        assert rfc8785.dumps(json.loads(text)).decode() == text


@pytest.mark.parametrize("case", load("statements.json"), ids=lambda case: case["what"])
def test_statements_have_these_bytes(case: dict[str, Any]) -> None:
    before = None
    for link in case["chain"]:
        acts = [Act.model_validate(act) for act in link["acts"]]
        text = render_statement(case["genesis"], before, link["date"], acts, demonstration=case["demonstration"])
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        assert (text, sha256) == (link["text"], link["sha256"])
        tree = {"format": "concord-statement/1", "genesis": case["genesis"], "seq": link["seq"], "prev": None,
                "date": link["date"], "acts": link["acts"]}  # fmt: skip
        before = Statement("someone", link["seq"], sha256, sourced(StatementFile, tree))


def test_a_charter_link_has_these_bytes(tmp_path: Path) -> None:
    charter = Simulation(tmp_path, {}).charter()
    digests = {
        name: digit * 64
        for digit, name in zip("abcd", ("archive.yml", "people.yml", "policy.yml", "sides.yml"), strict=True)
    }
    charter = type(charter)(charter.archive, charter.sides, charter.people, charter.policy, (), digests, None)
    name, text = render_link(charter, "2026-11-24")
    assert name == "1.yml"
    assert text == (
        "format: concord-chain/1\nn: 1\nprev: null\nin_force_from: 2026-11-24\nfiles:\n"
        f"  archive.yml: {'a' * 64}\n  people.yml: {'b' * 64}\n  policy.yml: {'c' * 64}\n  sides.yml: {'d' * 64}\n"
    )


def test_a_very_long_sitting_becomes_several_statements_in_a_row() -> None:
    acts = [
        Act.model_validate({"act": "agree", "about": "entries/song", "part": "facts", "rev": n, "sha256": "0" * 64})
        for n in range(1, MOST_ACTS + 2)
    ]
    (one, first), (two, second) = render_sitting("ab" * 32, None, "2026-11-24", acts, demonstration=False)
    assert (one, two) == (1, 2)
    assert f"prev: {hashlib.sha256(first.encode()).hexdigest()}" in second
    for text in (first, second):
        document, problems = read_yaml("statements/someone/1.yml", text.encode())
        assert document is not None
        assert problems == ()
