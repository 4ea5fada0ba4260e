"""The boxes of an MP4 file: which may stand where, and how long each is. Everything else counts as hidden.

ISO/IEC 14496-12 4.2. A box that is taken out becomes `free` and its content zeros, so that no place in the file moves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from concord.check.pieces import BEHIND, PieceError
from concord.check.recorded import Hidden, wipe

_SPARE: Final = frozenset({b"free", b"skip", b"wide"})
_INSIDE: Final = {
    b"": frozenset({b"ftyp", b"moov", b"mdat"}),
    b"moov": frozenset({b"mvhd", b"trak"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset({b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stco", b"co64"}),
    b"avc1": frozenset({b"avcC", b"btrt", b"pasp", b"colr"}),
    b"mp4a": frozenset({b"esds", b"btrt"}),
}
_MANY: Final = frozenset({b"trak", b"mdat"})
_MOST_BOXES: Final = 1_000
_WIDE_HEAD: Final = 16
_NOT_ZERO: Final = re.compile(rb"[^\0]")


@dataclass(frozen=True, slots=True)
class Box:
    """A box: where it begins, where its content does, where both end, and the boxes that it holds, by name."""

    start: int
    body: int
    end: int
    inside: dict[bytes, list[Box]] = field(default_factory=dict)

    def find(self, *path: bytes) -> Box:
        """The one box at a path. Raises PieceError where there is none."""
        box = self
        for name in path:
            found = box.inside.get(name)
            if not found:
                raise PieceError(name)
            box = found[0]
        return box


@dataclass
class BoxWalk:
    """A walk through all boxes of a file; collects what is hidden on the way."""

    raw: bytes
    hidden: list[Hidden] = field(default_factory=list)
    _count: int = 0

    def walk(self, start: int, end: int, parent: bytes = b"") -> dict[bytes, list[Box]]:
        """The boxes of a stretch by name. Raises PieceError where they do not fill it, or one stands there twice."""
        found: dict[bytes, list[Box]] = defaultdict(list)
        for name, at, body, last in self._iter(start, end, is_top=not parent):
            if name in _INSIDE[parent]:
                if found[name] and name not in _MANY:
                    raise PieceError(name)
                inside = self.walk(body, last, name) if name in _INSIDE and name not in (b"avc1", b"mp4a") else {}
                found[name].append(Box(at, body, last, inside))
            elif name not in _SPARE or self.find_filled(body, last):
                self.hide_box(name, at, body, last)
        return dict(found)

    def hide_box(self, name: bytes, at: int, body: int, end: int) -> None:
        """Turns a box into one that holds nothing."""
        spare = self.raw[at : at + 4] + b"free" + self.raw[at + 8 : body] + bytes(end - body)
        self.hidden.append(Hidden(_spell(name), at, end, spare))

    def expect_empty(self, name: str, start: int, end: int) -> None:
        """Notes a stretch that has no meaning and is not zero."""
        if self.find_filled(start, end):
            self.hidden.append(wipe(name, start, end))

    def find_filled(self, start: int, end: int) -> bool:
        """Whether anything but zeros stands in a stretch."""
        return _NOT_ZERO.search(self.raw, start, end) is not None

    def _iter(self, start: int, end: int, *, is_top: bool) -> Iterator[tuple[bytes, int, int, int]]:
        at = start
        while at < end:
            size, name, body = self.number(at, 4), self.raw[at + 4 : at + 8], at + 8
            if size == 1:
                size, body = self.number(at + 8, 8), at + _WIDE_HEAD
            self._count += 1
            if size < body - at or at + size > end or self._count > _MOST_BOXES:
                if not is_top or at == start or self._count > _MOST_BOXES or name in _INSIDE[b""]:
                    raise PieceError(name)
                # At the very end of a file may stand anything; players never look there.
                self.hidden.append(Hidden(BEHIND, at, end))
                return
            yield name, at, body, at + size
            at += size

    def number(self, at: int, size: int) -> int:
        """A number at a place. Raises PieceError where the file has ended."""
        piece = self.raw[at : at + size]
        if len(piece) < size:
            # What is cut short at the end of a file is judged by who walks.
            return 0
        return int.from_bytes(piece, "big")


def _spell(name: bytes) -> str:
    return "".join(chr(byte) if 32 < byte < 127 else "?" for byte in name)  # noqa: PLR2004 - visible ASCII
