"""Leaves of a picture the picture: no hidden data, nothing behind its end, a lawful name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from concord.check.pictures import assess_bytes
from concord.check.pieces import keep_picture
from concord.intake.parcel import MEDIA, refuse
from concord.problems import N_
from concord.sheets.ids import make_id

UNREADABLE: Final = N_("a picture that cannot be read; save it again in a program for pictures")
_ENDINGS: Final = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it goes into the archive: its name in `media/`, its bytes, and what was taken out."""

    name: str
    raw: bytes
    removed: tuple[str, ...]


def clean_picture(name: str, raw: bytes, member: str) -> Picture:
    """The picture without anything else. Raises ParcelError for what cannot be read as one."""
    facts = assess_bytes(raw, "")
    if facts.fault not in ("", "other-format"):
        what = UNREADABLE if facts.fault == "unreadable" else N_("the picture is too large")
        raise refuse(what, member)
    try:
        bare = keep_picture(raw, facts.format)
    except ValueError:
        raise refuse(UNREADABLE, member) from None
    after = assess_bytes(bare, facts.format)
    if after.fault or after.metadata or (after.width, after.height) != (facts.width, facts.height):
        raise refuse(UNREADABLE, member)
    removed = facts.metadata or (("…",) if len(bare) < len(raw) else ())
    return Picture(f"{MEDIA}/{make_name(name, raw, facts.format)}", bare, removed)


def make_name(name: str, raw: bytes, form: str) -> str:
    """A lawful name near to the one given; the ending says what the picture is."""
    stem, _, ending = name.rpartition(".")
    lawful = re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", stem)
    stem = stem if lawful else make_id(stem) or f"picture-{hashlib.sha256(raw).hexdigest()[:8]}"
    is_right = ending == _ENDINGS[form] or (form == "JPEG" and ending == "jpeg")
    return f"{stem[:60]}.{ending if is_right else _ENDINGS[form]}"
