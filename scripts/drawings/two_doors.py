"""The drawing of the two hospitals: two verandas of equal size side by side under one sky, one tree and one path."""

from __future__ import annotations

import math
import random

from paint import (
    HEIGHT,
    INK,
    PAPER,
    WIDTH,
    Colour,
    Point,
    box,
    fill,
    finish,
    large,
    lay,
    mix,
    new_sheet,
    polygon_mask,
    shade_down,
    soft,
)
from PIL import Image, ImageChops, ImageDraw
from veranda import AXIS, EARTH, HALF, SHADE, STONE, paint_house

SKY: Colour = (221, 212, 221)
GROUND: Colour = (229, 223, 212)
LEAF_DARK: Colour = (122, 128, 118)
LEAF: Colour = (158, 163, 148)
LEAF_LIGHT: Colour = (196, 199, 182)
TRUNK: Colour = (150, 139, 130)
POT: Colour = (158, 128, 142)
MIDDLE = WIDTH / 2


def draw_two_doors() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    _paint_sky(sheet)
    _paint_ground(sheet)
    _paint_tree(sheet)
    paint_house(sheet)
    _paint_path(sheet)
    for x in (AXIS - 190, AXIS + 190):
        _paint_pot(sheet, x)
    return finish(sheet)


def _paint_sky(sheet: Image.Image) -> None:
    """Evening light; bands of cloud that run over both roofs without a break; birds on their way to and fro."""
    shade_down(sheet, box(0, 0, WIDTH, 700), SKY, PAPER)
    for x, y, wide, high in (
        (800, 196, 520, 15),
        (560, 236, 300, 10),
        (800, 130, 260, 8),
        (120, 150, 240, 9),
        (800, 268, 420, 7),
    ):
        cloud = Image.new("L", sheet.size, 0)
        ImageDraw.Draw(cloud).ellipse([3 * side for side in (x - wide, y - high, x + wide, y + high)], fill=255)
        lay(sheet, soft(cloud, 7), PAPER, 0.75)
    for x, y, size in ((196, 176, 17), (244, 152, 14), (296, 172, 12), (338, 142, 10)):
        _paint_bird(sheet, x, y, size)


def _paint_bird(sheet: Image.Image, x: float, y: float, size: float) -> None:
    """Two wings, each a thin bow."""
    for side in (-1, 1):
        steps = [step / 12 for step in range(13)]
        upper = [(x + side * size * s, y - size * 0.52 * math.sin(s * math.pi * 0.72)) for s in steps]
        lower = [(px, py + 2.6 * (1 - s) + 0.5) for (px, py), s in zip(upper, steps, strict=True)]
        fill(sheet, [*upper, *reversed(lower)], INK, 0.6)


def _paint_ground(sheet: Image.Image) -> None:
    shade_down(sheet, box(0, EARTH - 34, WIDTH, HEIGHT), GROUND, PAPER)
    haze = polygon_mask(box(0, EARTH - 46, WIDTH, EARTH - 24))
    lay(sheet, soft(haze, 10), PAPER, 0.8)
    wide = HALF + 30
    shadow = [
        (AXIS - wide, EARTH - 2),
        (AXIS + wide, EARTH - 2),
        (AXIS + wide - 30, EARTH + 26),
        (AXIS - wide + 30, EARTH + 26),
    ]
    lay(sheet, soft(polygon_mask(shadow), 11), SHADE, 0.45)


def _paint_tree(sheet: Image.Image) -> None:
    """One old tree between the houses. Its crown reaches over both roofs alike."""
    shadow = polygon_mask(box(MIDDLE - 52, EARTH - 26, MIDDLE, EARTH - 16))
    lay(sheet, soft(shadow, 6), SHADE, 0.5)
    flare = [(770, EARTH - 20), (783, EARTH - 44), (788, EARTH - 130), (787, 640), (787, 560), (791, 430), (796, 300)]
    for limb in (_limb((794, 600), (772, 470), (690, 372)), _limb((796, 520), (786, 420), (752, 310))):
        fill(sheet, limb, TRUNK)
    fill(sheet, [*flare, (MIDDLE, 300), (MIDDLE, EARTH - 20)], TRUNK)
    chance = random.Random(11)  # noqa: S311 - where leaves grow
    tufts = _tufts(chance)
    for colour, lift, share, leaves in ((LEAF_DARK, 10, 1.0, 46), (LEAF, -6, 0.82, 26), (LEAF_LIGHT, -20, 0.6, 13)):
        crown = Image.new("L", sheet.size, 0)
        draw = ImageDraw.Draw(crown)
        for x, y, reach in tufts:
            for leaf in _leaves((x, y + lift * reach / 50), reach * share, leaves, chance):
                draw.polygon(large(leaf), fill=255)
        lay(sheet, crown, colour, 0.85)


