"""Finds the files that `concord fmt` may mend, and mends their form, never their words. Beside `read`, on request.

Statements, agreed words and links of the charter's chain are evidence: their bytes are what was said, so they stay.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from concord.read.canonical import make_canonical
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_MARKDOWN

_ENDINGS: Final = (".yml", ".md", ".vtt")
_EVIDENCE: Final = frozenset({"statements", "agreed"})


def find_mendable(path: Path) -> Iterator[Path]:
    """The path itself, or every text below it, in one order; links are not followed."""
    if path.is_file():
        yield from (path,) if _may_mend(path) else ()
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        yield from (file for name in sorted(names) if _may_mend(file := Path(folder, name)))


def _may_mend(file: Path) -> bool:
    return file.suffix in _ENDINGS and not file.is_symlink() and file.is_file() and not is_evidence(file)


def is_evidence(file: Path) -> bool:
    """Whether a file belongs to what was said and sealed in its archive, which is where a `charter` stands."""
    place = file.absolute()
    root = next((folder for folder in place.parents if (folder / "charter").is_dir()), None)
    parts = place.relative_to(root).parts if root else place.parts
    is_said = parts[0] in _EVIDENCE if root else not _EVIDENCE.isdisjoint(parts)
    return is_said or ("charter", "chain") in pairwise(parts)


def find_mended(file: Path) -> bytes | None:
    """What a file would hold in its one form; None if it has that form, or is no text that could be mended."""
    raw = read_bytes(file.parent, MAX_MARKDOWN, Faults(file.name))
    if raw is None:
        return None
    mended = make_canonical(raw)
    return mended if mended != raw else None


def write_mended(file: Path, raw: bytes) -> None:
    """Replaces a file whole or not at all; its permissions stay."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".mending-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        temporary.chmod(file.stat().st_mode & 0o777)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
