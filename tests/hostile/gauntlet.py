"""Checks one spoilt copy of an archive after another in a single process: `python gauntlet.py SOURCE FOLDER`, JSON out.

A process of its own because what is planted could end, stop or swell it; one for all because starting takes longest.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import time
from pathlib import Path

from concord.cli import run
from hostile.plants import PLANTS

DAY = "2026-11-24"


def main(source: Path, folder: Path) -> None:
    """One line of JSON for each plant, as soon as it is known."""
    for number, plant in enumerate(plant for plant in PLANTS if plant.apart):
        root = folder / str(number) / "archive"
        shutil.copytree(source, root, symlinks=True)
        plant.do(root)
        said, complained = io.StringIO(), io.StringIO()
        start = time.monotonic()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            code = run(["check", str(root), "--format", "json", "--as-of", DAY])
        line = {
            "name": plant.name,
            "root": str(root),
            "code": code,
            "seconds": time.monotonic() - start,
            "said": said.getvalue(),
            "complained": complained.getvalue(),
        }
        print(json.dumps(line), flush=True)  # noqa: T201 - what the test reads
        shutil.rmtree(folder / str(number))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