def _limb(start: Point, pull: Point, end: Point) -> list[Point]:
    """A branch that grows thinner towards its end."""
    line = [_bend(start, pull, end, step / 20) for step in range(21)]
    lower = [(x + 9 * (1 - step / 21), y + 8 * (1 - step / 21)) for step, (x, y) in enumerate(line)]
    return [*line, *reversed(lower)]


def _tufts(chance: random.Random) -> list[tuple[float, float, float]]:
    """Middles and sizes of the crown's tufts: a dome with an uneven edge, which both halves share."""
    tufts = [
        (MIDDLE - 12, 306.0, 70.0),
        (MIDDLE - 20, 226.0, 62.0),
        (MIDDLE - 60, 358.0, 54.0),
        (MIDDLE - 14, 386.0, 44.0),
    ]
    for ring, (across, up, count) in enumerate(((292, 128, 11), (208, 92, 8), (112, 46, 4))):
        for number in range(count):
            turn = math.pi / 2 + (number + 0.35 + 0.3 * chance.random()) / count * math.pi * 0.68
            reach = (46 - 2 * ring) * (0.85 + 0.4 * chance.random())
            tufts.append((MIDDLE + across * math.cos(turn), 330 - (up + 14 * chance.random()) * math.sin(turn), reach))
    return tufts


def _leaves(at: Point, reach: float, count: int, chance: random.Random) -> list[list[Point]]:
    """Small leaves around a point, hanging a little outwards."""
    return [_leaf_around(at, reach, chance) for _ in range(count)]


def _leaf_around(at: Point, reach: float, chance: random.Random) -> list[Point]:
    turn, far = chance.random() * math.tau, reach * math.sqrt(chance.random())
    x, y = at[0] + far * math.cos(turn) * 1.2, at[1] + far * math.sin(turn) * 0.82
    long, thin, lean = 8 + 5 * chance.random(), 2.7 + 1.3 * chance.random(), turn + chance.random() - 0.5
    ahead, aside = (math.cos(lean), math.sin(lean)), (-math.sin(lean), math.cos(lean))
    shape = ((-1.0, 0.0), (-0.3, 1.0), (0.35, 0.8), (1.0, 0.0), (0.35, -0.8), (-0.3, -1.0))
    return [
        (x + long * u * ahead[0] + thin * v * aside[0], y + long * u * ahead[1] + thin * v * aside[1]) for u, v in shape
    ]


def _paint_path(sheet: Image.Image) -> None:
    """A path from the steps; in the foreground it becomes one with the path of the other house."""
    steps = [step / 40 for step in range(41)]
    left = [_bend((AXIS - 118, EARTH + 8), (AXIS - 60, 1130), (640, HEIGHT + 30), s) for s in steps]
    right = [_bend((AXIS + 118, EARTH + 8), (AXIS + 200, 1096), (MIDDLE + 2, 1124), s) for s in steps]
    way = [*left, (MIDDLE + 2, HEIGHT + 30), *reversed(right)]
    lay(sheet, soft(polygon_mask(way), 2), mix(PAPER, STONE, 0.16), 0.95)


def _bend(start: Point, pull: Point, end: Point, along: float) -> Point:
    first, second, third = (1 - along) ** 2, 2 * (1 - along) * along, along**2
    return (
        first * start[0] + second * pull[0] + third * end[0],
        first * start[1] + second * pull[1] + third * end[1],
    )


def _paint_pot(sheet: Image.Image, x: float) -> None:
    """A plant in a pot beside the steps."""
    shadow = polygon_mask(box(x - 26, EARTH + 4, x + 30, EARTH + 12))
    lay(sheet, ImageChops.multiply(soft(shadow, 4), Image.new("L", sheet.size, 150)), SHADE)
    for number in range(-6, 7):
        lean = number * 0.2
        tip = (x + 66 * math.sin(lean), EARTH - 44 - 62 * math.cos(lean))
        elbow = (x + 30 * math.sin(lean * 0.7), EARTH - 44 - 40 * math.cos(lean * 0.7))
        blade = [(x - 2, EARTH - 38), (elbow[0] - 5, elbow[1]), tip, (elbow[0] + 5, elbow[1] + 2), (x + 2, EARTH - 38)]
        fill(sheet, blade, mix(LEAF_DARK, LEAF_LIGHT, 0.22 * (abs(number) % 4)))
    shade_down(
        sheet,
        [(x - 22, EARTH - 42), (x + 22, EARTH - 42), (x + 16, EARTH + 8), (x - 16, EARTH + 8)],
        POT,
        mix(POT, SHADE, 0.55),
    )
    fill(sheet, box(x - 26, EARTH - 46, x + 26, EARTH - 36), mix(POT, PAPER, 0.25))
