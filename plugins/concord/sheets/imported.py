"""What an import has written, in a file beside the sheet: by it a second run knows its own work from people's."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, ValidationError

from concord.model.fields import Model, Sha256, Slug
from concord.problems import N_
from concord.read.entries import find_text_part
from concord.sheets.faults import Refusal
from concord.sheets.limits import read_whole

SUFFIX: Final = ".imported.json"


def _is_own(name: str) -> str:
    """Only files that an import writes: the ledger may come from anywhere, and no path may lead out of a draft."""
    if name != "entry.yml" and find_text_part(name) is None:
        raise ValueError("file")
    return name


Files = dict[Annotated[str, AfterValidator(_is_own)], Sha256]


class Kept(Model):
    """One row's draft. `files` stand written; `next` are being written, until a run has come to its end."""

    id: Slug
    files: Files = Field(default_factory=dict)
    next: Files | None = None


class Imported(Model):
    """The whole file: rows by their permanent key."""

    format: Literal["concord-imported/1"] = "concord-imported/1"
    archive: Slug
    rows: dict[str, Kept] = Field(default_factory=dict)


def read_imported(path: Path, archive: str) -> Imported:
    """What earlier runs have written; nothing when there was none. Raises Refusal."""
    if not path.exists() and not path.is_symlink():
        return Imported(archive=archive)
    try:
        found = Imported.model_validate(json.loads(read_whole(path)))
    except (ValueError, ValidationError, RecursionError):
        raise Refusal("sheet-unreadable", what=N_("it is no list of what was imported")) from None
    if found.archive != archive:
        raise Refusal("sheet-unreadable", what=N_("it tells of another archive"))
    return found


def write_imported(path: Path, archive: str, rows: Mapping[str, Kept]) -> None:
    """Replaces the file whole or not at all."""
    whole = Imported(archive=archive, rows=dict(sorted(rows.items())))
    text = json.dumps(whole.model_dump(exclude_none=True), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, f"{text}\n".encode())


def write_whole(path: Path, raw: bytes) -> None:
    """Writes beside the file and renames: whoever is interrupted leaves the old one, or the new one."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    with aside.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
