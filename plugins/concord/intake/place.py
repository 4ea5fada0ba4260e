"""Writes drafts into the archive as files, each folder whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from concord.approve.evidence import InTheWayError, find_folder


def place_draft(root: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """A new folder below `entries/`. Raises InTheWayError where something stands already, and OSError."""
    target = find_folder(root / "entries") / name
    aside = Path(tempfile.mkdtemp(dir=root.resolve().parent, prefix=".concord-intake-"))
    try:
        made = aside / name
        for file, raw in files.items():
            (made / file).parent.mkdir(parents=True, exist_ok=True)
            (made / file).write_bytes(raw)
        if target.is_symlink() or target.exists():
            raise InTheWayError(target)
        made.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target
