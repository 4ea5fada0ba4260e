"""The few lines that hide an entry: written, and found again even where nothing else of the archive can be read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.model.fields import MAX_SLUG, SLUG
from concord.model.items import Ground

FILE: Final = "hide.yml"
# Before the file is read as YAML at all: a notice with a slip in another line hides just the same.
_ON: Final = re.compile(rb"^on:[ \t]*[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})\b", re.MULTILINE)
_MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """An entry that is hidden, and since when; `on` is None where nobody can tell."""

    id: str
    on: str | None


def render_notice(handle: str, day: str, ground: Ground) -> str:
    """The file as one types it by hand."""
    return f"format: concord-hide/1\nby: {handle}\non: {day}\nground: {ground.value}\n"


def find_notices(archive: Path) -> tuple[Notice, ...]:
    """Every entry that has a notice, by id: whatever the notice says, and whatever else is broken."""
    folder = archive / "entries"
    try:
        names = sorted(one.name for one in folder.iterdir() if one.is_dir())
    except OSError:
        return ()
    return tuple(
        Notice(name, find_day(folder / name / FILE))
        for name in names
        if is_id(name) and ((folder / name / FILE).is_symlink() or (folder / name / FILE).exists())
    )


def is_id(name: str) -> bool:
    """Whether an entry can have this id; anything else is no name of a folder either."""
    return bool(SLUG.fullmatch(name)) and len(name) <= MAX_SLUG


def find_day(path: Path) -> str | None:
    """The day that a notice names, if it names one."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            found = _ON.search(file.read(_MOST_BYTES))
        return dt.date.fromisoformat(found[1].decode()).isoformat() if found else None
    except (OSError, ValueError):
        return None
