"""Looks into a sound or a film without trusting it: whether it can be played, how long it is, what else it carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.check.mp3 import walk_mp3
from concord.check.mp4 import walk_mp4
from concord.check.pictures import MAX_BYTES
from concord.check.pieces import PieceError
from concord.check.recorded import Recorded, take_out

_WALKS: Final[Mapping[str, Callable[[bytes], Recorded]]] = {
    "mp3": walk_mp3,
    "m4a": lambda raw: walk_mp4(raw, is_film=False),
    "mp4": lambda raw: walk_mp4(raw, is_film=True),
}
# Taking out a track leaves data that belongs to nobody, which the next walk finds.
_MOST_WALKS: Final = 3


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """`recorded` is None for what cannot be read as its name says; `metadata` names what else the file carries."""

    recorded: Recorded | None
    metadata: tuple[str, ...] = ()

    @property
    def bare(self) -> Recorded | None:
        """What may be shown: a recording that says nothing of who made it, where and with what."""
        return self.recorded if not self.metadata else None


def assess_recording(path: Path) -> RecordingFacts:
    """Walks through a file; one that is too large, or a link, is not read. Raises nothing."""
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return RecordingFacts(None)
        raw = path.read_bytes()
    except OSError:
        return RecordingFacts(None)
    return assess_sound_bytes(raw, path.suffix.lstrip(".").lower())


def assess_sound_bytes(raw: bytes, ending: str) -> RecordingFacts:
    """As `assess_recording`, for bytes that should be what an ending says."""
    walk = _WALKS.get(ending)
    try:
        recorded = walk(raw) if walk else None
    except (PieceError, IndexError):
        return RecordingFacts(None)
    if recorded is None or not recorded.ms:
        return RecordingFacts(None)
    return RecordingFacts(recorded, tuple(sorted({one.name for one in recorded.hidden})))


def strip_recording(raw: bytes, ending: str) -> bytes:
    """The same recording without what is hidden, nothing encoded anew. Raises PieceError where that cannot be told."""
    for _ in range(_MOST_WALKS):
        facts = assess_sound_bytes(raw, ending)
        if facts.recorded is None:
            raise PieceError(ending)
        if not facts.recorded.hidden:
            return raw
        raw = take_out(raw, facts.recorded.hidden)
    raise PieceError(ending)
