"""The pieces of a picture's file: those that make the picture, and those that say something besides.

What is kept is known by name, and everything else counts as hidden: programs invent new places for what they add, and
decoders leap over what they do not know. PNG (third edition) 5, JPEG (T.81) annex B, WebP (RFC 9649) 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BEHIND, GAP = "behind-the-end", "between"
"""Names of what belongs to no piece."""
_PNG_HEAD: Final = 8
_PNG_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
_WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_WEBP_MOVING: Final = frozenset({b"ANIM", b"ANMF"})
_MARK, _COMMENT, _SCAN, _END = 0xFF, 0xFE, 0xDA, 0xD9
# Frames, tables, scans.
_JPEG_KEPT: Final = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8})
_APP: Final = range(0xE0, 0xF0)
# Of the segments that programs add those that tell how colours are meant: how they begin, and how long they are if
# they have one length. A longer JFIF segment holds a small copy of the picture, perhaps of what was cut off.
_JPEG_NAMED: Final = {0xE0: (b"JFIF\0", 18), 0xE2: (b"ICC_PROFILE\0", 0), 0xEE: (b"Adobe", 16)}
# Bytes after a mark inside the picture's own data: a byte that was meant, and signs to begin again.
_WITHIN: Final = frozenset({0x00, *range(0xD0, 0xD8)})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file, what their kind calls them, and whether the picture needs them."""

    name: str
    raw: bytes
    is_picture: bool


class PieceError(ValueError):
    """The pieces do not follow one another as their form wants it: anything can hide in the gaps."""


def iter_pieces(raw: bytes, form: str) -> Iterator[Piece]:
    """Every byte of a file, piece by piece. Raises PieceError."""
    try:
        yield from {"PNG": _iter_png, "JPEG": _iter_jpeg, "WEBP": _iter_webp}[form](raw)
    except IndexError:
        raise PieceError(form) from None


def keep_picture(raw: bytes, form: str) -> bytes:
    """The pieces that make the picture, put together again. Raises PieceError."""
    kept = [piece.raw for piece in iter_pieces(raw, form) if piece.is_picture]
    return _close_webp(kept) if form == "WEBP" else b"".join(kept)


def _iter_png(raw: bytes) -> Iterator[Piece]:
    yield Piece("", raw[:_PNG_HEAD], is_picture=True)
    at, name = _PNG_HEAD, b""
    while name != b"IEND":
        size = int.from_bytes(raw[at : at + 4], "big")
        name, end = raw[at + 4 : at + 8], at + 12 + size
        if end > len(raw):
            raise PieceError(name)
        yield Piece(name.decode("latin-1"), raw[at:end], is_picture=name in _PNG_KEPT)
        at = end
    yield from _find_rest(raw, at)


def _iter_webp(raw: bytes) -> Iterator[Piece]:
    yield Piece("", raw[:12], is_picture=True)
    at, last = 12, int.from_bytes(raw[4:8], "little") + 8
    if last > len(raw):
        raise PieceError(last)
    while at + 8 <= last:
        size = int.from_bytes(raw[at + 4 : at + 8], "little")
        name, end = raw[at : at + 4], at + 8 + size + size % 2
        # A moving picture has pieces within its pieces; nobody needs one here.
        if end > last or name in _WEBP_MOVING:
            raise PieceError(name)
        yield Piece(name.decode("latin-1").strip(), raw[at:end], is_picture=name in _WEBP_KEPT)
        at = end
    yield from _find_rest(raw, at)


def _close_webp(kept: list[bytes]) -> bytes:
    """The container with its size, and without the flags that announce Exif and XMP."""
    head, *pieces = kept
    body = head[8:] + b"".join(_clear_flags(piece) if piece.startswith(b"VP8X") else piece for piece in pieces)
    return head[:4] + len(body).to_bytes(4, "little") + body


def _clear_flags(piece: bytes) -> bytes:
    return piece[:8] + bytes((piece[8] & ~0b00001100 & 0xFF,)) + piece[9:]


def _iter_jpeg(raw: bytes) -> Iterator[Piece]:
    yield Piece("", raw[:2], is_picture=True)
    at = 2
    while raw[at] == _MARK:
        kind = raw[at + 1]
        if kind == _MARK:
            # Marks may be filled up in front.
            yield Piece(GAP, raw[at : at + 1], is_picture=False)
            at += 1
            continue
        if kind == _END:
            yield Piece("", raw[at : at + 2], is_picture=True)
            yield from _find_rest(raw, at + 2)
            return
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if end > len(raw):
            raise PieceError(kind)
        yield Piece(_name_segment(kind), raw[at:end], is_picture=_is_needed(kind, raw[at:end]))
        at = end
        if kind == _SCAN:
            at = _skip_scan(raw, end)
            yield Piece("", raw[end:at], is_picture=True)
    raise PieceError(at)


def _is_needed(kind: int, segment: bytes) -> bool:
    start, length = _JPEG_NAMED.get(kind, (b"", -1))
    is_named = segment[4:].startswith(start) and length in (0, len(segment))
    return kind in _JPEG_KEPT or is_named


def _name_segment(kind: int) -> str:
    if kind == _COMMENT:
        return "comment"
    return f"APP{kind - _APP.start}" if kind in _APP else f"FF{kind:02X}"


def _skip_scan(raw: bytes, at: int) -> int:
    """The next mark that is not within the picture's own data."""
    while (at := raw.find(b"\xff", at)) >= 0:
        following = raw[at + 1]
        if following not in _WITHIN:
            return at
        at += 2
    raise PieceError(at)


def _find_rest(raw: bytes, at: int) -> Iterator[Piece]:
    """Whatever stands behind the end of the picture."""
    if at < len(raw):
        yield Piece(BEHIND, raw[at:], is_picture=False)
