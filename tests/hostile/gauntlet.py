"""Checks and renders one spoilt archive after another: `python gauntlet.py SOURCE FOLDER`, a line of JSON for each.

Rendering does not ask whether the check was passed: the workshop edition shows words that nobody has agreed to yet,
and a sanitiser has to hold on its own. All in one process, since starting takes longest; in a process
of its own, since what is planted could end, stop or swell it.
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
from hostile.plants import MARKDOWN, PLANTS
from laws.sites import print_site

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
        checked = time.monotonic()
        pages = print_site(root, proposed=True) if plant in MARKDOWN else {}
        line = {
            "name": plant.name,
            "root": str(root),
            "code": code,
            "seconds": checked - start,
            "rendering": time.monotonic() - checked,
            "pages": len(pages),
            "said": said.getvalue(),
            "complained": complained.getvalue(),
        }
        print(json.dumps(line), flush=True)  # noqa: T201 - what the test reads
        shutil.rmtree(folder / str(number))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
