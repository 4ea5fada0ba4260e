"""Sounds and films as the site shows them: the agreed bytes themselves, under a name made of their content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.approve.digest import digest_bytes
from concord.check.recordings import assess_sound_bytes
from concord.derive.shown import SiteMedia
from concord.model.items import find_media_form

TYPES: Final = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "video/mp4"}


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that can be played: `file` is its name on the site; a film has a width and a height."""

    file: str
    path: Path
    type: str
    ms: int
    width: int
    height: int
    bytes: int


def find_recording(media: SiteMedia) -> Recording | None:
    """A sound or a film whose bytes are those agreed to and say nothing besides; of all else nothing is shown."""
    if not find_media_form(media.file).is_recording or media.path.is_symlink() or not media.path.is_file():
        return None
    raw = media.path.read_bytes()
    ending = media.file.rpartition(".")[2]
    bare = assess_sound_bytes(raw, ending).bare if digest_bytes(raw) == media.sha256 else None
    if bare is None:
        return None
    name = f"{media.sha256[:24]}.{ending}"
    return Recording(name, media.path, TYPES[ending], bare.ms, bare.width, bare.height, len(raw))
