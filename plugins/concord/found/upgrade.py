"""What an archive founded with an earlier version of the tool needs: files that nobody changed since are renewed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from concord.catalogues import find_languages
from concord.found.forms import Speakers
from concord.found.repository import FILES, render_around
from concord.found.written import RECORD, digest, find_earlier, find_target, read_plain, read_record, render_record
from concord.model.charter import ArchiveFile

REQUIREMENTS: Final = "requirements.txt"
_PIN: Final = re.compile(r"^(concord-archive==)([0-9]+(?:\.[0-9]+)*)(?=[ \t]*(?:#.*)?$)", re.MULTILINE)


class State(StrEnum):
    """What is done about a file."""

    SAME = "same"
    NEW = "new"
    RENEWED = "renewed"
    CHANGED = "changed"
    TAKEN_OUT = "taken-out"


@dataclass(frozen=True, slots=True)
class Step:
    """A file as it stands, if it can be read, and as this version of the tool writes it."""

    path: str
    state: State
    old: bytes | None
    new: bytes

    @property
    def is_to_do(self) -> bool:
        """Whether something is written."""
        return self.state in (State.NEW, State.RENEWED)


def plan_upgrade(root: Path, charter: ArchiveFile, version: str) -> tuple[Step, ...]:
    """Every file with what is to be done about it. Nothing of `archive/` is among them: what was agreed stays."""
    forges = [forge for forge, paths in FILES.items() if any((root / path).exists() for path in paths)]
    files = dict(render_around(charter.id, _find_speakers(root, charter), forges, charter.address))
    record = read_record(root)
    steps = [_plan(root, path, text.encode(), record) for path, text in files.items()]
    return (*_plan_pin(root, version), *(step for step in steps if step))


def _find_speakers(root: Path, charter: ArchiveFile) -> Speakers:
    """The languages in which the tool speaks by now, the archive's own catalogues included."""
    locales = root / "locales"
    known = find_languages(locales)
    scripts = {tag: charter.languages[tag].script for tag in charter.language_cycle if tag in charter.languages}
    spoken = {tag: script for tag, script in scripts.items() if tag in known}
    return Speakers(spoken, charter.language_cycle, locales)


def _plan(root: Path, path: str, new: bytes, record: Mapping[str, str]) -> Step | None:
    old = read_plain(root, path)
    if old == new:
        return Step(path, State.SAME, old, new)
    if old is None:
        return _plan_missing(root, path, new, record)
    known = record.get(path) == digest(old) or (path, digest(old)) in find_earlier()
    return Step(path, State.RENEWED if known else State.CHANGED, old, new)


def _plan_missing(root: Path, path: str, new: bytes, record: Mapping[str, str]) -> Step | None:
    target = find_target(root, path)
    if target is None or target.exists():
        # A link, a folder or something huge: whoever put it there had a reason.
        return Step(path, State.CHANGED, None, new)
    if path in record:
        return Step(path, State.TAKEN_OUT, None, new)
    # Who has a forge gets what is new for it; settings that were never there are not missed.
    return Step(path, State.NEW, None, new) if _is_for_forge(path) else None


def _is_for_forge(path: str) -> bool:
    return path.startswith((".github/", ".gitlab"))


def _plan_pin(root: Path, version: str) -> Iterator[Step]:
    """The version of the tool that workflows ask for: raised, never lowered, only where it is written as ours."""
    raw = read_plain(root, REQUIREMENTS)
    text = raw.decode("utf-8", "replace") if raw else ""
    found = _PIN.search(text)
    if raw is None or found is None or _order(found[2]) >= _order(version):
        return
    new = f"{text[: found.start(2)]}{version}{text[found.end(2) :]}".encode()
    yield Step(REQUIREMENTS, State.RENEWED, raw, new)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]+", version)[:6])


def apply_upgrade(root: Path, steps: Iterable[Step]) -> None:
    """Writes what is to be written, and remembers it for the next time. Raises OSError."""
    record = read_record(root)
    for step in steps:
        target = find_target(root, step.path)
        if step.is_to_do and target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(step.new)
        if step.state in (State.SAME, State.NEW, State.RENEWED) and step.path != REQUIREMENTS:
            record[step.path] = digest(step.new)
    place = find_target(root, RECORD)
    if place is not None:
        place.write_text(render_record(record), encoding="utf-8", newline="\n")
