"""Writes statements and links of the charter's chain: new files only, and never outside the archive."""

from __future__ import annotations

from pathlib import Path, PurePosixPath


class InTheWayError(Exception):
    """Something stands where evidence should be written: a file that is there already, a link, no folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write_evidence(root: Path, path: str, text: str) -> Path:
    """Writes a file that is not there yet below `root`. A pull request may have put anything in its way."""
    folder = root
    for name in PurePosixPath(path).parent.parts:
        folder /= name
        find_folder(folder)
    target = root / path
    try:
        # Exclusive: follows no link, waits for no pipe, and replaces nothing that was said before.
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InTheWayError(target) from None
    return target


def find_folder(folder: Path) -> Path:
    """A folder that is one and no link to another; made if it is missing."""
    if folder.is_symlink():
        raise InTheWayError(folder)
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise InTheWayError(folder) from None
    return folder
