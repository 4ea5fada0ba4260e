"""What stands in the pictures of a film besides the pictures: words of programs and cameras (H.264, annex D).

Every unit of a picture says what it is. Those that carry remarks are replaced by padding of the same length, which the
standard knows: so no place in the file moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from concord.check.pieces import PieceError
from concord.check.recorded import Hidden

_REMARKS, _PADDING = 6, 12
# Slices, parameters, the marks between pictures.
_KEPT: Final = frozenset({*range(1, 6), 7, 8, 9, 10, 11})
# Of remarks those that say how to play: times, where to begin again, how the picture is turned. 3 is padding.
_KEPT_REMARKS: Final = frozenset({0, 1, 6, 47})
_LONGEST: Final = 32
_FILL: Final = 3
_SHORTEST: Final = 4
_MOST_UNITS: Final = 256


def find_remarks(raw: bytes, start: int, end: int, width: int) -> Iterator[Hidden]:
    """Units of one picture that say something besides; `width` is how many bytes a length has. Raises PieceError."""
    at, count = start, 0
    while at < end:
        first = at + width
        last = first + int.from_bytes(raw[at:first], "big")
        count += 1
        if last > end or last <= first or raw[first] & 0x80 or count > _MOST_UNITS:
            raise PieceError(at)
        kind = raw[first] & 0x1F
        if kind not in _KEPT and not _is_silent(kind, raw[first + 1 : last]):
            if last - first < _SHORTEST:
                raise PieceError(at)
            yield Hidden(f"NAL{kind}", first, last, _pad(last - first))
        at = last


def _is_silent(kind: int, body: bytes) -> bool:
    if kind == _PADDING:
        return not body.rstrip(b"\x80").strip(b"\xff")
    return kind == _REMARKS and all(
        (number in _KEPT_REMARKS and len(said) <= _LONGEST) or (number == _FILL and not said.strip(b"\xff"))
        for number, said in _read(body)
    )


def _read(body: bytes) -> Iterator[tuple[int, bytes]]:
    """The remarks of a unit: number and content; what cannot be read counts as a remark that nobody knows."""
    plain = body.replace(b"\0\0\3", b"\0\0")
    at = 0
    while at < len(plain) - 1 or plain[at : at + 1] not in (b"\x80", b""):
        number, at = _count(plain, at)
        size, at = _count(plain, at)
        if at + size > len(plain):
            yield -1, plain[at:]
            return
        yield number, plain[at : at + size]
        at += size


def _count(plain: bytes, at: int) -> tuple[int, int]:
    """A number in which 255 means that more follows."""
    total = 0
    while plain[at : at + 1] == b"\xff":
        total, at = total + 255, at + 1
    return total + (plain[at] if at < len(plain) else 0), at + 1


def _pad(length: int) -> bytes:
    """A unit of this length that holds nothing but padding."""
    room = length - 2
    made = bytearray((_REMARKS,))
    while room:
        fill = room - 2 - (room - 2) // 256
        while _measure(fill) > room:
            fill -= 1
        # A single byte that is left would be too short for another remark.
        fill -= room - _measure(fill) == 1
        made += bytes((_FILL,)) + b"\xff" * (fill // 255) + bytes((fill % 255,)) + b"\xff" * fill
        room -= _measure(fill)
    return bytes(made) + b"\x80"


def _measure(fill: int) -> int:
    """How long a remark of so many bytes is: its number, its size in steps of 255, and itself."""
    return 2 + fill + fill // 255
