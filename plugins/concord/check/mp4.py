"""An MP4 file with at most one film and one sound: tracks whose every byte is known, H.264 and AAC alone.

ISO/IEC 14496-12 8 for the boxes, 14496-14 and -15 for what tells a decoder what is in them. What may not be there is
noted; what cannot be followed is refused as a whole, since anything may hide where nobody can count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from concord.check.boxes import Box, BoxWalk
from concord.check.h264 import find_remarks
from concord.check.pieces import GAP, PieceError
from concord.check.recorded import Hidden, Recorded

_BRANDS: Final = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4A ", b"M4V ", b"mp71", b"dash"}
)
_MOST_BRANDS: Final = 8
_MOST_SAMPLES: Final = 1_000_000
_MOST_HIDDEN: Final = 500_000
_MOST_ABOUT: Final = 1_024
_MOST_SIDE: Final = 8_192
_SOUND, _FILM = b"soun", b"vide"
_CODECS: Final = {_FILM: (b"avc1", 78, b"avcC"), _SOUND: (b"mp4a", 28, b"esds")}
# Tables of a track: how many bytes stand before their rows, and how many a row has.
_TABLES: Final = {b"stts": (8, 8), b"ctts": (8, 8), b"stss": (8, 4), b"stsc": (8, 12), b"stco": (8, 4), b"co64": (8, 8)}
_SIZES: Final = {b"vmhd": 12, b"smhd": 8, b"btrt": 12, b"pasp": 8}
_COLOURS: Final = {b"nclx": 11, b"nclc": 10}


def walk_mp4(raw: bytes, *, is_film: bool) -> Recorded:
    """How long and large a recording is, and what is hidden in it. Raises PieceError where it cannot be followed."""
    walk = BoxWalk(raw)
    top = Box(0, 0, len(raw), walk.walk(0, len(raw)))
    _check_brands(walk, top.find(b"ftyp"))
    movie = top.find(b"moov")
    tracks = {}
    for box in movie.inside.get(b"trak", ()):
        track = _Track(walk, box, bytes(raw[box.find(b"mdia", b"hdlr").body + 8 :][:4]))
        if track.kind in tracks or track.kind not in _CODECS:
            _hide_track(walk, box, track.kind)
        else:
            tracks[track.kind] = track
    if (_FILM in tracks) is not is_film or not tracks:
        raise PieceError(GAP)
    ms = _read_head(walk, movie.find(b"mvhd"))
    spans = sorted(span for track in tracks.values() for span in track.check())
    _check_data(walk, top.inside.get(b"mdat", []), spans)
    width, height = tracks[_FILM].read_box() if is_film else (0, 0)
    return Recorded(ms, width, height, tuple(sorted(walk.hidden, key=lambda one: one.start)))


def _hide_track(walk: BoxWalk, box: Box, kind: bytes) -> None:
    """Takes a track out whole, with what was found in it; its data is then nobody's."""
    walk.hidden = [one for one in walk.hidden if not box.start <= one.start < box.end]
    walk.hide_box(b"trak:" + kind, box.start, box.body, box.end)


def _check_brands(walk: BoxWalk, box: Box) -> None:
    body = walk.raw[box.body : box.end]
    brands = [body[:4], *(body[at : at + 4] for at in range(8, len(body), 4))]
    if box.start or len(body) % 4 or not 2 <= len(brands) <= _MOST_BRANDS:  # noqa: PLR2004 - one and those it goes with
        raise PieceError(b"ftyp")
    known = [brand if brand in _BRANDS else b"isom" for brand in brands]
    plain = known[0] + body[4:8] + b"".join(known[1:])
    if plain != body:
        walk.hidden.append(Hidden("ftyp", box.body, box.end, plain))


