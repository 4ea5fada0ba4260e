"""The drawing for the protocol on visits: two rows of shoes, seen from above, a plain door-step between them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

from forms import around, grain, hide, scaled, shifted, swell, tapered, through, turned
from paint import (
    INK,
    PAPER,
    PLUM,
    Colour,
    Point,
    box,
    fill,
    finish,
    inside,
    lay,
    mix,
    moved,
    new_sheet,
    polygon_mask,
    soft,
)
from PIL import Image

FLOOR: Colour = (226, 219, 207)
JOINT: Colour = (196, 188, 174)
STONE: Colour = (204, 196, 182)
SHADE: Colour = (120, 110, 100)
LAMP: Colour = (246, 234, 212)
HIDE: Colour = (150, 110, 82)
HIDE_DARK: Colour = (92, 62, 48)
HIDE_LIGHT: Colour = (204, 168, 132)
SOLE: Colour = (112, 88, 74)
SAGE: Colour = (146, 156, 138)
OCHRE: Colour = (196, 156, 88)
SLATE: Colour = (92, 100, 122)

# The treads from the lowest up: left edge and foot. All run on beyond the top of the sheet.
TREADS: tuple[Point, ...] = ((540, 846), (608, 672))
HEEL = 196.0

Tones = tuple[Colour, Colour, Colour]
Shoe = list[Point]
Placed = Callable[[Shoe], Shoe]


def draw_shoes() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet(FLOOR)
    _paint_floor(sheet)
    _paint_step(sheet)
    rows: tuple[tuple[float, Callable[[Image.Image, Placed], None], float, float], ...] = (
        (190, _slipper, 1.16, 5), (492, _sandal, 1.16, -3), (786, _pointed, 1.14, 4), (1046, _strapped, 0.84, -5),
    )  # fmt: skip
    for y, paint, size, lean in rows:
        for side in (-1, 1):
            paint(sheet, _placer(y, side, size, lean * (1.0 if side < 0 else -0.6)))
    return finish(sheet)


def _placer(y: float, side: int, size: float, lean: float) -> Placed:
    """Brings a shoe, drawn with its heel at 0 and its inner side down, to its place; the other foot is mirrored."""

    def place(points: Shoe) -> Shoe:
        sized = [(x * size, -side * down * size) for x, down in points]
        return shifted(turned(sized, lean, (110 * size, 0)), HEEL + 20 * (1 - size) * 4, y + side * 56 * size)

    return place


def _paint_floor(sheet: Image.Image) -> None:
    """Flagstones, a little uneven."""
    chance = random.Random(51)  # noqa: S311 - no two stones alike
    lines = (-40, 262, 566, 870, 1240)
    for row, (top, foot) in enumerate(pairwise(lines)):
        left = -140.0 - 90 * (row % 2)
        while left < TREADS[0][0]:
            right = left + 236 + 30 * (row % 2)
            tone = mix(FLOOR, PAPER if chance.random() < 0.6 else STONE, 0.50 * chance.random())  # noqa: PLR2004
            corner = [(left + 4, top + 4), (right - 4, top + 4), (right - 4, foot - 4), (left + 4, foot - 4)]
            fill(sheet, box(left, top, right, foot), JOINT)
            fill(sheet, corner, tone)
            fill(sheet, box(left + 4, top + 4, right - 4, top + 6.5), PAPER, 0.5)
            left = right
    lay(sheet, hide(grain(52, 50, 50), 120), PAPER, 0.28)


def _paint_step(sheet: Image.Image) -> None:
    """The door-step: two flat stones, one on the other, worn where people walk. The door itself is not in view."""
    for number, (left, foot) in enumerate(TREADS):
        stone = box(left, -60, 820, foot)
        lay(sheet, soft(polygon_mask(box(left - 10, -60, 820, foot + 18)), 11), SHADE, 0.50)
        lay(sheet, soft(polygon_mask(box(left - 2, -60, 820, foot + 4)), 3), SHADE, 0.45)
        fill(sheet, box(left, 0, 820, foot), mix(STONE, SHADE, 0.34))
        fill(sheet, box(left + 3, 0, 820, foot - 13), mix(STONE, PAPER, 0.72))
        fill(sheet, box(left + 8, 0, 820, foot - 18), mix(STONE, PAPER, 0.16 + 0.13 * number))
        shape = polygon_mask(stone)
        lay(sheet, inside(hide(grain(64 + number, 60, 8), 170), shape), SHADE, 0.10)
        worn = around(
            [
                (690, foot - 74),
                (740, foot - 104),
                (800, foot - 110),
                (860, foot - 104),
                (910, foot - 74),
                (800, foot - 44),
            ]
        )
        lay(sheet, inside(soft(polygon_mask(worn), 15), shape), mix(STONE, SHADE, 0.5), 0.30)
    inner = polygon_mask(box(TREADS[-1][0] + 8, 0, 820, TREADS[-1][1] - 18))
    light = polygon_mask([(690, -40), (820, -40), (820, 560), (650, 560)])
    lay(sheet, inside(soft(light, 34), inner), LAMP, 0.9)


def _ground(sheet: Image.Image, outline: Shoe, high: float = 1.0) -> None:
    """The shadow of a shoe on the floor."""
    mask = polygon_mask(outline)
    lay(sheet, soft(moved(mask, 0, 12 * high), 9), SHADE, 0.55)
    lay(sheet, soft(moved(mask, 0, 4), 3), SHADE, 0.6)


def _sole() -> Shoe:
    """The outline of a sole, toes to the right, the inner side down."""
    return around(
        [(2, 0), (16, -28), (58, -33), (104, -31), (160, -44), (206, -35), (228, -6), (214, 26), (170, 38), (118, 27),
         (64, 29), (20, 26)], 10,
    )  # fmt: skip


def _bed(sheet: Image.Image, place: Placed, sole: Colour, bed: Colour) -> None:
    """A flat sole with a rim, and the worn place where a foot stood."""
    outline = place(_sole())
    _ground(sheet, outline)
    fill(sheet, shifted(outline, 0, 3), mix(sole, INK, 0.5))
    fill(sheet, outline, sole)
    inner = place(scaled(_sole(), 0.92))
    swell(sheet, inner, (mix(bed, PAPER, 0.22), bed, mix(bed, INK, 0.28)), 5, 0.0)
    for spot in (
        around([(22, 0), (44, -20), (66, 0), (44, 20)]),
        around([(138, -4), (168, -30), (196, -8), (172, 22)]),
    ):
        lay(sheet, soft(polygon_mask(place(spot)), 5), mix(bed, INK, 0.5), 0.32)


def _strap(sheet: Image.Image, place: Placed, line: Sequence[Point], wide: float, colour: Colour) -> None:
    """A strap over the foot, raised above the sole."""
    middle = through(line, 12)
    band = place(tapered(middle, (wide, wide * 0.92, wide)))
    lay(sheet, soft(moved(polygon_mask(band), 0, 7), 4), INK, 0.42)
    swell(sheet, band, (mix(colour, PAPER, 0.38), colour, mix(colour, INK, 0.45)), 4, 0.0)
    for side in (-1, 1):
        seam = [(x + side * (wide / 2 - 4), y) for x, y in middle]
        fill(sheet, place(tapered(seam, (1.2, 1.2))), mix(colour, PAPER, 0.6), 0.7)


def _sandal(sheet: Image.Image, place: Placed) -> None:
    """A leather sandal: two straps that cross, one behind the heel."""
    _bed(sheet, place, HIDE_DARK, HIDE)
    _strap(sheet, place, [(120, -31), (152, -2), (192, 31)], 25, mix(HIDE_DARK, PLUM, 0.25))
    _strap(sheet, place, [(200, -38), (160, -2), (126, 27)], 25, mix(HIDE_DARK, PLUM, 0.25))
    _strap(sheet, place, [(60, -32), (30, 0), (62, 27)], 14, mix(HIDE_DARK, PLUM, 0.25))


def _slipper(sheet: Image.Image, place: Placed) -> None:
    """A light slipper with a strap from between the toes to either side."""
    _bed(sheet, place, mix(SLATE, INK, 0.25), mix(SLATE, PAPER, 0.40))
    for line in ([(190, 8), (150, -20), (104, -29)], [(190, 8), (148, 18), (104, 24)]):
        _strap(sheet, place, line, 16, PLUM)
    knob = place(around([(184, 10), (190, 3), (197, 10), (190, 17)]))
    swell(sheet, knob, (mix(PLUM, PAPER, 0.5), PLUM, mix(PLUM, INK, 0.5)), 3)


def _closed(sheet: Image.Image, place: Placed, outline: Shoe, mouth: Shoe, tones: Tones) -> None:
    """A shoe that covers the foot: its upper, its mouth, and the lining seen in it."""
    placed, opening = place(outline), place(mouth)
    _ground(sheet, placed, 1.2)
    fill(sheet, shifted(scaled(placed, 1.02), 0, 4), mix(SOLE, INK, 0.45))
    swell(sheet, placed, tones, 9, 0.04)
    fill(sheet, scaled(opening, 1.10), mix(tones[2], INK, 0.2))
    fill(sheet, scaled(opening, 1.05), tones[0])
    fill(sheet, opening, mix(HIDE_DARK, INK, 0.45))
    hollow = polygon_mask(opening)
    lay(sheet, inside(soft(moved(hollow, 0, 12), 6), hollow), mix(HIDE, HIDE_LIGHT, 0.4), 0.85)


def _pointed(sheet: Image.Image, place: Placed) -> None:
    """A soft shoe with a pointed toe and rows of stitches."""
    outline = around(
        [(0, 0), (12, -30), (58, -38), (112, -38), (164, -36), (206, -22), (244, 4), (222, 16), (176, 36), (118, 36),
         (60, 36), (12, 30)], 10,
    )  # fmt: skip
    mouth = around([(14, 0), (26, -21), (70, -25), (112, -20), (128, 0), (112, 20), (70, 24), (26, 21)], 10)
    _closed(sheet, place, outline, mouth, (mix(OCHRE, PAPER, 0.35), OCHRE, mix(OCHRE, HIDE_DARK, 0.75)))
    for reach in (0.0, 10.0):
        row = through([(118 + reach, -32), (146 + reach, 0), (118 + reach, 31)], 14)
        fill(sheet, place(tapered(row, (2.6, 2.6))), PLUM, 0.85)
    for x, y in ((166, -18), (166, 16), (192, 0)):
        leaf = around([(x - 11, y), (x, y - 6), (x + 13, y), (x, y + 6)])
        fill(sheet, place(leaf), PLUM, 0.85)
        fill(sheet, place(scaled(leaf, 0.5)), mix(OCHRE, PAPER, 0.5))
    fill(sheet, place(tapered([(206, 1), (234, 4)], (2.6, 1.6))), PLUM, 0.85)


def _strapped(sheet: Image.Image, place: Placed) -> None:
    """A child's shoe with a strap and a button."""
    outline = around(
        [(0, 0), (14, -34), (62, -42), (116, -42), (172, -48), (216, -34), (232, 0), (214, 34), (168, 46), (114, 38),
         (60, 40), (14, 34)], 10,
    )  # fmt: skip
    mouth = around([(14, 0), (28, -25), (76, -30), (132, -28), (152, 0), (132, 26), (76, 28), (28, 25)], 10)
    _closed(sheet, place, outline, mouth, (mix(SAGE, PAPER, 0.45), SAGE, mix(SAGE, INK, 0.5)))
    _strap(sheet, place, [(96, -44), (102, 0), (98, 42)], 19, mix(SAGE, INK, 0.12))
    button = place(around([(88, -37), (97, -46), (106, -37), (97, -28)]))
    swell(sheet, button, (PAPER, mix(PAPER, STONE, 0.6), SHADE), 3)
