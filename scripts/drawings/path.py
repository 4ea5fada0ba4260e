"""The drawing for the corridor: a straight pale path between fields, seen from above, a tree at either end."""

from __future__ import annotations

import math
import random
from itertools import product

from forms import grain, hide, oval, shifted, tapered, turned
from paint import (
    INK,
    PAPER,
    WIDTH,
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
from PIL import Image, ImageDraw

SAGE: Colour = (182, 188, 160)
SAGE_DARK: Colour = (140, 151, 124)
SAGE_LIGHT: Colour = (210, 213, 186)
STRAW: Colour = (214, 202, 158)
BANK: Colour = (204, 194, 168)
SAND: Colour = (238, 226, 203)
SAND_DARK: Colour = (200, 182, 152)
LEAF_DARK: Colour = (82, 94, 74)
LEAF: Colour = (124, 138, 108)
LEAF_LIGHT: Colour = (176, 186, 150)
SHADOW: Colour = (72, 76, 60)

WAY, HALF = 600.0, 56.0
TREE: Point = (176.0, 600.0)
# Fields above the path: corners in order, the way their rows run in degrees, their colour. Below it they are the same.
Field = tuple[list[Point], float, Colour, float]
ABOVE: tuple[Field, ...] = (
    ([(-20, -20), (418, -20), (430, 268), (-20, 262)], 0, mix(SAGE, STRAW, 0.45), 22),
    ([(418, -20), (1182, -20), (1170, 226), (430, 226)], 90, SAGE, 25),
    ([(-20, 262), (262, 264), (270, 530), (-20, 530)], 90, SAGE, 22),
    ([(262, 264), (430, 268), (430, 226), (560, 226), (560, 530), (270, 530)], 0, mix(SAGE, SAGE_LIGHT, 0.55), 20),
    ([(560, 226), (1040, 226), (1040, 530), (560, 530)], 0, mix(SAGE, SAGE_DARK, 0.38), 23),
)


def draw_path() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet(BANK)
    lay(sheet, hide(grain(81, 9, 9), 130), SAGE, 0.75)
    chance = random.Random(82)  # noqa: S311 - how crops stand
    for corners, turn, colour, pitch in ABOVE:
        for flip in (False, True):
            placed = [(x, 2 * WAY - y) for x, y in corners] if flip else corners
            _paint_field(sheet, placed, turn, colour, pitch, chance)
    lay(sheet, hide(grain(83, 120, 90), 110), PAPER, 0.22)
    lay(sheet, hide(grain(84, 90, 120), 130), SHADOW, 0.08)
    _paint_way(sheet, chance)
    _leave_margin(sheet)
    _paint_tree(sheet, chance)
    return finish(sheet).quantize(256, Image.Quantize.MEDIANCUT)


def _paint_field(
    sheet: Image.Image, corners: list[Point], turn: float, colour: Colour, pitch: float, chance: random.Random
) -> None:
    """A field inside its low banks: soil, and rows of young plants."""
    middle = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
    inner = [(x + math.copysign(7, middle[0] - x), y + math.copysign(7, middle[1] - y)) for x, y in corners]
    shape = polygon_mask(inner)
    patch = new_sheet(mix(mix(colour, BANK, 0.5), SAGE_DARK, 0.22))
    dark, light = new_mask(), new_mask()
    draw_dark, draw_light = ImageDraw.Draw(dark), ImageDraw.Draw(light)
    left, right = min(x for x, _ in inner), min(WIDTH / 2 + 12, max(x for x, _ in inner))
    top, foot = max(0, min(y for _, y in inner)), max(y for _, y in inner)
    rows = round((foot - top if turn == 0 else right - left) / pitch)
    steps = round((right - left if turn == 0 else foot - top) / 11)
    for row, step in product(range(rows + 1), range(steps + 1)):
        along, across = step * 11 + 7 * chance.random(), (row + 0.5) * pitch + 2.4 * chance.random()
        at = (left + along, top + across) if turn == 0 else (left + across, top + along)
        for _ in range(3):
            blade = _leaf(at, pitch * 0.20, chance, pitch * 0.52)
            draw_dark.polygon(large(shifted(blade, 0, 3)), fill=255)
            draw_light.polygon(large(blade), fill=255)
    patch.paste(mix(colour, LEAF, 0.62), (0, 0), dark)
    patch.paste(mix(colour, SAGE_LIGHT, 0.5), (0, 0), light)
    lay(sheet, soft(shape, 2), mix(BANK, SHADOW, 0.45), 0.5)
    sheet.paste(patch, (0, 0), shape)


def _paint_way(sheet: Image.Image, chance: random.Random) -> None:
    """The path: pale sand, a little darker at its sides, grass along it. It is level and nothing stands on it."""
    verge = polygon_mask(box(TREE[0], WAY - HALF - 16, WIDTH, WAY + HALF + 16))
    lay(sheet, soft(verge, 4), mix(SAGE_DARK, BANK, 0.4), 0.75)
    for turn in range(2):
        place = polygon_mask([*oval(*TREE, 140, 118)] if turn else box(TREE[0], WAY - HALF, WIDTH, WAY + HALF))
        lay(sheet, soft(place, 2.4), SAND)
    shape = polygon_mask(box(TREE[0], WAY - HALF, WIDTH, WAY + HALF))
    lay(sheet, inside(hide(grain(85, 40, 4), 130), shape), SAND_DARK, 0.34)
    lay(sheet, inside(hide(grain(86, 1.6, 1.6), 196), shape), SAND_DARK, 0.6)
    core = polygon_mask(box(TREE[0], WAY - HALF * 0.45, WIDTH, WAY + HALF * 0.45))
    lay(sheet, soft(core, 14), mix(SAND, PAPER, 0.75), 0.75)
    for side in (-1, 1):
        x = TREE[0] + 60
        while x < WIDTH / 2 + 6:
            _paint_tuft(sheet, (x, WAY + side * (HALF + 5 + 8 * chance.random())), chance)
            x += 9 + 9 * chance.random()


def _leave_margin(sheet: Image.Image) -> None:
    """Bare paper round the fields, which end as a brush ends."""
    kept = soft(polygon_mask(box(60, 56, 900, 1144)), 9)
    blank = new_sheet()
    blank.paste(sheet, (0, 0), kept)
    sheet.paste(blank, (0, 0))


def _paint_tuft(sheet: Image.Image, at: Point, chance: random.Random) -> None:
    """A tuft of grass from above."""
    colour = mix(mix(SAGE_DARK, LEAF, 0.5), SAGE_LIGHT, 0.7 * chance.random())
    for _ in range(6):
        blade = tapered([(0, 0), (0, -5), (0, -9 - 7 * chance.random())], (3, 3.6, 0.6))
        fill(sheet, shifted(turned(blade, 360 * chance.random()), *at), colour)


def _paint_tree(sheet: Image.Image, chance: random.Random) -> None:
    """An old tree from above: its shadow, then its leaves from the lowest to the highest."""
    tufts = [(0.0, 0.0, 54.0)]
    for reach, count, size in ((64, 6, 48), (116, 11, 41)):
        for number in range(count):
            turn = math.tau * (number + 0.5 * chance.random()) / count
            far = reach * (0.92 + 0.14 * chance.random())
            tufts.append((far * math.cos(turn), far * math.sin(turn), size * (0.85 + 0.3 * chance.random())))
    shade = new_mask()
    for x, y, wide in tufts:
        ImageDraw.Draw(shade).polygon(large(oval(TREE[0] + x, TREE[1] + y, wide, wide)), fill=255)
    lay(sheet, soft(moved(shade, 0, 34), 10), SHADOW, 0.55)
    lay(sheet, shade, mix(LEAF_DARK, INK, 0.15), 0.9)
    for colour, share, lift, leaves in (
        (LEAF_DARK, 1.12, 0, 60), (mix(LEAF_DARK, LEAF, 0.6), 1.0, -4, 52), (LEAF, 0.84, -8, 40),
        (mix(LEAF, LEAF_LIGHT, 0.6), 0.62, -12, 22), (LEAF_LIGHT, 0.42, -15, 11),
    ):  # fmt: skip
        crown = new_mask()
        for x, y, wide in tufts:
            for _ in range(leaves):
                leaf = _leaf((TREE[0] + x, TREE[1] + y + lift), wide * share, chance)
                ImageDraw.Draw(crown).polygon(large(leaf), fill=255)
        lay(sheet, soft(moved(crown, 0, 3), 2), SHADOW, 0.35)
        lay(sheet, crown, colour, 0.94)


def _leaf(at: Point, reach: float, chance: random.Random, long: float = 16) -> list[Point]:
    """A leaf somewhere on a tuft, pointing away from its middle."""
    turn, far = math.tau * chance.random(), reach * math.sqrt(chance.random())
    long, half = long * (0.8 + 0.4 * chance.random()), long * (0.25 + 0.10 * chance.random())
    shape = [(-long / 2, 0.0), (-long * 0.1, half), (long / 2, 0.0), (-long * 0.1, -half)]
    lean = math.degrees(turn) + 70 * chance.random() - 35
    return shifted(turned(shape, lean), at[0] + far * math.cos(turn), at[1] + far * math.sin(turn))
