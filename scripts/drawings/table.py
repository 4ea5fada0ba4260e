"""The drawing for the new year: a laid table, seven bowls round a dish of sprouted wheat."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from forms import oval, scaled, shifted, swell, tapered, through
from paint import (
    INK,
    PAPER,
    PLUM,
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
    shade_round,
    soft,
)
from PIL import Image, ImageDraw

CLOTH: Colour = (226, 216, 218)
CLOTH_LOW: Colour = (206, 192, 198)
CLOTH_DARK: Colour = (150, 128, 142)
SHADE: Colour = (120, 104, 112)
GLAZE: Colour = (238, 233, 223)
GLAZE_DARK: Colour = (150, 142, 132)
SAGE: Colour = (158, 168, 148)
LEAF_DARK: Colour = (98, 112, 86)
LEAF: Colour = (142, 156, 118)
LEAF_LIGHT: Colour = (190, 200, 158)

# The top of the table: its middle and half widths as seen at a slant. Bowls stand on a smaller ring on it.
MIDDLE: Point = (800.0, 556.0)
ACROSS, DEEP = 690.0, 330.0
RING: Point = (524.0, 172.0)
DROP = 210.0

Filling = Callable[[Image.Image, Point, float], None]


def draw_table() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    _paint_table(sheet)
    bowls: list[tuple[float, Colour, Filling]] = [
        (141, SAGE, _powder), (96, mix(PLUM, PAPER, 0.5), _berries),
        (51, mix(SAGE, INK, 0.28), _fruit), (0, PLUM, _pudding),
    ]  # fmt: skip
    places = [
        (MIDDLE[0] - RING[0] * math.sin(math.radians(turn)), MIDDLE[1] + 2 + RING[1] * math.cos(math.radians(turn)))
        for turn, _, _ in bowls
    ]
    for at in places:
        _shade_under(sheet, at, 96)
    _paint_bowl(sheet, places[0], bowls[0][1], bowls[0][2], 0.92)
    _paint_wheat(sheet, (MIDDLE[0], MIDDLE[1] + 12))
    for number, size in ((1, 0.98), (2, 1.06), (3, 1.1)):
        _paint_bowl(sheet, places[number], bowls[number][1], bowls[number][2], size)
    return finish(sheet)


def _paint_table(sheet: Image.Image) -> None:
    """A round table under a cloth that falls in folds."""
    ground = polygon_mask(oval(MIDDLE[0], 1066, 640, 36))
    lay(sheet, soft(ground, 22), SHADE, 0.32)
    top = oval(*MIDDLE, ACROSS, DEEP)
    _paint_fall(sheet)
    fill(sheet, shifted(top, 0, 5), mix(CLOTH_DARK, CLOTH, 0.3))
    shade_down(sheet, top, CLOTH_LOW, mix(CLOTH, PAPER, 0.55))
    for share, wide, colour in ((0.955, 5.0, PLUM), (0.935, 2.0, PLUM), (0.60, 2.0, PLUM), (0.575, 4.0, PLUM)):
        ring = scaled(top, share)
        fill(sheet, ring, mix(colour, CLOTH, 0.25), 0.75)
        mask = polygon_mask([(x, y) for x, y in scaled(top, share - wide / ACROSS)])
        patch = new_sheet()
        shade_down(patch, top, CLOTH_LOW, mix(CLOTH, PAPER, 0.55))
        sheet.paste(patch, (0, 0), mask)
    for number in range(40):
        turn = math.tau * (number + 0.5) / 40
        x, y = MIDDLE[0] + ACROSS * 0.895 * math.sin(turn), MIDDLE[1] + DEEP * 0.895 * math.cos(turn)
        fill(sheet, oval(x, y, 7, 3.8), mix(PLUM, CLOTH, 0.3), 0.8)


def _paint_fall(sheet: Image.Image) -> None:
    """The hanging part of the cloth: folds, and a hem that follows them."""
    steps = 480
    line, hem = [], []
    for step in range(steps + 1):
        turn = math.pi * (step / steps - 0.5) * 0.999
        x, y = MIDDLE[0] + ACROSS * math.sin(turn), MIDDLE[1] + DEEP * math.cos(turn)
        fold = math.cos(step / steps * math.tau * 10) * math.cos(turn) ** 0.5
        line.append((x, y))
        hem.append(
            (MIDDLE[0] + (x - MIDDLE[0]) * (1.02 + 0.012 * fold), y + DROP * (0.72 + 0.28 * math.cos(turn)) + 9 * fold)
        )
    shade_down(sheet, [*line, *reversed(hem)], mix(CLOTH_LOW, CLOTH_DARK, 0.15), CLOTH_LOW)
    shape = polygon_mask([*line, *reversed(hem)])
    for step in range(0, steps, 2):
        fold = math.cos((step + 1) / steps * math.tau * 10)
        strip = [line[step], line[step + 2], hem[step + 2], hem[step]]
        fill(sheet, strip, PAPER if fold > 0 else CLOTH_DARK, abs(fold) * (0.42 if fold > 0 else 0.50))
    under = polygon_mask(shifted(oval(*MIDDLE, ACROSS, DEEP), 0, 14))
    lay(sheet, inside(soft(under, 10), shape), CLOTH_DARK, 0.55)
    for up, wide in ((16, 5), (27, 2)):
        border = [(x, y - up) for x, y in hem[14:-14]]
        fill(sheet, tapered(border, (wide, wide)), mix(PLUM, CLOTH, 0.25), 0.7)


def _shade_under(sheet: Image.Image, at: Point, size: float) -> None:
    lay(sheet, soft(polygon_mask(oval(at[0], at[1] + 74, size, 24)), 9), SHADE, 0.5)


def _paint_bowl(sheet: Image.Image, at: Point, colour: Colour, filling: Filling, size: float) -> None:
    """A bowl: its outer side, a band of colour, its mouth, what it holds."""
    x, y = at
    wide, high = 104 * size, 40 * size
    left = through([(-wide, 0), (-wide * 0.93, 36 * size), (-wide * 0.66, 72 * size), (-wide * 0.40, 86 * size)], 10)
    foot = [(-wide * 0.40, 96 * size), (0, 101 * size)]
    half = [*left, *foot]
    side = shifted([*half, *((-px, py) for px, py in reversed(half))], x, y)
    swell(sheet, side, (mix(GLAZE, PAPER, 0.5), GLAZE, GLAZE_DARK), 13, -0.05)
    shape = polygon_mask(side)
    band = new_mask()
    lower, upper = oval(x, y + 34 * size, wide * 0.96, high), oval(x, y + 13 * size, wide * 1.02, high)
    ImageDraw.Draw(band).polygon(large(lower), fill=255)
    ImageDraw.Draw(band).polygon(large(upper), fill=0)
    lay(sheet, inside(band, shape), colour, 0.88)
    rim = oval(x, y, wide, high)
    fill(sheet, rim, mix(GLAZE, PAPER, 0.75))
    fill(sheet, shifted(scaled(rim, 0.965), 0, 1), GLAZE_DARK, 0.9)
    shade_down(sheet, scaled(rim, 0.945), mix(GLAZE_DARK, GLAZE, 0.35), GLAZE)
    filling(sheet, (x, y + 5 * size), size)


def _level(sheet: Image.Image, at: Point, size: float, colour: Colour) -> None:
    """The surface of what a bowl holds."""
    shade_down(sheet, oval(*at, 92 * size, 32 * size), mix(colour, INK, 0.25), mix(colour, PAPER, 0.12))


def _pudding(sheet: Image.Image, at: Point, size: float) -> None:
    """Something sweet and smooth, with slivers of nut in a ring."""
    _level(sheet, at, size, (196, 152, 96))
    lay(sheet, soft(polygon_mask(oval(at[0], at[1] - 10 * size, 46 * size, 9 * size)), 4), PAPER, 0.4)
    for number in range(12):
        turn = math.tau * (number + 0.5) / 12
        x, y = at[0] + 58 * size * math.sin(turn), at[1] + 19 * size * math.cos(turn)
        ahead = (math.cos(turn) * 11, -math.sin(turn) * 3.8)
        line = [(x + ahead[0] * along, y + ahead[1] * along) for along in (-1, -0.5, 0, 0.5, 1)]
        sliver = tapered(line, (2, 5.4, 6.4, 5.4, 2))
        fill(sheet, shifted(sliver, 0, 2), INK, 0.35)
        fill(sheet, sliver, (242, 230, 204))
    swell(sheet, oval(*at, 12 * size, 7 * size), (mix(PLUM, PAPER, 0.4), PLUM, mix(PLUM, INK, 0.4)), 3)


def _fruit(sheet: Image.Image, at: Point, size: float) -> None:
    """Five round fruits, heaped."""
    _level(sheet, at, size, (120, 74, 62))
    tones: tuple[Colour, Colour, Colour] = ((224, 168, 140), (168, 78, 68), (98, 42, 46))
    for across, down in ((-44, -14), (44, -14), (0, -30), (-25, -6), (27, -5)):
        x, y = at[0] + across * size, at[1] + down * size
        fill(sheet, oval(x, y + 5, 32 * size, 29 * size), INK, 0.3)
        swell(sheet, oval(x, y, 31 * size, 29 * size), tones, 8, 0.16)
        fill(sheet, tapered([(x, y - 20 * size), (x + 3, y - 31 * size)], (3.4, 2)), (84, 62, 46))


def _berries(sheet: Image.Image, at: Point, size: float) -> None:
    """Many small dried berries."""
    _level(sheet, at, size, (150, 104, 62))
    chance = random.Random(21)  # noqa: S311 - how berries lie
    spots = sorted(_spread(chance, 96, at, (84 * size, 27 * size)), key=lambda spot: spot[1])
    for x, y in spots:
        tone = mix((196, 140, 78), (146, 84, 58), chance.random())
        lift = 12 * size * (1 - ((x - at[0]) / (84 * size)) ** 2)
        swell(
            sheet,
            oval(x, y - lift, 8.4 * size, 7.6 * size),
            (mix(tone, PAPER, 0.5), tone, mix(tone, INK, 0.45)),
            2.6,
            0.16,
        )


def _powder(sheet: Image.Image, at: Point, size: float) -> None:
    """A heap of something ground."""
    _level(sheet, at, size, (122, 62, 66))
    heap = through([(-84, 6), (-46, -14), (0, -26), (46, -14), (84, 6)], 8)
    low = [(90 * math.cos(turn), 8 + 24 * math.sin(turn)) for turn in (math.pi * step / 20 for step in range(21))]
    outline = shifted([(x * size, y * size) for x, y in [*heap, *low]], *at)
    swell(sheet, outline, ((190, 122, 112), (146, 76, 76), (104, 50, 56)), 9, 0.15)
    chance = random.Random(22)  # noqa: S311 - grains
    for x, y in _spread(chance, 150, (at[0], at[1] + 4), (80 * size, 24 * size)):
        fill(sheet, oval(x, y - 8 * size * (1 - abs(x - at[0]) / (80 * size)), 1.6, 1.4), (208, 148, 134), 0.6)


def _spread(chance: random.Random, count: int, at: Point, reach: Point) -> list[Point]:
    spots = []
    for _ in range(count):
        far, turn = math.sqrt(chance.random()), math.tau * chance.random()
        spots.append((at[0] + reach[0] * far * math.cos(turn), at[1] + reach[1] * far * math.sin(turn)))
    return spots


def _paint_wheat(sheet: Image.Image, at: Point) -> None:
    """Sprouted wheat that stands close in a shallow dish, held by a ribbon."""
    x, y = at
    lay(sheet, soft(polygon_mask(oval(x, y + 46, 196, 40)), 12), SHADE, 0.55)
    left = through([(-186, 0), (-172, 26), (-120, 54), (-80, 62)], 10)
    side = shifted([*left, (0, 70), *((-px, py) for px, py in reversed(left))], x, y)
    swell(sheet, side, (mix(GLAZE, PAPER, 0.5), GLAZE, GLAZE_DARK), 13, -0.05)
    fill(sheet, oval(x, y, 186, 54), mix(GLAZE, PAPER, 0.75))
    shade_down(sheet, oval(x, y + 1, 176, 49), GLAZE_DARK, mix(GLAZE, GLAZE_DARK, 0.25))
    fill(sheet, oval(x, y + 4, 142, 38), mix(LEAF_DARK, INK, 0.4))
    chance = random.Random(29)  # noqa: S311 - how blades grow
    roots = sorted(_spread(chance, 520, (x, y + 2), (134, 34)), key=lambda root: root[1])
    for number, (root_x, root_y) in enumerate(roots):
        if root_x < x + 16:
            _paint_blade(sheet, (root_x, root_y), x, number / len(roots), chance)
    _paint_ribbon(sheet, at)


def _paint_blade(sheet: Image.Image, root: Point, middle: float, near: float, chance: random.Random) -> None:
    x, y = root
    out = (x - middle) / 134
    long = 228 + 70 * chance.random() - 46 * abs(out)
    lean = out * 0.30 + 0.22 * (chance.random() - 0.5)
    bow = lean * (1.4 + chance.random())
    line = through(
        [(x, y), (x + math.sin(lean * 0.4) * long * 0.5, y - long * 0.52), (x + math.sin(bow) * long * 0.62, y - long)],
        7,
    )
    colour = mix(mix(LEAF_DARK, LEAF, 0.5 + 0.5 * near), LEAF_LIGHT, 0.75 * chance.random())
    fill(sheet, tapered(line, (7, 8.5, 7, 1)), mix(colour, LEAF_DARK, 0.55))
    fill(sheet, tapered(shifted(line, -0.8, 0), (4, 5.4, 4.4, 0.4)), colour)


def _paint_ribbon(sheet: Image.Image, at: Point) -> None:
    """A ribbon round the blades."""
    x, y = at
    upper, lower = oval(x, y - 92, 149, 36), oval(x, y - 62, 147, 36)
    front = [point for point in upper if point[1] >= y - 92]
    under = [point for point in lower if point[1] >= y - 62]
    front.sort()
    under.sort()
    band = [*front, *reversed(under)]
    lay(sheet, soft(moved(polygon_mask(band), 0, 6), 4), INK, 0.4)
    shade_round(sheet, band, mix(PLUM, PAPER, 0.22), mix(PLUM, INK, 0.55))
    for edge in (shifted(front, 0, 4), shifted(under, 0, -4)):
        fill(sheet, tapered(edge, (1.6, 1.6)), mix(PLUM, PAPER, 0.55), 0.7)
