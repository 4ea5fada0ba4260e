"""The drawing for the embroidery: rows of diamonds in parallel stitches of ochre and red thread on coarse cloth."""

from __future__ import annotations

import math
import random
from itertools import product

from forms import cast, grain, hide, tapered
from paint import (
    INK,
    OVER,
    PAPER,
    Colour,
    Point,
    box,
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
    soft,
)
from PIL import Image, ImageChops, ImageDraw

CLOTH: Colour = (150, 124, 110)
CLOTH_DARK: Colour = (98, 76, 70)
CLOTH_LIGHT: Colour = (192, 170, 150)
OCHRE: Colour = (206, 158, 74)
RED: Colour = (150, 52, 50)

LEFT, TOP, FOOT = 130.0, 110.0, 1090.0
MIDDLE = 800.0
# A diamond: half its width and height, and the distance from one stitch to the next.
WIDE, TALL, PITCH = 113.0, 113.0, 6.4
ROWS, COLUMNS = 4, 2

Stitch = tuple[Point, Point, Colour, bool]


def draw_stitches() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    cloth_shape = _paint_cloth(sheet)
    stitches = _all_stitches()
    threads = new_mask()
    draw = ImageDraw.Draw(threads)
    for start, end, _, _ in stitches:
        draw.polygon(large(tapered(_bowed(start, end), (2, 5.4, 5.4, 2))), fill=255)
    lay(sheet, inside(soft(moved(threads, 0, 3), 3), cloth_shape), INK, 0.55)
    for start, end, colour, level in stitches:
        _paint_stitch(sheet, start, end, colour, level=level)
    return finish(sheet).quantize(256, Image.Quantize.MEDIANCUT)


def _paint_cloth(sheet: Image.Image) -> Image.Image:
    """A piece of plain weave with a frayed edge; what it covers."""
    shape = polygon_mask(box(LEFT, TOP, MIDDLE + 10, FOOT))
    cast(sheet, shape, 0.7)
    _paint_fringe(sheet)
    cloth = new_sheet(CLOTH)
    lay(cloth, hide(grain(61, 70, 70), 110), CLOTH_LIGHT, 0.25)
    over = new_mask()
    draw = ImageDraw.Draw(over)
    step = 5.0
    for row, column in product(range(round((FOOT - TOP) / step)), range(round((MIDDLE + 10 - LEFT) / step))):
        if (row + column) % 2 == 0:
            x, y = (LEFT + column * step) * OVER, (TOP + row * step) * OVER
            draw.rectangle((x, y + 2, x + step * OVER - 1, y + step * OVER - 4), fill=255)
    lay(cloth, over, CLOTH_LIGHT, 0.40)
    under = new_mask()
    draw = ImageDraw.Draw(under)
    for row, column in product(range(round((FOOT - TOP) / step)), range(round((MIDDLE + 10 - LEFT) / step))):
        x, y = (LEFT + column * step) * OVER, (TOP + row * step) * OVER
        draw.rectangle((x - 1, y - 1, x + 1, y + 1), fill=255)
    lay(cloth, under, CLOTH_DARK, 0.75)
    slubs = ImageChops.lighter(hide(grain(62, 40, 1.7), 170), hide(grain(63, 1.7, 40), 170))
    lay(cloth, slubs, CLOTH_LIGHT, 0.45)
    lay(cloth, ImageChops.lighter(hide(grain(64, 34, 1.7), 175), hide(grain(65, 1.7, 34), 175)), CLOTH_DARK, 0.45)
    sheet.paste(cloth, (0, 0), shape)
    return shape


def _paint_fringe(sheet: Image.Image) -> None:
    """Loose threads along the edges."""
    chance = random.Random(9)  # noqa: S311 - how threads lie
    starts = [
        ((x + 2.5, y), way) for y, way in ((TOP, -1), (FOOT, 1)) for x in range(round(LEFT), round(MIDDLE) + 5, 5)
    ]
    for (x, y), way in starts:
        long = way * (13 + 13 * chance.random())
        _paint_loose(sheet, (x, y - way * 4), (x + 7 * chance.random() - 3.5, y + long), chance)
    for y in range(round(TOP), round(FOOT), 5):
        _paint_loose(
            sheet, (LEFT + 4, y + 2.5), (LEFT - 13 - 13 * chance.random(), y + 6 * chance.random() - 0.5), chance
        )


