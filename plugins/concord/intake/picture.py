"""Leaves of a picture the picture: no hidden data, nothing behind its end, a lawful name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from concord.check.pictures import assess_bytes
from concord.intake.parcel import MEDIA, refuse
from concord.problems import N_
from concord.sheets.ids import make_id

UNREADABLE: Final = N_("a picture that cannot be read; save it again in a program for pictures")
_ENDINGS: Final = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
_PNG_HEAD: Final = 8
_PNG_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
_WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_WEBP_MOVING: Final = frozenset({b"ANIM", b"ANMF"})
_MARK, _SCAN, _END = 0xFF, 0xDA, 0xD9
# Frames, tables, scans; and of the segments that programs add those that tell how colours are meant.
_JPEG_KEPT: Final = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8})
_JPEG_NAMED: Final = {0xE0: (b"JFIF\0",), 0xE2: (b"ICC_PROFILE\0",), 0xEE: (b"Adobe",)}
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


def keep_picture(raw: bytes, form: str) -> bytes:
    """The pieces that make the picture, put together again; whatever else is in the file stays behind.

    What `strip_metadata` leaves out is known by name; here what is kept is. Raises ValueError where the pieces do not
    follow one another as the form wants it: decoders leap over gaps, and anything can hide in them.
    """
    try:
        return b"".join({"PNG": _iter_png, "JPEG": _iter_jpeg, "WEBP": _iter_webp}[form](raw))
    except IndexError:
        raise ValueError(form) from None


def _iter_png(raw: bytes) -> Iterator[bytes]:
    yield raw[:_PNG_HEAD]
    at, name = _PNG_HEAD, b""
    while name != b"IEND":
        size = int.from_bytes(raw[at : at + 4], "big")
        name, end = raw[at + 4 : at + 8], at + 12 + size
        if end > len(raw):
            raise ValueError(name)
        if name in _PNG_KEPT:
            yield raw[at:end]
        at = end


def _iter_webp(raw: bytes) -> Iterator[bytes]:
    pieces: list[bytes] = []
    at, last = 12, min(len(raw), int.from_bytes(raw[4:8], "little") + 8)
    while at + 8 <= last:
        size = int.from_bytes(raw[at + 4 : at + 8], "little")
        name, end = raw[at : at + 4], at + 8 + size + size % 2
        if end > last or name in _WEBP_MOVING:
            raise ValueError(name)
        if name in _WEBP_KEPT:
            pieces.append(raw[at:end] if name != b"VP8X" else _clear_flags(raw[at:end]))
        at = end
    body = b"WEBP" + b"".join(pieces)
    yield b"RIFF" + len(body).to_bytes(4, "little") + body


def _clear_flags(head: bytes) -> bytes:
    """The head of a picture without the flags that announce Exif and XMP."""
    return head[:8] + bytes((head[8] & ~0b00001100 & 0xFF,)) + head[9:]


def _iter_jpeg(raw: bytes) -> Iterator[bytes]:
    yield raw[:2]
    at = 2
    while raw[at] == _MARK:
        kind = raw[at + 1]
        if kind == _MARK:
            at += 1  # marks may be filled up in front
            continue
        if kind == _END:
            yield raw[at : at + 2]
            return
        size = int.from_bytes(raw[at + 2 : at + 4], "big")
        end = at + 2 + size
        if kind in _JPEG_KEPT or raw[at + 4 : end].startswith(_JPEG_NAMED.get(kind, (b"\0nothing",))):
            yield raw[at:end]
        at = end
        if kind == _SCAN:
            at = _skip_scan(raw, end)
            yield raw[end:at]
    raise ValueError(at)


def _skip_scan(raw: bytes, at: int) -> int:
    """The next mark that is not within the picture's own data."""
    while (at := raw.find(b"\xff", at)) >= 0:
        following = raw[at + 1]
        if following not in _WITHIN:
            return at
        at += 2
    raise ValueError(at)
