"""A drawing of coast, large rivers and a net of degrees around some points, in whole numbers. See docs/adr/0034.

Longitude is narrowed by the cosine of the middle latitude (equirectangular, true along the middle): straight lines,
north above, and no choice but the points themselves. The frame is their bounding box with a margin; nobody's place is
its middle by choice. `coast.json` holds lines and no area: nothing in it can be filled or claimed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

WIDTH: Final = 1000
Layer = Literal["coast", "rivers"]
Point = tuple[int, int]
Line = tuple[Point, ...]

_FILE: Final = Path(__file__).with_name("coast.json")
_FORMAT: Final = "concord-coast/1"
_TURN, _POLE = 36_000, 9_000
# So much is shown at least, whatever the points: nobody is led to a door, and the coast is no finer.
_LEAST: Final = 800
_STEPS: Final = (100, 200, 500, 1000, 1500, 3000)
_MOST_NET_LINES: Final = 8
# Closer than this, in units of the drawing, points of a line are one.
_CLOSE: Final = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The piece of the earth that is drawn, in hundredths of a degree, and the height of the drawing."""

    west: int
    south: int
    width: int
    height: int
    rows: int

    def place(self, point: Point) -> Point:
        """Where a point stands in the drawing, from its upper left: maps are never mirrored."""
        lon = (point[0] - self._seam) % _TURN + self._seam
        x = (lon - self.west) * WIDTH // self.width
        return x, (self.south + self.height - point[1]) * self.rows // self.height

    @property
    def _seam(self) -> int:
        """The meridian opposite to the middle: a line that crosses it is far outside."""
        return self.west + self.width // 2 - _TURN // 2

    def holds(self, a: Point, b: Point) -> bool:
        """Whether a stretch between two places of the drawing may be seen in it."""
        return not (
            max(a[0], b[0]) < 0
            or min(a[0], b[0]) > WIDTH
            or max(a[1], b[1]) < 0
            or min(a[1], b[1]) > self.rows
            or abs(a[0] - b[0]) * self.width > _TURN // 2 * WIDTH
        )


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is drawn: lines by layer, the net, and how many hundredths of a degree it is wide."""

    frame: Frame
    coast: tuple[Line, ...]
    rivers: tuple[Line, ...]
    columns: tuple[int, ...]
    lines: tuple[int, ...]
    net: int


def draw_sketch(points: Iterable[Point]) -> Sketch:
    """The drawing around points; there is at least one."""
    frame = find_frame(points)
    net = next((step for step in _STEPS if frame.width <= step * _MOST_NET_LINES), _STEPS[-1])
    meridians = (frame.place((lon, 0))[0] for lon in _find_steps(frame.west, frame.width, net))
    parallels = (frame.place((0, lat))[1] for lat in _find_steps(frame.south, frame.height, net))
    return Sketch(
        frame=frame,
        coast=tuple(_cut(frame, load_coast()["coast"])),
        rivers=tuple(_cut(frame, load_coast()["rivers"])),
        columns=tuple(x for x in meridians if 0 < x < WIDTH),
        lines=tuple(y for y in parallels if 0 < y < frame.rows),
        net=net,
    )


def find_frame(points: Iterable[Point]) -> Frame:
    """The bounding box with a margin of a fifth, no taller than wide, and at least half as tall."""
    found = sorted(set(points))
    lats = [lat for _, lat in found]
    west, width = _find_span([lon % _TURN for lon, _ in found])
    south, height = min(lats), max(lats) - min(lats)
    west, width = _widen(west, width, max(_LEAST, width * 7 // 5))
    south, height = _widen(south, height, max(_LEAST, height * 7 // 5))
    narrow = _find_cosine(south + height // 2)
    wide = width * narrow // 1000
    if wide < height:
        west, width = _widen(west, width, height * 1000 // narrow)
    elif height < wide // 2:
        south, height = _widen(south, height, wide // 2)
    if width > _TURN:
        west, width = _widen(west, width, _TURN)
    height = min(height, 2 * _POLE)
    south = min(max(south, -_POLE), _POLE - height)
    west = (west + _TURN // 2) % _TURN - _TURN // 2
    return Frame(west, south, width, height, max(height * WIDTH * 1000 // (width * narrow), 1))


def _find_span(lons: list[int]) -> Point:
    """The shortest stretch of the circle that holds all longitudes: where it starts and how long it is."""
    lons = sorted(lons)
    gaps = [(after - before, after) for before, after in zip(lons, [*lons[1:], lons[0] + _TURN], strict=True)]
    gap, start = max(gaps)
    return start % _TURN, _TURN - gap


def _widen(start: int, length: int, target: int) -> Point:
    return start - (target - length) // 2, target


def _find_cosine(latitude: int) -> int:
    """In thousandths, by whole degrees: no rounding of any machine shows in it."""
    degree = min(abs(latitude) // 100, 80)
    return round(1000 * math.cos(math.radians(degree)))


def _find_steps(start: int, length: int, step: int) -> Iterator[int]:
    return (at for at in range(-(-start // step) * step, start + length + 1, step))


def _cut(frame: Frame, lines: Iterable[Line]) -> Iterator[Line]:
    """The pieces of lines that may be seen, without points too close to tell apart."""
    for line in lines:
        piece: list[Point] = []
        before = frame.place(line[0])
        for point in line[1:]:
            here = frame.place(point)
            if frame.holds(before, here):
                piece = piece or [before]
                if _is_apart(piece[-1], here) or point == line[-1]:
                    piece.append(here)
            elif piece:
                yield from _end(piece, before)
                piece = []
            before = here
        yield from _end(piece, before) if piece else ()


def _end(piece: list[Point], last: Point) -> Iterator[Line]:
    """A piece up to where it leaves the frame; nothing of an island that is smaller than a stroke."""
    if piece[-1] != last:
        piece.append(last)
    if any(_is_apart(piece[0], point) for point in piece):
        yield tuple(piece)


def _is_apart(a: Point, b: Point) -> bool:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= _CLOSE


@lru_cache(maxsize=1)
def load_coast() -> dict[Layer, tuple[Line, ...]]:
    """The lines of the file, in hundredths of a degree."""
    raw = json.loads(_FILE.read_bytes())
    if raw["format"] != _FORMAT:
        raise ValueError(raw["format"])
    return {"coast": tuple(map(_walk, raw["coast"])), "rivers": tuple(map(_walk, raw["rivers"]))}


def _walk(steps: list[int]) -> Line:
    points, lon, lat = [], 0, 0
    for step_lon, step_lat in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        points.append((lon, lat))
    return tuple(points)
