"""Leaves of a picture the picture: no hidden data, nothing behind its end, a lawful name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from concord.check.pictures import assess_bytes, strip_metadata
from concord.intake.parcel import MEDIA, refuse
from concord.problems import N_
from concord.sheets.ids import make_id

_ENDINGS: Final = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
_PNG_HEAD: Final = 8
_MARK, _SCAN, _END = 0xFF, 0xDA, 0xD9
# Bytes after a mark inside the picture's own data: a byte that was meant, and signs to begin again.
_WITHIN: Final = frozenset({0x00, *range(0xD0, 0xD8)})


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
        what = N_("a picture that cannot be read") if facts.fault == "unreadable" else N_("the picture is too large")
        raise refuse(what, member)
    bare = strip_metadata(cut_behind(raw, facts.format), facts.format)
    after = assess_bytes(bare, facts.format)
    if after.fault or after.metadata or (after.width, after.height) != (facts.width, facts.height):
        raise refuse(N_("a picture that cannot be read"), member)
    removed = facts.metadata or ((N_("data behind its end"),) if len(bare) < len(raw) else ())
    return Picture(f"{MEDIA}/{make_name(name, raw, facts.format)}", bare, removed)


def make_name(name: str, raw: bytes, form: str) -> str:
    """A lawful name near to the one given; the ending says what the picture is."""
    stem, _, ending = name.rpartition(".")
    lawful = re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", stem)
    stem = stem if lawful else make_id(stem) or f"picture-{hashlib.sha256(raw).hexdigest()[:8]}"
    is_right = ending == _ENDINGS[form] or (form == "JPEG" and ending == "jpeg")
    return f"{stem[:60]}.{ending if is_right else _ENDINGS[form]}"


def cut_behind(raw: bytes, form: str) -> bytes:
    """The bytes up to the end of the picture: cameras and programs hang whole other files behind it."""
    return raw[: {"PNG": _end_png, "JPEG": _end_jpeg, "WEBP": _end_webp}[form](raw)]


def _end_png(raw: bytes) -> int:
    at = _PNG_HEAD
    while at + 12 <= len(raw):
        size = int.from_bytes(raw[at : at + 4], "big")
        at += 12 + size
        if raw[at - 8 - size : at - 4 - size] == b"IEND":
            return at
    return len(raw)


def _end_webp(raw: bytes) -> int:
    return int.from_bytes(raw[4:8], "little") + 8


def _end_jpeg(raw: bytes) -> int:
    at = 2
    while at + 4 <= len(raw) and raw[at] == _MARK:
        if raw[at + 1] == _END:
            return at + 2
        size = int.from_bytes(raw[at + 2 : at + 4], "big")
        is_scan = raw[at + 1] == _SCAN
        at += 2 + size
        if is_scan:
            at = _skip_scan(raw, at)
    return at + 2 if raw[at : at + 2] == bytes((_MARK, _END)) else len(raw)


def _skip_scan(raw: bytes, at: int) -> int:
    """The next mark that is not within the picture's own data."""
    while (at := raw.find(b"\xff", at)) >= 0:
        following = raw[at + 1] if at + 1 < len(raw) else _END
        if following == _MARK:
            at += 1
        elif following in _WITHIN:
            at += 2
        else:
            return at
    return len(raw)
