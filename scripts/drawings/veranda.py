"""One house with a veranda: three arches, an open door in the middle. `two_doors.py` sets it under its sky."""

from __future__ import annotations

import math

from paint import (
    INK,
    PAPER,
    PLUM,
    Colour,
    Point,
    arch,
    box,
    fill,
    inside,
    lay,
    mix,
    moved,
    polygon_mask,
    shade_down,
    shade_round,
    soft,
)
from PIL import Image, ImageChops

WALL: Colour = (238, 233, 223)
WALL_LOW: Colour = (222, 214, 201)
STONE: Colour = (204, 196, 182)
SHADE: Colour = (146, 137, 128)
DUSK: Colour = (94, 82, 87)
LAMP: Colour = (243, 229, 205)
BRIGHT = mix(WALL, PAPER, 0.6)

# Where the house stands on the sheet, in pixels of the drawing: its middle, half its width, its heights.
AXIS, HALF = 408, 306
ROOF, EAVE, SPRING, FLOOR, EARTH = 424, 524, 678, 956, 1022
LOW = EAVE + 42
BAYS: tuple[Point, ...] = ((AXIS - 200, 60), (AXIS, 84), (AXIS + 200, 60))
COLUMNS: tuple[Point, ...] = ((AXIS - 112, 18), (AXIS + 112, 18), (AXIS - 282, 15), (AXIS + 282, 15))


def paint_house(sheet: Image.Image) -> None:
    """The whole house, from what lies behind to what stands in front."""
    _paint_wall(sheet)
    _paint_depth(sheet)
    _paint_door(sheet)
    for x, half in COLUMNS:
        _paint_column(sheet, x, half)
    _paint_eave(sheet)
    _paint_plinth(sheet)


def _paint_wall(sheet: Image.Image) -> None:
    """Wall, openings for air under the roof, cornice and parapet."""
    shade_down(sheet, box(AXIS - HALF, ROOF, AXIS + HALF, FLOOR), WALL, WALL_LOW)
    for middle, half in BAYS:
        _paint_air_hole(sheet, middle, half * 0.42)
    fill(sheet, box(AXIS - HALF + 2, ROOF - 44, AXIS + HALF - 2, ROOF), mix(WALL, PAPER, 0.35))
    for number in range(15):
        x = AXIS - HALF + 38 + number * (2 * HALF - 76) / 14
        fill(sheet, [*arch(x, 9, ROOF - 24, 11), (x + 9, ROOF - 8), (x - 9, ROOF - 8)], SHADE, 0.40)
    for top, out in ((ROOF - 54, 2), (ROOF - 5, 9)):
        _paint_ledge(sheet, top, out, 12)
    for x in (AXIS - HALF + 16, AXIS + HALF - 16):
        _paint_finial(sheet, x)


def _paint_ledge(sheet: Image.Image, top: float, out: float, deep: float) -> None:
    """A moulding across the front, with the thin shadow that it throws."""
    fill(sheet, box(AXIS - HALF - out, top, AXIS + HALF + out, top + deep), BRIGHT)
    fill(sheet, box(AXIS - HALF - out, top + deep - 2, AXIS + HALF + out, top + deep), SHADE, 0.75)
    fill(sheet, box(AXIS - HALF, top + deep, AXIS + HALF, top + deep + 5), SHADE, 0.16)


def _paint_air_hole(sheet: Image.Image, middle: float, half: float) -> None:
    """An oval opening under the roof, with upright bars."""
    height, bars = (ROOF + EAVE + 14) / 2, round(half / 9)
    fill(sheet, _oval(middle, height, half + 7, 28), BRIGHT)
    fill(sheet, _oval(middle, height, half, 21), mix(SHADE, DUSK, 0.3))
    for bar in range(1 - bars, bars):
        reach = 21 * math.sqrt(1 - (bar * 9 / half) ** 2)
        fill(sheet, box(middle + bar * 9 - 1.6, height - reach, middle + bar * 9 + 1.6, height + reach), STONE)


