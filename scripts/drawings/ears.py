"""The drawing for the rice: two bent ears that lean towards each other, loose grains on the paper between them."""

from __future__ import annotations

import math
import random

from forms import cast, shifted, tapered, through, turned
from paint import (
    PAPER,
    Colour,
    Point,
    fill,
    finish,
    large,
    lay,
    line_mask,
    mix,
    new_mask,
    new_sheet,
)
from PIL import Image, ImageDraw

STRAW: Colour = (196, 172, 116)
STRAW_DARK: Colour = (132, 108, 66)
STRAW_LIGHT: Colour = (234, 218, 172)
BLADE: Colour = (150, 160, 132)
BLADE_DARK: Colour = (108, 119, 98)
BLADE_LIGHT: Colour = (198, 205, 180)
KERNEL: Colour = (233, 224, 201)
KERNEL_DARK: Colour = (176, 158, 122)

STALK: tuple[Point, ...] = (
    (300, 1086), (306, 924), (322, 724), (352, 524), (402, 344), (474, 226), (566, 190), (650, 248), (700, 356),
    (722, 470),
)  # fmt: skip
LEAVES: tuple[tuple[tuple[Point, ...], tuple[float, ...]], ...] = (
    (((312, 824), (262, 664), (206, 484), (150, 354), (92, 294)), (10, 30, 34, 20, 1)),
    (((334, 654), (412, 564), (476, 548), (540, 604), (580, 694)), (10, 26, 30, 18, 1)),
    (((302, 974), (236, 904), (176, 894), (124, 948), (92, 1026)), (10, 26, 28, 18, 1)),
)

MIDDLE, ROOM = 800.0, 54.0

Grain = tuple[Point, float, float]


def draw_ears() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    stalk = through(STALK, 24)
    twigs, grains = _grow(stalk)
    loose = _scatter()
    _cast_all(sheet, stalk, grains, loose)
    for line, widths in LEAVES:
        _paint_leaf(sheet, through(line, 24), widths)
    stem = tapered(stalk, (15, 14, 12, 10, 8, 6, 4, 2))
    fill(sheet, stem, mix(BLADE_DARK, STRAW_DARK, 0.25))
    fill(sheet, shifted(tapered(stalk, (7, 6, 5, 4, 3, 2, 1, 1)), -1.5, -1.5), mix(BLADE_LIGHT, STRAW, 0.35))
    for twig in twigs:
        lay(sheet, line_mask(twig, 3), mix(BLADE_DARK, STRAW, 0.5))
    for at, length, angle in grains:
        _paint_grain(sheet, at, length, angle)
    for at, length, angle in loose:
        _paint_kernel(sheet, at, length, angle)
    return finish(sheet)


def _grow(stalk: list[Point]) -> tuple[list[list[Point]], list[Grain]]:
    """Twigs along the bent end of the stalk, and the grains on them, those furthest back first."""
    chance = random.Random(5)  # noqa: S311 - where grains grow
    twigs, grains = [], []
    first, count = round(len(stalk) * 0.47), 13
    for number in range(count):
        index = first + round((len(stalk) - 2 - first) * number / (count - 1))
        start, ahead = stalk[index], stalk[index + 1]
        angle = math.atan2(ahead[1] - start[1], ahead[0] - start[0])
        side = -1 if number % 2 else 1
        long = 236 - 9.0 * number + 22 * chance.random()
        twig = _twig(start, angle, side * 0.5, long)
        twigs.append(twig)
        grains += _grains_on(twig, chance)
    return twigs, grains


def _twig(start: Point, angle: float, aside: float, long: float) -> list[Point]:
    """A thin branch that leaves the stalk along it and is drawn down by its own weight."""
    x, y = start
    lean = angle + aside
    line = [start]
    steps = 30
    for step in range(1, steps + 1):
        down = math.atan2(math.sin(lean) + 0.085 * step * 0.55, math.cos(lean))
        lean += (down - lean) * 0.6
        x, y = x + math.cos(lean) * long / steps, y + math.sin(lean) * long / steps
        line.append((x, y))
    return line


def _grains_on(twig: list[Point], chance: random.Random) -> list[Grain]:
    grains = []
    for order, index in enumerate(range(7, len(twig) - 1, 3)):
        (x, y), (ahead_x, ahead_y) = twig[index], twig[index + 1]
        angle = math.atan2(ahead_y - y, ahead_x - x) + (0.36 if order % 2 else -0.36) * (0.7 + 0.5 * chance.random())
        grains.append(((x, y), 50 + 8 * chance.random(), angle))
    x, y = twig[-1]
    grains.append(((x, y), 56, math.atan2(y - twig[-3][1], x - twig[-3][0])))
    return grains


