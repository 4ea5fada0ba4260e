"""Remembers what the tool wrote around an archive, so that a later version knows what nobody has changed since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

# In the form of sha256sum: `sha256sum --check .concord.sha256` says without us what was changed.
RECORD: Final = ".concord.sha256"
MAX_BYTES: Final = 256 * 1024
_EARLIER: Final = Path(__file__).parent / "earlier.sha256"
_LINE: Final = re.compile(r"^([0-9a-f]{64}) [ *]([A-Za-z0-9._/-]+)$", re.MULTILINE)


def digest(raw: bytes) -> str:
    """How a file's bytes are remembered."""
    return hashlib.sha256(raw).hexdigest()


def render_record(written: Mapping[str, str]) -> str:
    """The record: a line for each file."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(written.items()))


def read_record(root: Path) -> dict[str, str]:
    """What the record of a repository says; nothing where there is none."""
    raw = read_plain(root, RECORD) or b""
    return {path: sha256 for sha256, path in _LINE.findall(raw.decode("utf-8", "replace"))}


@cache
def find_earlier() -> frozenset[tuple[str, str]]:
    """(path, digest) of everything that versions without a record wrote."""
    found = _LINE.findall(_EARLIER.read_text(encoding="utf-8"))
    return frozenset((path, sha256) for sha256, path in found)


def find_target(root: Path, path: str) -> Path | None:
    """Where a file of the repository is; None where a link leads elsewhere."""
    target = root.resolve() / path
    return target if target.resolve() == target else None


def read_plain(root: Path, path: str) -> bytes | None:
    """The bytes of a plain file of moderate size; None for anything else."""
    target = find_target(root, path)
    if target is None or not target.is_file() or target.stat().st_size > MAX_BYTES:
        return None
    return target.read_bytes()
