"""Looks into a picture without trusting it: what it is, how large, whether it can be read, what it carries besides."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from concord.check.pieces import GAP, PieceError, iter_pieces, keep_picture

# Enough for a scan of a large sheet at 600 dpi; a bomb declares more.
MAX_PIXELS = 60_000_000
MAX_BYTES = 40 * 1024 * 1024

_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}


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
    try:
        for piece in iter_pieces(raw, picture_format):
            if not piece.is_picture:
                yield piece.name
    except PieceError:
        # Decoders leap over gaps; what is in them nobody knows.
        yield GAP


def strip_metadata(raw: bytes, picture_format: str) -> bytes:
    """The same picture, pixel by pixel, without those pieces. Raises PieceError where they cannot be told apart."""
    return keep_picture(raw, picture_format)