def _oval(x: float, y: float, wide: float, high: float) -> list[Point]:
    turns = [math.tau * step / 40 for step in range(40)]
    return [(x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns]


def _paint_finial(sheet: Image.Image, x: float) -> None:
    """A plain knob of plaster at the corner of a roof."""
    shade_round(sheet, box(x - 13, ROOF - 80, x + 13, ROOF - 54), BRIGHT, SHADE)
    shade_round(sheet, box(x - 18, ROOF - 86, x + 18, ROOF - 79), BRIGHT, SHADE)
    shade_round(sheet, _oval(x, ROOF - 100, 13, 15), BRIGHT, SHADE)


def _paint_depth(sheet: Image.Image) -> None:
    """The shaded room of the veranda behind its arches, with shuttered windows in the far wall."""
    openings = Image.new("L", sheet.size, 0)
    for middle, half in BAYS:
        line = arch(middle, half, SPRING, half * 0.94)
        rim = arch(middle, half + 12, SPRING, half * 0.94 + 13)
        fill(sheet, rim, BRIGHT)
        fill(sheet, arch(middle, half + 2, SPRING, half * 0.94 + 2), SHADE, 0.5)
        opening = [*line, (middle + half, FLOOR), (middle - half, FLOOR)]
        shade_down(sheet, opening, mix(DUSK, SHADE, 0.38), mix(STONE, SHADE, 0.12))
        openings = ImageChops.lighter(openings, polygon_mask(opening))
        fill(sheet, box(middle - half, FLOOR - 26, middle + half, FLOOR), mix(STONE, PAPER, 0.30))
    for middle in (BAYS[0][0], BAYS[2][0]):
        _paint_shutters(sheet, middle)
    under = inside(openings, ImageChops.invert(moved(openings, 0, 24)))
    lay(sheet, inside(soft(under, 9), openings), DUSK, 0.5)


def _paint_shutters(sheet: Image.Image, middle: float) -> None:
    top, foot, half = 694, 872, 38
    fill(sheet, box(middle - half - 7, top - 7, middle + half + 7, foot + 7), mix(STONE, SHADE, 0.12))
    fill(sheet, box(middle - half - 11, foot + 4, middle + half + 11, foot + 11), mix(STONE, PAPER, 0.3))
    fill(sheet, box(middle - half, top, middle + half, foot), mix(DUSK, PLUM, 0.18))
    for side in (-1, 1):
        for slat in range(18):
            y = top + 6 + slat * (foot - top - 8) / 18
            inner, outer = sorted((middle + side * 3, middle + side * (half - 4)))
            shade_down(sheet, box(inner, y, outer, y + 6), mix(SHADE, STONE, 0.55), mix(SHADE, DUSK, 0.25))


def _paint_door(sheet: Image.Image) -> None:
    """The open door with a lamp lit inside, its two leaves folded back; the light falls out over the floor."""
    top, half, foot = 712, 50, FLOOR - 26
    fill(
        sheet,
        [*arch(AXIS, half + 9, top, 42), (AXIS + half + 9, foot), (AXIS - half - 9, foot)],
        mix(STONE, PAPER, 0.25),
    )
    room = [*arch(AXIS, half, top, 34), (AXIS + half, foot), (AXIS - half, foot)]
    shade_down(sheet, room, mix(LAMP, SHADE, 0.18), LAMP)
    for side in (-1, 1):
        outer, inner = AXIS + side * half, AXIS + side * (half - 23)
        fill(sheet, [(outer, top), (inner, top + 16), (inner, foot - 9), (outer, foot)], PLUM)
        for upper, lower in ((0.08, 0.44), (0.52, 0.92)):
            fill(sheet, _panel((outer, top, foot), (inner, top + 16, foot - 9), (upper, lower)), mix(PLUM, INK, 0.36))
        fill(
            sheet,
            box(min(inner, inner - side * 2), top + 16, max(inner, inner - side * 2), foot - 9),
            mix(PLUM, LAMP, 0.55),
        )
    spill = [(AXIS - half + 22, foot), (AXIS + half - 22, foot), (AXIS + half + 16, FLOOR), (AXIS - half - 16, FLOOR)]
    fill(sheet, spill, mix(LAMP, PAPER, 0.45), 0.9)


def _panel(
    outer: tuple[float, float, float], inner: tuple[float, float, float], span: tuple[float, float]
) -> list[Point]:
    """A sunk panel in a door leaf seen at a slant; edges are (x, top, foot), the span runs from 0 (top) to 1 (foot)."""

    def at(across: float, down: float) -> Point:
        x, top, foot = (first + (last - first) * across for first, last in zip(outer, inner, strict=True))
        return x, top + (foot - top) * down

    return [at(0.22, span[0]), at(0.76, span[0]), at(0.76, span[1]), at(0.22, span[1])]


def _paint_column(sheet: Image.Image, x: float, half: float) -> None:
    shade_round(sheet, box(x - half, SPRING, x + half, FLOOR - 22), BRIGHT, SHADE)
    for top, out, deep in ((SPRING - 17, 8, 9), (SPRING - 8, 4, 8), (FLOOR - 30, 5, 10), (FLOOR - 20, 9, 20)):
        shade_round(sheet, box(x - half - out, top, x + half + out, top + deep), BRIGHT, SHADE)
        fill(sheet, box(x - half - out, top + deep - 1.6, x + half + out, top + deep), SHADE, 0.5)


def _paint_eave(sheet: Image.Image) -> None:
    """The sloping sunshade over the arches, on brackets, and its shadow on the wall."""
    shadow = polygon_mask(box(AXIS - HALF, LOW, AXIS + HALF, LOW + 30))
    lay(sheet, inside(soft(shadow, 9), polygon_mask(box(AXIS - HALF, LOW, AXIS + HALF, FLOOR))), SHADE, 0.5)
    for number in range(9):
        x = AXIS - HALF + 26 + number * (2 * HALF - 52) / 8
        fill(sheet, [(x - 5, LOW), (x + 5, LOW), (x + 5, LOW + 13), (x, LOW + 20), (x - 5, LOW + 13)], STONE)
    slope = [(AXIS - HALF - 6, EAVE), (AXIS + HALF + 6, EAVE), (AXIS + HALF + 32, LOW), (AXIS - HALF - 32, LOW)]
    shade_down(sheet, slope, mix(STONE, SHADE, 0.45), mix(STONE, PAPER, 0.25))
    for number in range(1, 44):
        across = 2 * number / 44 - 1
        upper, lower = AXIS + across * (HALF + 6), AXIS + across * (HALF + 32)
        fill(sheet, [(upper - 0.6, EAVE), (upper + 0.6, EAVE), (lower + 0.8, LOW), (lower - 0.8, LOW)], SHADE, 0.4)
    fill(sheet, box(AXIS - HALF - 34, LOW - 2, AXIS + HALF + 34, LOW + 6), BRIGHT)
    fill(sheet, box(AXIS - HALF - 34, LOW + 4, AXIS + HALF + 34, LOW + 6), SHADE, 0.7)
    fill(sheet, box(AXIS - HALF - 8, EAVE - 6, AXIS + HALF + 8, EAVE + 1), BRIGHT)


def _paint_plinth(sheet: Image.Image) -> None:
    """The raised ground that the house stands on, and three steps up to the middle arch."""
    shade_down(sheet, box(AXIS - HALF - 14, FLOOR, AXIS + HALF + 14, EARTH), STONE, mix(STONE, SHADE, 0.30))
    fill(sheet, box(AXIS - HALF - 18, FLOOR - 2, AXIS + HALF + 18, FLOOR + 9), BRIGHT)
    fill(sheet, box(AXIS - HALF - 18, FLOOR + 8, AXIS + HALF + 18, FLOOR + 10), SHADE, 0.7)
    for top, half in ((FLOOR + 11, 108), (FLOOR + 31, 122), (FLOOR + 51, 136)):
        fill(sheet, box(AXIS - half, top, AXIS + half, top + 8), BRIGHT)
        shade_down(
            sheet, box(AXIS - half, top + 8, AXIS + half, top + 22), mix(STONE, SHADE, 0.42), mix(STONE, WALL, 0.2)
        )