def _husk(at: Point, length: float, angle: float, thick: float) -> list[Point]:
    """A slender grain that begins at a point."""
    shape = [(0, 0), (0.16, 0.62), (0.42, 1), (0.72, 0.78), (1, 0), (0.72, -0.66), (0.42, -0.86), (0.16, -0.56)]
    flat = through([(along * length, across * thick) for along, across in [*shape, shape[0]]], 6)
    return shifted(turned(flat, math.degrees(angle)), *at)


def _paint_grain(sheet: Image.Image, at: Point, length: float, angle: float) -> None:
    """A grain in its husk, with a short beard; the light comes from above."""
    tip = (at[0] + length * math.cos(angle), at[1] + length * math.sin(angle))
    beard = (tip[0] + 24 * math.cos(angle * 0.92), tip[1] + 24 * math.sin(angle * 0.92))
    fill(sheet, tapered([tip, beard], (2.6, 0.6)), STRAW_DARK, 0.8)
    fill(sheet, _husk(at, length, angle, 9.6), STRAW_DARK)
    up = (0, -1.3)
    fill(sheet, shifted(_husk(at, length * 0.97, angle, 7.9), *up), STRAW)
    lit = (at[0] + 0.16 * length * math.cos(angle), at[1] + 0.16 * length * math.sin(angle) - 2.2)
    fill(sheet, _husk(lit, length * 0.66, angle, 3.4), STRAW_LIGHT, 0.9)


def _scatter() -> list[Grain]:
    """Loose grains between the ears, none on another."""
    chance = random.Random(23)  # noqa: S311 - where grains fell
    loose: list[Grain] = [((MIDDLE, 858), 66, math.pi / 2), ((MIDDLE, 986), 66, -math.pi / 2)]
    for _ in range(5000):
        far, turn = math.sqrt(chance.random()), math.pi / 2 + math.pi * chance.random()
        x, y = MIDDLE + 326 * far * math.cos(turn), 922 + 124 * far * math.sin(turn)
        length, angle = 62 + 10 * chance.random(), math.pi * chance.random()
        reach = abs(math.cos(angle)) * length / 2 + 12
        if x + reach < MIDDLE and all(math.dist((x, y), other) > ROOM for other, _, _ in loose):
            loose.append(((x, y), length, angle))
    return [
        ((x - length / 2 * math.cos(angle), y - length / 2 * math.sin(angle)), length, angle)
        for (x, y), length, angle in loose
    ]


def _paint_kernel(sheet: Image.Image, at: Point, length: float, angle: float) -> None:
    """A grain out of its husk."""
    fill(sheet, _husk(at, length, angle, 9.4), KERNEL_DARK)
    fill(sheet, shifted(_husk(at, length * 0.985, angle, 7.8), 0.6, -1.4), KERNEL)
    fill(sheet, shifted(_husk(at, length * 0.8, angle, 3.0), 0, -3), mix(KERNEL, PAPER, 0.8))


def _cast_all(sheet: Image.Image, stalk: list[Point], grains: list[Grain], loose: list[Grain]) -> None:
    solid = new_mask()
    draw = ImageDraw.Draw(solid)
    outlines = [_husk(at, length, angle, 9.6) for at, length, angle in grains]
    outlines += [tapered(through(line, 24), widths) for line, widths in LEAVES]
    for outline in [*outlines, tapered(stalk, (15, 12, 8, 2))]:
        draw.polygon(large(outline), fill=255)
    low = new_mask()
    for at, length, angle in loose:
        ImageDraw.Draw(low).polygon(large(_husk(at, length, angle, 9.4)), fill=255)
    cast(sheet, solid, 0.8)
    cast(sheet, low, 0.45, 1.1)


def _paint_leaf(sheet: Image.Image, line: list[Point], widths: tuple[float, ...]) -> None:
    """A long blade, half of it turned to the light, with its rib."""
    fill(sheet, tapered(line, widths), BLADE)
    outline = tapered(line, widths)
    upper = [*line, *reversed(outline[: len(line)])]
    fill(sheet, upper, BLADE_DARK, 0.45)
    fill(sheet, tapered(line, [width * 0.10 + 0.6 for width in widths]), BLADE_LIGHT, 0.9)