def _paint_loose(sheet: Image.Image, start: Point, end: Point, chance: random.Random) -> None:
    colour = mix(CLOTH, CLOTH_LIGHT, chance.random())
    fill(sheet, tapered([start, end], (3.4, 1.6)), colour)


def _all_stitches() -> list[Stitch]:
    """Rows of diamonds, ochre and red by turns; a smaller one of the other colour in the middle of each."""
    chance = random.Random(17)  # noqa: S311 - no hand sets every stitch alike
    found: list[Stitch] = []
    top = (TOP + FOOT) / 2 - (ROWS - 1) * TALL
    for row, column in product(range(ROWS), range(-COLUMNS, 1)):
        middle = (MIDDLE + column * 2 * WIDE, top + row * 2 * TALL)
        outer, inner = (OCHRE, RED) if (row + column) % 2 == 0 else (RED, OCHRE)
        found += _diamond(middle, outer, inner, chance)
    for row, column in product(range(1, ROWS), range(-COLUMNS - 1, 0)):
        found += _lozenge((MIDDLE + (column + 0.5) * 2 * WIDE, top + (row - 0.5) * 2 * TALL), chance, row + column)
    return found


def _diamond(middle: Point, outer: Colour, inner: Colour, chance: random.Random) -> list[Stitch]:
    """Four quarters; stitches lie flat in two of them and upright in two, so that the light tells them apart."""
    found: list[Stitch] = []
    for across, down in product((-1, 1), (-1, 1)):
        level = across * down > 0
        found += _quarter(middle, (across, down), (0.42, 0.94), outer, chance, level=level)
        found += _quarter(middle, (across, down), (0.02, 0.36), inner, chance, level=not level)
    return found


def _quarter(
    middle: Point, way: Point, span: tuple[float, float], colour: Colour, chance: random.Random, *, level: bool
) -> list[Stitch]:
    """The stitches of one quarter between two diamonds, given by their shares of the whole."""
    (x, y), (across, down), (low, high) = middle, way, span
    long, wide = (TALL, WIDE) if level else (WIDE, TALL)
    found: list[Stitch] = []
    count = math.floor(long * high / PITCH)
    for number in range(count):
        at = (number + 0.5) * PITCH / long
        begin, end = max(0.016, low - at), high - at
        if (end - begin) * wide < 5:  # noqa: PLR2004 - too short for a needle
            continue
        begin, end = (value * wide + (1.6 * chance.random() - 0.8) for value in (begin, end))
        if level:
            points = [(x + across * part, y + down * at * long) for part in (begin, end)]
        else:
            points = [(x + across * at * long, y + down * part) for part in (begin, end)]
        found.append((points[0], points[1], _tint(colour, chance), level))
    return found


def _lozenge(middle: Point, chance: random.Random, turn: int) -> list[Stitch]:
    """A small diamond where four large ones leave room, all its stitches one way."""
    x, y = middle
    colour = RED if turn % 2 else OCHRE
    count, found = 11, []
    for number in range(-count, count + 1):
        half = 40 * (1 - abs(number) / (count + 1))
        found.append(
            ((x + number * PITCH * 0.66, y - half), (x + number * PITCH * 0.66, y + half), _tint(colour, chance), False)
        )
    return found


def _tint(colour: Colour, chance: random.Random) -> Colour:
    return mix(colour, INK if chance.random() < 0.5 else PAPER, 0.10 * chance.random())  # noqa: PLR2004 - either way


def _bowed(start: Point, end: Point) -> list[Point]:
    steps = [step / 6 for step in range(7)]
    return [(start[0] + (end[0] - start[0]) * s, start[1] + (end[1] - start[1]) * s) for s in steps]


def _paint_stitch(sheet: Image.Image, start: Point, end: Point, colour: Colour, *, level: bool) -> None:
    """One float of silk: dark where it dips into the cloth, and a gleam along it."""
    line = _bowed(start, end)
    fill(sheet, tapered(line, (2.4, 5.8, 6, 5.8, 2.4)), mix(colour, INK, 0.42))
    right, down = (0.0, -0.7) if level else (-0.6, 0.0)
    body = [(x + right, y + down) for x, y in line]
    fill(sheet, tapered(body, (1.6, 4.4, 4.6, 4.4, 1.6)), mix(colour, PAPER, 0.12 if level else 0.0))
    gleam = [(x + right * 2, y + down * 2) for x, y in line[1:-1]]
    fill(sheet, tapered(gleam, (0.4, 2.0, 0.4)), mix(colour, PAPER, 0.62 if level else 0.36), 0.9)
