"""The day an archive is judged on. Time is an input: nothing else in the package asks a clock for it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

from concord.model.archive import Archive

# Before any archive: an archive without a day of its own has no statement that could count.
NO_DAY = "1970-01-01"


def find_as_of(root: Path, archive: Archive, given: str | None = None) -> str:
    """The day given, else of SOURCE_DATE_EPOCH, else of the last commit (UTC), else of the newest statement."""
    return given or _day_of_environment() or _day_of_commit(root) or _day_of_statements(archive)


def _day_of_environment() -> str | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _day_of_seconds(epoch)


def _day_of_commit(root: Path) -> str | None:
    """The committer's day of HEAD; None outside git or before the first commit."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _day_of_seconds(done.stdout.strip()) if done.returncode == 0 else None


def _day_of_statements(archive: Archive) -> str:
    return max((statement.file.value.date for statement in archive.statements), default=NO_DAY)


def _day_of_seconds(seconds: str) -> str | None:
    if not seconds.isdecimal() or len(seconds) > 11:  # noqa: PLR2004 - past the year 5138
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date().isoformat()
