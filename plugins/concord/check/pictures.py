"""Looks into a picture without trusting it: what it is, how large, whether it can be read, what it carries besides."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

# Enough for a scan of a large sheet at 600 dpi; a bomb declares more.
MAX_PIXELS = 60_000_000
MAX_BYTES = 40 * 1024 * 1024

_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
_PNG_METADATA = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_METADATA = frozenset({b"EXIF", b"XMP "})
_JPEG_MARK, _JPEG_COMMENT, _JPEG_SCAN, _JPEG_END = 0xFF, 0xFE, 0xDA, 0xD9
# APP1 holds Exif and XMP, APP13 what agencies write; APP0 (JFIF), APP2 (colour) and APP14 (Adobe) describe the picture.
_JPEG_APP = range(0xE0, 0xF0)
_JPEG_PLAIN = frozenset({0xE0, 0xE2, 0xEE})


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """`fault` is empty, "unreadable", "other-format" or "too-large"; `metadata` names what else the file carries."""

    fault: str = ""
    format: str = ""
    width: int = 0
    height: int = 0
    metadata: tuple[str, ...] = ()


def assess_picture(path: Path) -> PictureFacts:
    """Reads a picture wholly, but never one that declares more pixels than allowed. Raises nothing."""
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return PictureFacts("too-large" if not path.is_symlink() else "unreadable")
        raw = path.read_bytes()
    except OSError:
        return PictureFacts("unreadable")
    suffix = path.suffix.lstrip(".").lower()
    return assess_bytes(raw, _FORMATS.get("jpg" if suffix == "jpeg" else suffix, ""))


def assess_bytes(raw: bytes, expected: str) -> PictureFacts:
    """As `assess_picture`, for bytes that should be of one format."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; we judge their size ourselves
            return _assess(raw, expected)
    except Image.DecompressionBombError:
        return PictureFacts("too-large")
    except Exception:  # noqa: BLE001  a decoder fed with hostile bytes may raise anything; all of it means one thing
        return PictureFacts("unreadable")


def _assess(raw: bytes, expected: str) -> PictureFacts:
    with Image.open(BytesIO(raw), formats=sorted(_FORMATS.values())) as picture:
        found, (width, height) = picture.format or "", picture.size
        metadata = tuple(sorted(set(find_metadata(raw, found))))
        if width * height > MAX_PIXELS:
            return PictureFacts("too-large", found, width, height, metadata)
        # JPEG can be decoded small, which still reads every byte; the others are decoded whole.
        picture.draft("L", (64, 64))
        picture.load()
    return PictureFacts("" if found == expected else "other-format", found, width, height, metadata)


def find_metadata(raw: bytes, picture_format: str) -> Iterator[str]:
    """Names of the pieces of a file that say something beyond the picture: who, where, when, with what."""
    match picture_format:
        case "PNG":
            yield from (name for name, _, _ in _iter_png(raw) if name.encode() in _PNG_METADATA)
        case "WEBP":
            yield from (name.strip() for name, _, _ in _iter_webp(raw) if name.encode() in _WEBP_METADATA)
        case "JPEG":
            yield from (name for name, _, _ in _iter_jpeg(raw) if name)


def strip_metadata(raw: bytes, picture_format: str) -> bytes:
    """The same picture, pixel by pixel, without those pieces."""
    cuts = {"PNG": _iter_png, "WEBP": _iter_webp, "JPEG": _iter_jpeg}[picture_format](raw)
    unwanted = _PNG_METADATA | _WEBP_METADATA
    kept, at = [], 0
    for name, start, end in cuts:
        if (picture_format == "JPEG" and name) or name.encode() in unwanted:
            kept.append(raw[at:start])
            at = end
    kept.append(raw[at:])
    plain = b"".join(kept)
    return _mend_webp(plain) if picture_format == "WEBP" else plain


def _iter_png(raw: bytes) -> Iterator[tuple[str, int, int]]:
    at = 8
    while at + 12 <= len(raw):
        size = struct.unpack(">I", raw[at : at + 4])[0]
        yield raw[at + 4 : at + 8].decode("latin-1"), at, at + 12 + size
        at += 12 + size


def _iter_webp(raw: bytes) -> Iterator[tuple[str, int, int]]:
    at = 12
    while at + 8 <= len(raw):
        size = struct.unpack("<I", raw[at + 4 : at + 8])[0]
        end = at + 8 + size + size % 2
        yield raw[at : at + 4].decode("latin-1"), at, end
        at = end


def _iter_jpeg(raw: bytes) -> Iterator[tuple[str, int, int]]:
    """Segments before the picture's own data; the name is empty for those that belong to the picture."""
    at = 2
    while at + 4 <= len(raw) and raw[at] == _JPEG_MARK:
        marker = raw[at + 1]
        if marker in (_JPEG_SCAN, _JPEG_END):
            return
        size = struct.unpack(">H", raw[at + 2 : at + 4])[0]
        yield _name_segment(marker), at, at + 2 + size
        at += 2 + size


def _name_segment(marker: int) -> str:
    if marker == _JPEG_COMMENT:
        return "comment"
    return f"APP{marker - _JPEG_APP.start}" if marker in _JPEG_APP and marker not in _JPEG_PLAIN else ""


def _mend_webp(raw: bytes) -> bytes:
    """The size of the container, and the flags that announce what has been taken out."""
    plain = bytearray(raw)
    plain[4:8] = struct.pack("<I", len(plain) - 8)
    if plain[12:16] == b"VP8X":
        plain[20] &= ~0b00001100 & 0xFF
    return bytes(plain)