def _read_head(walk: BoxWalk, box: Box) -> int:
    """The length of it all; the days on which it was made and changed are nobody's business."""
    wide = _check_times(walk, box, 100, 112)
    at = box.body + (20 if wide else 12)
    scale, length = walk.number(at, 4), walk.number(at + 4, 8 if wide else 4)
    walk.expect_empty("mvhd", box.end - 28, box.end - 4)
    if not scale or length // scale > 24 * 60 * 60:
        raise PieceError(b"mvhd")
    return length * 1000 // scale


def _check_times(walk: BoxWalk, box: Box, narrow: int, wide: int) -> bool:
    """Whether a head has wide numbers; notes its two days."""
    version = walk.raw[box.body]
    if version > 1 or box.end - box.body != (wide if version else narrow):
        raise PieceError(b"head")
    walk.expect_empty("day", box.body + 4, box.body + (20 if version else 12))
    return bool(version)


def _check_data(walk: BoxWalk, boxes: list[Box], spans: list[tuple[int, int]]) -> None:
    """All data belongs to a track; between their pieces stands nothing."""
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise PieceError(b"mdat")
    at = 0
    for box in boxes:
        last = box.body
        while at < len(spans) and spans[at][0] < box.end:
            start, end = spans[at]
            if start < last or end > box.end:
                raise PieceError(b"mdat")
            walk.expect_empty(GAP, last, start)
            last = end
            at += 1
        walk.expect_empty(GAP, last, box.end)
    if at < len(spans):
        raise PieceError(b"mdat")


