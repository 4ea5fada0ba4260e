"""The files of a site as they lie there. Links are followed nowhere; what is too large to be ours is not read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

MOST_BYTES_OF_FILE: Final = 64 * 1024**2


def list_files(site: Path) -> list[str]:
    """Every file below a folder by its path, sorted; a link is a file."""
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_symlink() or not p.is_dir())


def read(site: Path, path: str) -> bytes | None:
    """The bytes of a plain file of the site; None for anything else. Follows no link in any of its folders."""
    target = site / path
    steps = [target, *target.parents][: path.count("/") + 1]
    if any(step.is_symlink() for step in steps) or not target.is_file() or target.stat().st_size > MOST_BYTES_OF_FILE:
        return None
    try:
        return target.read_bytes()
    except OSError:
        return None
