"""Four thousand rows in three languages: what comes of them, how much it holds, and that killing it loses nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sheets import DAY, HEADER, MAP, call, found, make_rows, read_drafts, write_csv, write_xlsx

ROOT = Path(__file__).resolve().parents[1]
ROWS = 4_000
MEMORY = 600 * 1024 * 1024
# Says at the end how much the process held at most, in KB, by the kernel's own account: what `getrusage` says begins
# with what the tests held when they started the process.
RUN = """
import sys
from pathlib import Path
from concord.cli import run
code = run(sys.argv[1:])
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(next((line.split()[1] for line in lines if line.startswith("VmHWM")), 0), file=sys.stderr)
sys.exit(code)
"""


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    paths = [str(ROOT / "plugins"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "CONCORD_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lay(folder: Path, rows: int, form: str) -> tuple[Path, Path]:
    archive = found(folder)
    write = write_xlsx if form == "xlsx" else write_csv
    sheet = write(folder / f"list.{form}", [HEADER, *make_rows(rows)])
    (folder / f"list.{form}.map.yml").write_text(MAP, encoding="utf-8", newline="\n")
    return archive, sheet


@pytest.mark.long
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_thousands_of_rows(tmp_path: Path, form: str) -> None:
    archive, sheet = lay(tmp_path, ROWS, form)
    for expected in (f"New drafts: {ROWS}", f"Unchanged: {ROWS}"):
        began = time.monotonic()
        process = start("import", sheet, "--archive", archive, "--write")
        said, held = process.communicate(timeout=600)
        seconds = time.monotonic() - began
        print(f"{form}: {expected}: {seconds:.1f} s, {int(held) / 1e3:.0f} MB")  # noqa: T201 - shown by `pytest -rP`
        assert process.returncode == 0
        assert expected in said
        assert int(held) * 1024 < MEMORY
    drafts = read_drafts(archive)
    assert len(drafts) == ROWS
    assert call("check", archive, "--as-of", DAY, "--strict").output == "Nothing is wrong.\n"
    # The third run sees two changed rows among thousands.
    rows = make_rows(ROWS)
    for n in (7, 3_000):
        rows[n] = (*rows[n][:7], "Elsewhere", *rows[n][8:])
    (write_xlsx if form == "xlsx" else write_csv)(sheet, [HEADER, *rows])
    assert f"Drafts renewed: 2\nUnchanged: {ROWS - 2}" in call("import", sheet, "--archive", archive, "--write").output
    now = read_drafts(archive)
    assert sum(now[name] != drafts[name] for name in drafts) == 2


@pytest.mark.long
def test_killed_at_any_moment_it_is_completed_by_the_next_run(tmp_path: Path) -> None:
    rows, rng = 400, random.Random(7)
    archive, sheet = lay(tmp_path, rows, "csv")
    begin = Path(shutil.copytree(tmp_path, tmp_path.parent / "begin"))
    began = time.monotonic()
    start("import", sheet, "--archive", archive, "--write").communicate(timeout=120)
    whole, wanted = time.monotonic() - began, read_drafts(archive)
    assert len(wanted) == rows
    partly = 0
    for _ in range(25):
        shutil.rmtree(tmp_path)
        shutil.copytree(begin, tmp_path)
        for _ in range(3):
            process = start("import", sheet, "--archive", archive, "--write")
            # The reading takes most of the time, and nothing can be lost in it.
            time.sleep(whole * rng.uniform(0.5, 1.0))
            process.kill()
            process.communicate()
            partly += 0 < len(read_drafts(archive)) < rows
        said, _ = start("import", sheet, "--archive", archive, "--write").communicate(timeout=120)
        assert "Left alone: 0" in said
        assert read_drafts(archive) == wanted
        assert json.loads(sheet.with_name("list.csv.imported.json").read_bytes())["rows"].keys().__len__() == rows
        left = [item.name for item in tmp_path.iterdir() if item.name.startswith(".concord")]
        assert left == [".concord.sha256"], "what the founding remembers, and nothing half written"
    assert partly
