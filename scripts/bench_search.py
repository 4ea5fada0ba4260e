"""`scripts/bench --search`: how equally languages are searched, and what search costs, beside Pagefind in the same run.

Pagefind is fetched for this measurement alone, over npm, and indexes the same built pages; nothing else uses it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from npm_packages import NPM
from setup_environment import BIN, ROOT, python, stop

PAGEFIND = "pagefind@1.6.0"
SIZES = (1000, 10_000)
MARKS = ("<!-- measured by scripts/bench --search -->", "<!-- end of what scripts/bench --search measured -->")
COLUMNS = (
    "entries",
    "search by",
    "index, CPU s",
    "index, MB of memory",
    "index, MB",
    "files",
    "first query, KB: median",
    "worst",
    "compressed: median",
    "worst",
    "found, % (hi, ur, en)",
)
HEAD = (f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|")
LANGUAGES = "hi,ur,en"
Run = Callable[[Sequence[str | Path], Path], Any]


def measure_parity() -> list[str]:
    """The table of recall."""
    return _ask(["parity"]).splitlines()


def measure_recall(folder: Path) -> list[str]:
    """Rows of that table for the archive and the index that `measure_size` made in a folder."""
    return _ask(["recall", folder / "archive", folder / "index"]).splitlines()


def measure_size(folder: Path, entries: int, run: Run) -> list[str]:
    """Rows for an archive of so many entries: ours and Pagefind's."""
    command = [python(), ROOT / "tests" / "generate.py", folder, "--entries", str(entries), "--languages", LANGUAGES]
    run([*command, "--pictures-every", "0"], ROOT)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    run([BIN / "concord", "build", "--as-of", "2026-12-31"], folder)
    site, archive, out = folder / "site", folder / "archive", folder / "index"
    whole = run([python(), ROOT / "tests" / "search" / "measure.py", "index", archive, out], ROOT)
    made = _weigh(out)
    pagefind = _run_pagefind(folder, site, run)
    fetched = json.loads(_ask(["fetch", archive, site]))
    return [
        _write_row(
            entries, "Concord", f"{json.loads(whole.said)['seconds']:.1f}", whole.peak_mb, made, fetched["ours"]
        ),
        _write_row(
            entries,
            "Pagefind",
            _say(pagefind.processor),
            pagefind.peak_mb,
            _weigh(site / "pagefind"),
            fetched["pagefind"],
        ),
    ]


def _run_pagefind(folder: Path, site: Path, run: Run) -> Any:
    """Indexes the entries' own pages, as its users would."""
    tool = folder / "tool"
    command = [
        python(),
        "-c",
        NPM,
        "--prefix",
        tool,
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        PAGEFIND,
    ]
    run(command, folder)
    names = ("pagefind_extended", "pagefind_extended.exe")
    (binary,) = (path for path in tool.glob("node_modules/@pagefind/*/bin/*") if path.name in names)
    binary.chmod(0o755)
    for lang in LANGUAGES.split(","):
        page = f'<!doctype html><html lang="{lang}"><title>{lang}</title>'
        (site / f"pagefind-{lang}.html").write_text(page, encoding="utf-8")
    return run([binary, "--site", site, "--glob", "*/entries/*/index.html", "--root-selector", "main"], folder)


def _write_row(
    entries: int, name: str, seconds: str, memory: float | None, made: tuple[int, int], fetched: dict[str, Any]
) -> str:
    """The edition that costs most stands for all."""
    size, files = made
    worst = {key: max(one[key] for one in fetched.values()) for key in ("median", "worst", "median_sent", "worst_sent")}
    found = ", ".join(f"{fetched[lang]['found']:.0f}" for lang in LANGUAGES.split(","))
    cells = [f"{entries:,}", name, seconds, _say(memory, 0), f"{size / 1e6:.1f}", f"{files:,}"]
    cells += [f"{value / 1000:.0f}" for value in worst.values()]
    return f"| {' | '.join([*cells, found])} |"


def _weigh(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files), len(files)


def _say(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _ask(arguments: Sequence[str | Path]) -> str:
    command = [str(part) for part in (python(), ROOT / "tests" / "search" / "measure.py", *arguments)]
    done = subprocess.run(command, cwd=ROOT, env=find_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        stop(f"measure.py failed:\n{done.stderr[-3000:]}")
    return done.stdout.strip()


def find_environment() -> dict[str, str]:
    """The tests' own modules can be imported."""
    paths = [str(ROOT / name) for name in ("plugins", "tests")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "NO_MKDOCS_2_WARNING": "1"}
