"""The drawing for the sweet: a square tray from above, cut into lozenges, half an almond on each whole one."""

from __future__ import annotations

import math
import random
from itertools import product

from forms import around, cast, grain, hide, scaled, shifted, swell
from paint import (
    INK,
    PAPER,
    Colour,
    Point,
    fill,
    finish,
    inside,
    large,
    lay,
    mix,
    moved,
    new_mask,
    new_sheet,
    polygon_mask,
    shade_down,
    soft,
)
from PIL import Image, ImageChops, ImageDraw

METAL_DARK: Colour = (122, 106, 76)
METAL: Colour = (176, 158, 118)
METAL_LIGHT: Colour = (226, 214, 184)
SWEET: Colour = (190, 116, 78)
SWEET_DARK: Colour = (122, 62, 50)
SWEET_LIGHT: Colour = (228, 170, 122)
ALMOND: Colour = (240, 227, 200)
ALMOND_EDGE: Colour = (150, 108, 76)

MIDDLE, DOWN = 800.0, 600.0
HALF, RIM, ROUND = 500.0, 40.0, 34.0
# Lozenges across and down the tray.
ACROSS, HIGH = 4, 3
WIDE, TALL = 2 * (HALF - RIM) / ACROSS, 2 * (HALF - RIM) / HIGH
CUT = 2.4


def draw_tray() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    outer = _rounded(HALF, ROUND)
    cast(sheet, polygon_mask(outer), 1.1)
    _paint_rim(sheet, outer)
    floor = polygon_mask(_rounded(HALF - RIM, 10))
    sweet = _paint_sweet(sheet.size)
    sheet.paste(sweet, (0, 0), floor)
    _shade_walls(sheet, floor)
    return finish(sheet).quantize(256, Image.Quantize.MEDIANCUT)


def _rounded(half: float, corner: float) -> list[Point]:
    """A square with rounded corners around the middle of the sheet."""
    inner, points = half - corner, []
    for number, (x, y) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        for step in range(13):
            turn = (number + step / 12) * math.pi / 2
            points.append((MIDDLE + x * inner + corner * math.cos(turn), DOWN + y * inner + corner * math.sin(turn)))
    return points


def _paint_rim(sheet: Image.Image, outer: list[Point]) -> None:
    """The beaten metal edge: a bright bead outside, a slope inwards."""
    swell(sheet, outer, (METAL, METAL, METAL_DARK), 7, 0.0)
    for inset, colour, strength in (
        (6, METAL_LIGHT, 0.9), (10, METAL, 1.0), (15, METAL_DARK, 0.7), (17, mix(METAL, METAL_LIGHT, 0.45), 1.0),
        (30, METAL, 1.0), (35, METAL_DARK, 0.8),
    ):  # fmt: skip
        fill(sheet, _rounded(HALF - inset, ROUND - inset * 0.6), colour, strength)


def _lozenge(x: float, y: float, cut: float = CUT) -> list[Point]:
    """A lozenge by its middle; the knife has taken a little from its sides."""
    wide, high = WIDE / 2 - cut * 1.28, TALL / 2 - cut * 1.62
    return [(x, y - high), (x + wide, y), (x, y + high), (x - wide, y)]


def _middles() -> list[tuple[float, float, bool]]:
    """Middles of all lozenges that lie on the left half, and whether they are whole."""
    left, top = MIDDLE - HALF + RIM, DOWN - HALF + RIM
    found = []
    for column, row in product(range(2 * ACROSS + 1), range(2 * HIGH + 1)):
        if (column + row) % 2 == 0 and column <= ACROSS:
            whole = 0 < column < 2 * ACROSS and 0 < row < 2 * HIGH
            found.append((left + column * WIDE / 2, top + row * TALL / 2, whole))
    return found


