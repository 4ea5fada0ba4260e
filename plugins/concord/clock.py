"""The day an archive is judged on. Time is an input: nothing below the command line asks a clock for it but this."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from pathlib import Path
from typing import Final

from concord.model.archive import Archive

EXPORT: Final = ".git_archival.txt"
_MAX_EXPORT: Final = 1024


def find_as_of(root: Path, archive: Archive, given: str | None = None) -> str:
    """The day given, else of SOURCE_DATE_EPOCH, else of the last commit (UTC), else the newest day in the archive.

    The commit is that of the repository, or the one that a file of an exported copy names (`git archive`).

    Only an archive that is in no repository and holds neither statement nor seal is judged today: nothing of it
    can be published yet, so that no output depends on the clock.
    """
    committed = _day_of_environment() or _day_of_commit(root) or _day_of_export(root)
    return given or committed or find_newest_day(archive) or _today()


def _day_of_environment() -> str | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _day_of_seconds(epoch)


def _day_of_commit(root: Path) -> str | None:
    """The committer's day of HEAD; None outside git or before the first commit."""
    command = ["git", "-C", str(root), "log", "-1", "--no-show-signature", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _day_of_seconds(done.stdout.strip()) if done.returncode == 0 else None


def _day_of_export(root: Path) -> str | None:
    """The committer's day of the commit that was exported; git puts it where .gitattributes says `export-subst`."""
    try:
        with (root.parent / EXPORT).open("rb") as file:
            text = file.read(_MAX_EXPORT).decode("ascii", "replace")
    except OSError:
        return None
    found = re.search(r"^commit-time: ([0-9]+)$", text, flags=re.MULTILINE)
    return _day_of_seconds(found[1]) if found else None


def find_newest_day(archive: Archive) -> str | None:
    """The day of the last statement or seal."""
    days = [statement.file.value.date for statement in archive.statements]
    days += [link.value.in_force_from for link in archive.charter.chain] if archive.charter else []
    return max(days, default=None)


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _day_of_seconds(seconds: str) -> str | None:
    if not seconds.isdecimal() or len(seconds) > 11:  # noqa: PLR2004 - past the year 5138
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date().isoformat()
