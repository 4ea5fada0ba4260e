"""Asks the form's own draft.js, run by one Node for all questions of a worker."""

from __future__ import annotations

import atexit
import base64
import json
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from browser.browser_checks import find_node
from concord.render.contribute_page import write_known
from conftest import ROOT

SCRIPT = ROOT / "overrides" / "assets" / "draft.js"
RUNNER = Path(__file__).with_name("draft.cjs")
Words = dict[str, dict[str, str]]


def mend_there(texts: Sequence[str]) -> list[str]:
    """Texts as the form keeps them."""
    return list(_ask({"task": "mend", "known": write_known(), "texts": texts}))


def find_dangers(texts: Sequence[str], *, anywhere: bool = False) -> list[str]:
    """What the form says of each text at once: mail, phone, position or nothing."""
    return list(_ask({"task": "danger", "texts": texts, "anywhere": anywhere}))


def make_ids(texts: Sequence[str]) -> list[str]:
    """The name that the form makes of each title."""
    return list(_ask({"task": "name", "texts": texts}))


def build_files(words: Words, picture: Mapping[str, Any] | None = None, **others: Any) -> dict[str, bytes]:
    """The files of a draft by name."""
    answers = {"kind": "place", "licence": "CC-BY-4.0", "basis": "own", "credit": "none", "sensitivity": [],
               "consent": None, "picture": picture, "words": words, **others}  # fmt: skip
    found = _ask({"task": "build", "known": write_known(), "answers": answers})
    return {name: base64.b64decode(text) for name, text in found.items()}


def pack(folder: str, files: Mapping[str, bytes]) -> bytes:
    """The ZIP of a draft."""
    given = {name: base64.b64encode(raw).decode() for name, raw in files.items()}
    return base64.b64decode(_ask({"task": "pack", "folder": folder, "files": given}))


def find_forge_page(kind: str, text: str) -> tuple[str, bool]:
    """(address, whether the words are filled in) of a forge's page for a new file."""
    forge = {"kind": kind, "address": "https://forge.example/a/b", "branch": "main"}
    page = _ask({"task": "page", "forge": forge, "path": "archive/entries/well/entry.yml", "text": text})
    return page["url"], page["isFilled"]


@cache
def _start() -> subprocess.Popen[str]:
    running = subprocess.Popen(
        [str(find_node()), str(RUNNER), str(SCRIPT)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    atexit.register(running.kill)
    return running


def _ask(job: Mapping[str, Any]) -> Any:
    running = _start()
    assert running.stdin
    assert running.stdout
    # As ASCII, so that half a pair of surrogates goes through too.
    running.stdin.write(json.dumps(job) + "\n")
    running.stdin.flush()
    return json.loads(running.stdout.readline())