@dataclass(frozen=True, slots=True)
class _Track:
    walk: BoxWalk
    box: Box
    kind: bytes

    def check(self) -> Iterator[tuple[int, int]]:
        """The stretches of data that belong to the track; notes what is hidden in its boxes and in its pictures."""
        walk, media = self.walk, self.box.find(b"mdia")
        _check_times(walk, self.box.find(b"tkhd"), 84, 96)
        _check_times(walk, media.find(b"mdhd"), 24, 36)
        name = media.find(b"hdlr")
        if name.end - name.body < 24:  # noqa: PLR2004 - all but the name
            raise PieceError(b"hdlr")
        walk.expect_empty("hdlr", name.body + 4, name.body + 8)
        walk.expect_empty("hdlr", name.body + 12, name.end)
        self._check_fixed(media.find(b"minf"))
        table = media.find(b"minf", b"stbl")
        width = self._check_codec(table.find(b"stsd"))
        sizes, chunks = self._read_sizes(table.find(b"stsz")), self._read_chunks(table)
        yield from self._follow(sizes, chunks, width)

    def read_box(self) -> tuple[int, int]:
        """Width and height as they are shown; a film that was turned by a quarter stands upright."""
        head = self.box.find(b"tkhd")
        width, height = self.walk.number(head.end - 8, 4) >> 16, self.walk.number(head.end - 4, 4) >> 16
        if not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE):
            raise PieceError(b"tkhd")
        is_turned = self.walk.number(head.end - 44, 4) == 0
        return (height, width) if is_turned else (width, height)

    def _check_fixed(self, box: Box) -> None:
        """Boxes of one length, and that all data is in this very file: a film that lies elsewhere is fetched there."""
        for name in (b"vmhd", b"smhd"):
            for one in box.inside.get(name, ()):
                self._expect_size(one, _SIZES[name])
        where = box.find(b"dinf", b"dref")
        if self.walk.raw[where.body : where.end] != bytes.fromhex("00000000 00000001 0000000c 75726c20 00000001"):
            raise PieceError(b"dref")
        for one in self.box.inside.get(b"edts", ()):
            rows = one.find(b"elst")
            self._expect_rows(rows, 8, 20 if self.walk.raw[rows.body] else 12)

    def _check_codec(self, box: Box) -> int:
        """The one description of the data; the number of bytes that the length of a unit has, for a film."""
        walk, (codec, fixed, about) = self.walk, _CODECS[self.kind]
        entry = box.body + 8
        head, end = entry + 8, entry + walk.number(entry, 4)
        if walk.number(box.body + 4, 4) != 1 or end != box.end or walk.raw[entry + 4 : head] != codec:
            raise PieceError(b"stsd")
        walk.expect_empty("stsd", head, head + 6)
        if self.kind == _FILM:
            walk.expect_empty("stsd", head + 8, head + 24)
            walk.expect_empty("encoder", head + 42, head + 74)
        else:
            walk.expect_empty("stsd", head + 8, head + 16)
        inside = Box(entry, head, end, walk.walk(head + fixed, end, codec))
        for name, found in inside.inside.items():
            for one in found:
                self._check_about(name, one)
        config = inside.find(about)
        return walk.raw[config.body + 4] % 4 + 1 if self.kind == _FILM else 0

    def _check_about(self, name: bytes, box: Box) -> None:
        if name in _SIZES:
            self._expect_size(box, _SIZES[name])
        elif name == b"colr":
            self._expect_size(box, _COLOURS.get(self.walk.raw[box.body : box.body + 4], -1))
        elif not 8 <= box.end - box.body <= _MOST_ABOUT:  # noqa: PLR2004 - shorter is none
            raise PieceError(name)

    def _read_sizes(self, box: Box) -> list[int]:
        walk = self.walk
        same, count = walk.number(box.body + 4, 4), walk.number(box.body + 8, 4)
        self._expect_size(box, 12 if same else 12 + 4 * count)
        if count > _MOST_SAMPLES:
            raise PieceError(b"stsz")
        if same:
            return [same] * count
        return [walk.number(at, 4) for at in range(box.body + 12, box.end, 4)]

    def _read_chunks(self, table: Box) -> list[tuple[int, int]]:
        """Where each chunk begins, and how many samples are in it."""
        walk = self.walk
        for name, found in table.inside.items():
            if name in _TABLES:
                self._expect_rows(found[0], *_TABLES[name])
        name, size = (b"co64", 8) if b"co64" in table.inside else (b"stco", 4)
        starts = table.find(name)
        places = [walk.number(at, size) for at in range(starts.body + 8, starts.end, size)]
        rows = table.find(b"stsc")
        runs = [(walk.number(at, 4), walk.number(at + 4, 4)) for at in range(rows.body + 8, rows.end, 12)]
        # Runs of chunks that are not there would be counted up to four thousand million.
        is_rising = all(one[0] < other[0] for one, other in pairwise(runs))
        if not runs or runs[0][0] != 1 or runs[-1][0] > len(places) or not is_rising:
            raise PieceError(b"stsc")
        bounds = [*(first for first, _ in runs[1:]), len(places) + 1]
        counts = [many for (first, many), last in zip(runs, bounds, strict=True) for _ in range(first, last)]
        return list(zip(places, counts, strict=True))

    def _follow(self, sizes: list[int], chunks: list[tuple[int, int]], width: int) -> Iterator[tuple[int, int]]:
        """Every chunk from its first byte to its last; a film's pictures are looked into one by one."""
        at = 0
        for start, count in chunks:
            end = start
            for size in sizes[at : at + count]:
                if end + size > len(self.walk.raw):
                    raise PieceError(b"stsz")
                if width:
                    self.walk.hidden += find_remarks(self.walk.raw, end, end + size, width)
                end += size
            at += count
            if len(self.walk.hidden) > _MOST_HIDDEN:
                raise PieceError(GAP)
            yield start, end
        if at != len(sizes):
            raise PieceError(b"stsz")

    def _expect_rows(self, box: Box, head: int, row: int) -> None:
        count = self.walk.number(box.body + 4, 4)
        if count > _MOST_SAMPLES:
            raise PieceError(b"rows")
        self._expect_size(box, head + row * count)

    def _expect_size(self, box: Box, size: int) -> None:
        if box.end - box.body != size:
            raise PieceError(b"size")
