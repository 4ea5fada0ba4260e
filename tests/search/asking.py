"""Asks the site's own search.js, run by Node without a page."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser.browser_checks import find_node
from conftest import ROOT

SCRIPT = ROOT / "overrides" / "assets" / "search.js"
ASK = Path(__file__).with_name("ask.js")


@dataclass(frozen=True)
class Answer:
    """What came of one query: ids of the first ten, in which language each was found, and what it cost to read."""

    ids: list[str]
    tongues: list[str]
    marked: list[list[str]]
    count: int
    isPartial: bool  # noqa: N815 - as the script calls it
    isNear: bool  # noqa: N815
    bytes: int


def ask(folder: Path, queries: Iterable[str], *, cold: bool = False) -> list[Answer]:
    """Answers from the index in a folder; `cold`: each as if nothing had been read before."""
    found = _run({"folder": str(folder), "queries": list(queries), "cold": cold})
    return [Answer(**one) for one in found]


def fold_there(words: list[tuple[str, str]], tables: dict[str, Any]) -> list[tuple[str, tuple[str, ...], str]]:
    """(folded, split, sound) of each word in a language."""
    return [(folded, tuple(split), sound) for folded, split, sound in _run({"words": words, "tables": tables})]


def _run(job: dict[str, Any]) -> Any:
    done = subprocess.run(
        [str(find_node()), str(ASK), str(SCRIPT)],
        input=json.dumps(job), capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
