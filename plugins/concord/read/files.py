"""Opens files that a stranger may have put there: no links, no pipes, no more bytes than lawful. Used by `read`."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import IO, Final

from concord.problems import N_
from concord.read.faults import Faults

# Not on Windows, where opening follows no such traps.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CHUNK: Final = 1024 * 1024


def read_bytes(root: Path, limit: int, faults: Faults) -> bytes | None:
    """All bytes of `root / faults.path`, or None with a problem noted. Never holds more than the limit."""
    file = _open(root, limit, faults)
    if file is None:
        return None
    with file:
        try:
            raw = file.read(limit + 1)
        except OSError:
            faults.add("file-unreadable", what=_CANNOT)
            return None
    return raw if _fits(len(raw), limit, faults) else None


def digest_file(root: Path, limit: int, faults: Faults) -> tuple[str, int] | None:
    """SHA-256 and size of a file, read piece by piece."""
    file = _open(root, limit, faults)
    if file is None:
        return None
    digest, size = hashlib.sha256(), 0
    with file:
        try:
            while size <= limit and (chunk := file.read(_CHUNK)):
                digest.update(chunk)
                size += len(chunk)
        except OSError:
            faults.add("file-unreadable", what=_CANNOT)
            return None
    return (digest.hexdigest(), size) if _fits(size, limit, faults) else None


_CANNOT: Final = N_("it cannot be opened")


def _open(root: Path, limit: int, faults: Faults) -> IO[bytes] | None:
    """The file, open and known to be an ordinary one of lawful size."""
    try:
        # Strings, since making a Path costs a tenth of reading the file.
        handle = os.open(os.path.join(root, faults.path), _FLAGS)  # noqa: PTH118
    except FileNotFoundError:
        faults.add("file-unreadable", what=N_("it disappeared while it was being read"))
        return None
    except OSError:
        faults.add("file-unreadable", what=_CANNOT)
        return None
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode) and _fits(status.st_size, limit, faults):
        return os.fdopen(handle, "rb", buffering=0)
    os.close(handle)
    if not stat.S_ISREG(status.st_mode):
        faults.add("file-not-plain", what=N_("a special file"))
    return None


def _fits(size: int, limit: int, faults: Faults) -> bool:
    if size <= limit:
        return True
    faults.add(
        "file-too-large", what=N_("a file of {size} bytes; {limit} are enough"), size=str(size), limit=str(limit)
    )
    return False
