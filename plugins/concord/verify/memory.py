"""Remembers which sites were made again and found the same, so that the same bytes are not made twice.

What is remembered is an answer about exact bytes: of every file of the site, of this tool, and of the owner's own
templates and catalogues. Agreement and sums are judged anew each time. Whoever can write into the folder can say that
anything was found good, so it belongs to one person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import concord
from concord.catalogues import find_locales
from concord.render.environment import find_overrides
from concord.verify.files import list_files, read
from concord.verify.words import Repeated, Theme


def find_key(site: Path, theme: Theme) -> str:
    """The name of a site's answer: one byte more or less anywhere gives another."""
    told = hashlib.sha256(concord.__version__.encode())
    package = Path(concord.__file__).parent
    own = (*theme.folders, *([theme.locales] if theme.locales else []))
    for folder in (package, find_overrides(), find_locales(), *own):
        _tell(told, folder, (path.relative_to(folder).as_posix() for path in folder.rglob("*")))
    _tell(told, site, list_files(site))
    return told.hexdigest()


def recall(memory: Path, key: str) -> Repeated | None:
    """The answer that was found before, if there is one that can be read."""
    try:
        count = json.loads((memory / f"{key}.json").read_text(encoding="ascii"))["count"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Repeated((), count) if isinstance(count, int) else None


def remember(memory: Path, key: str, repeated: Repeated) -> None:
    """Keeps an answer, if nothing differed: faults are looked at again."""
    if repeated.differences:
        return
    memory.mkdir(parents=True, exist_ok=True)
    new = memory / f".{key}"
    new.write_text(json.dumps({"count": repeated.count}), encoding="ascii")
    new.replace(memory / f"{key}.json")


def _tell(told: hashlib._Hash, folder: Path, paths: Iterable[str]) -> None:
    for path in sorted(paths):
        if "__pycache__" in path or (folder / path).is_dir():
            continue
        raw = read(folder, path)
        told.update(
            f"{path}\0{hashlib.sha256(raw).hexdigest() if raw is not None else '-'}\n".encode(errors="surrogateescape")
        )
    told.update(b"\n")
