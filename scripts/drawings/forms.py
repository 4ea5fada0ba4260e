"""Shapes and surfaces that several drawings share: curves, tapering strokes, bulging bodies, shadows, grain."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from paint import FULL, OVER, Colour, Point, finish, large, lay, moved, soft
from PIL import Image, ImageChops, ImageDraw

WIDE_SHADOW: Colour = (150, 143, 130)
CLOSE_SHADOW: Colour = (96, 92, 80)


def oval(x: float, y: float, wide: float, high: float) -> list[Point]:
    """An oval by its middle and its two half widths."""
    turns = [math.tau * step / 96 for step in range(96)]
    return [(x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns]


def through(points: Sequence[Point], steps: int = 16) -> list[Point]:
    """A smooth line through points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line = [_between(ends[n : n + 4], step / steps) for n in range(len(points) - 1) for step in range(steps)]
    return [*line, points[-1]]


def around(points: Sequence[Point], steps: int = 16) -> list[Point]:
    """A smooth outline through points, closed."""
    ring = [points[-1], *points, points[0], points[1]]
    return [_between(ring[n : n + 4], step / steps) for n in range(len(points)) for step in range(steps)]


def _between(four: Sequence[Point], along: float) -> Point:
    square, cube = along**2, along**3
    weights = (
        (2 * square - along - cube) / 2,
        (3 * cube - 5 * square + 2) / 2,
        (4 * square + along - 3 * cube) / 2,
        (cube - square) / 2,
    )
    return (
        sum(weight * x for weight, (x, _) in zip(weights, four, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, four, strict=True)),
    )


def tapered(line: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """The outline of a stroke whose width runs through `widths` from its beginning to its end."""
    left, right = [], []
    for number, (x, y) in enumerate(line):
        before, after = line[max(0, number - 1)], line[min(len(line) - 1, number + 1)]
        angle = math.atan2(after[1] - before[1], after[0] - before[0])
        place = number / (len(line) - 1) * (len(widths) - 1)
        index = min(int(place), len(widths) - 2)
        half = (widths[index] + (widths[index + 1] - widths[index]) * (place - index)) / 2
        left.append((x - half * math.sin(angle), y + half * math.cos(angle)))
        right.append((x + half * math.sin(angle), y - half * math.cos(angle)))
    return [*left, *reversed(right)]


def turned(points: Sequence[Point], degrees: float, about: Point = (0, 0)) -> list[Point]:
    """Points turned clockwise about a point."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [
        (
            about[0] + (x - about[0]) * cosine - (y - about[1]) * sine,
            about[1] + (x - about[0]) * sine + (y - about[1]) * cosine,
        )
        for x, y in points
    ]


def shifted(points: Sequence[Point], right: float, down: float) -> list[Point]:
    """Points moved."""
    return [(x + right, y + down) for x, y in points]


def scaled(points: Sequence[Point], share: float, rise: float = 0.0) -> list[Point]:
    """Points drawn towards the middle of their box, and up by a share of its height."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, foot = min(y for _, y in points), max(y for _, y in points)
    x, y = (left + right) / 2, (top + foot) / 2
    return [(x + (px - x) * share, y + (py - y) * share - rise * (foot - top)) for px, py in points]


def swell(
    sheet: Image.Image, points: Sequence[Point], tones: tuple[Colour, Colour, Colour], depth: float, rise: float = 0.12
) -> None:
    """Fills a polygon like something that bulges. Tones are its light, its own colour, and its dark at the edge."""
    light, own, dark = tones
    pad = math.ceil(depth * OVER * 2.5)
    corners = large(points)
    left, top = (math.floor(min(corner[axis] for corner in corners)) - pad for axis in (0, 1))
    right, foot = (math.ceil(max(corner[axis] for corner in corners)) + pad for axis in (0, 1))
    mask = Image.new("L", (right - left, foot - top), 0)
    ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in corners], fill=255)
    core = Image.new("L", mask.size, 0)
    risen = large(scaled(points, 0.5, rise))
    ImageDraw.Draw(core).polygon([(x - left, y - top) for x, y in risen], fill=255)
    body = Image.new("RGB", mask.size, own)
    lay(body, soft(core, depth * 1.1), light)
    lay(body, soft(ImageChops.invert(mask), depth), dark, 0.9)
    sheet.paste(body, (left, top), mask)


def cast(sheet: Image.Image, solid: Image.Image, height: float = 1.0, strength: float = 1.0) -> None:
    """The shadows of something that lies on the sheet: a wide faint one and a close one."""
    lay(sheet, soft(moved(solid, 0, 30 * height), 26 * height), WIDE_SHADOW, 0.34 * strength)
    lay(sheet, soft(moved(solid, 0, 11 * height), 8 * height), CLOSE_SHADOW, 0.42 * strength)


def grain(seed: int, across: float, down: float, size: tuple[int, int] = FULL) -> Image.Image:
    """A mask of uneven spots; `across` and `down` say how far they stretch, in pixels of the drawing."""
    wide, high = (max(2, round(side / (reach * OVER))) for side, reach in zip(size, (across, down), strict=True))
    chance = random.Random(seed)  # noqa: S311 - the unevenness of a surface
    spots = Image.frombytes("L", (wide, high), chance.randbytes(wide * high))
    return spots.resize(size, Image.Resampling.BICUBIC)


def hide(mask: Image.Image, least: int) -> Image.Image:
    """Only what a mask shows above a level, stretched to the whole range."""
    return mask.point([max(0, value - least) * 255 // (255 - least) for value in range(256)])


def turn_layer(layer: Image.Image, degrees: float, about: Point) -> Image.Image:
    """A layer turned clockwise about a point of the drawing."""
    centre = (about[0] * OVER, about[1] * OVER)
    return layer.rotate(-degrees, Image.Resampling.BICUBIC, center=centre)


def join(left: Image.Image, right: Image.Image) -> Image.Image:
    """A finished drawing whose halves differ: both are given as left halves, and the second is mirrored."""
    whole, other = finish(left), finish(right)
    half = (whole.width // 2, 0, whole.width, whole.height)
    whole.paste(other.crop(half), half)
    return whole
