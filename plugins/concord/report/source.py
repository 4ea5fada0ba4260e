"""Fetches the line of a file that a problem points at. Closed words and hostile files are not quoted."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from concord.model.archive import Archive

MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sources:
    """Lines of the files below `root`; `withheld` are folders of which nothing is quoted."""

    root: Path | None = None
    withheld: frozenset[str] = field(default=frozenset())

    def find_line(self, path: str, number: int) -> str | None:
        """A line by its number from 1, without its end; None when it is withheld or cannot be had."""
        if self.root is None or number < 1 or "/".join(path.split("/")[:2]) in self.withheld:
            return None
        lines = _read_lines(self.root / path)
        return lines[number - 1] if number <= len(lines) else None


def find_withheld(archive: Archive) -> frozenset[str]:
    """Folders of entries that are not open, and of those that do not say: "not sure" means closed (F11)."""
    return frozenset(
        entry.folder
        for entry in archive.entries.values()
        if entry.file is None or entry.file.value.effective_access.is_hidden
    )


@lru_cache(maxsize=64)
def _read_lines(path: Path) -> tuple[str, ...]:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ()
        return tuple(path.read_bytes().decode("utf-8", errors="replace").split("\n"))
    except OSError:
        return ()