def _paint_sweet(size: tuple[int, int]) -> Image.Image:
    """The whole surface of the sweet, cut and laid with almonds."""
    sweet = Image.new("RGB", size, SWEET_DARK)
    chance = random.Random(3)  # noqa: S311 - no two pieces set alike
    for x, y, _ in _middles():
        piece, tone = _lozenge(x, y), 0.10 * chance.random()
        fill(sweet, piece, mix(SWEET_LIGHT, PAPER, 0.30))
        fill(sweet, shifted(scaled(piece, 0.99), 0, 3), mix(SWEET, SWEET_DARK, 0.40))
        shade_down(
            sweet, scaled(piece, 0.968), mix(SWEET, SWEET_LIGHT, 0.34 + tone), mix(SWEET, SWEET_DARK, 0.14 + tone)
        )
    _paint_depth(sweet)
    shades, tops = new_mask(), []
    for x, y, whole in _middles():
        if whole:
            almond = _almond(x, y)
            ImageDraw.Draw(shades).polygon(large(almond), fill=255)
            tops.append(almond)
    lay(sweet, soft(moved(shades, 0, 9), 7), SWEET_DARK, 0.85)
    for almond in tops:
        _paint_almond(sweet, almond)
    return sweet


def _paint_depth(sweet: Image.Image) -> None:
    """Light that has gone into each piece and gathers low in it, a gleam on its skin, small clouds within."""
    glow, gleam = new_mask(), new_mask()
    for x, y, _ in _middles():
        low = [
            (x - WIDE * 0.26, y + TALL * 0.06),
            (x, y + TALL * 0.36),
            (x + WIDE * 0.26, y + TALL * 0.06),
            (x, y + TALL * 0.2),
        ]
        ImageDraw.Draw(glow).polygon(large(around(low, 8)), fill=255)
        high = [(x - WIDE * 0.35, y - TALL * 0.03), (x, y - TALL * 0.40), (x + WIDE * 0.35, y - TALL * 0.03)]
        ImageDraw.Draw(gleam).polygon(large([*high, (x, y - TALL * 0.33)]), fill=255)
        heart = around(
            [(x, y - TALL * 0.34), (x + 13, y - TALL * 0.285), (x, y - TALL * 0.255), (x - 13, y - TALL * 0.285)], 8
        )
        ImageDraw.Draw(gleam).polygon(large(heart), fill=255)
    lay(sweet, soft(glow, 13), mix(SWEET_LIGHT, METAL_LIGHT, 0.25), 0.72)
    lay(sweet, soft(gleam, 2.2), mix(SWEET_LIGHT, PAPER, 0.7), 0.48)
    lay(sweet, hide(grain(7, 16, 16, sweet.size), 150), SWEET_LIGHT, 0.16)


def _almond(x: float, y: float) -> list[Point]:
    """Half an almond, its flat side up and its point away from the reader."""
    shape = [(0, -52), (13, -36), (25, -8), (27, 16), (17, 36), (0, 43), (-17, 36), (-27, 16), (-25, -8), (-13, -36)]
    return shifted(around(shape, 8), x, y + 2)


def _paint_almond(sweet: Image.Image, almond: list[Point]) -> None:
    fill(sweet, almond, ALMOND_EDGE)
    flat = shifted(scaled(almond, 0.91), 0, -1.6)
    swell(sweet, flat, (mix(ALMOND, PAPER, 0.7), ALMOND, mix(ALMOND, ALMOND_EDGE, 0.45)), 3, 0.05)
    x, y = almond[0][0], almond[0][1] + 52
    germ = around([(x, y - 38), (x + 4, y - 28), (x, y - 14), (x - 4, y - 28)], 8)
    fill(sweet, germ, ALMOND_EDGE, 0.42)
    fill(sweet, shifted(scaled(germ, 0.8), 0, 1.6), mix(ALMOND, PAPER, 0.4), 0.8)


def _shade_walls(sheet: Image.Image, floor: Image.Image) -> None:
    """The shadow of the rim on what lies inside it."""
    wall = ImageChops.invert(floor)
    lay(sheet, inside(soft(wall, 7), floor), INK, 0.30)
    lay(sheet, inside(soft(moved(wall, 0, 16), 7), floor), INK, 0.28)
