"""The drawing for the gharana: two tanpuras of one make that lean towards each other over one cloth."""

from __future__ import annotations

import math
from collections.abc import Sequence

from forms import around, cast, oval, scaled, shifted, swell, tapered, through, turn_layer
from paint import (
    HEIGHT,
    INK,
    PAPER,
    PLUM,
    WIDTH,
    Colour,
    Point,
    arch,
    box,
    fill,
    finish,
    inside,
    large,
    lay,
    line_mask,
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

WOOD_DARK: Colour = (84, 56, 56)
WOOD: Colour = (134, 96, 84)
WOOD_LIGHT: Colour = (190, 152, 128)
BOARD: Colour = (190, 158, 124)
BOARD_DARK: Colour = (146, 112, 86)
BOARD_LIGHT: Colour = (218, 192, 158)
BONE: Colour = (240, 232, 214)
BRASS: Colour = (176, 158, 118)
GROUND: Colour = (229, 223, 212)
SHADE: Colour = (146, 137, 128)

# The instrument stands upright on this line while it is made, and is leaned over afterwards.
AXIS, BASE, TOP = 436, 1046, 92
LEAN, FOOT = 14.0, (436.0, 1046.0)
# From the foot up: how far down a round body, seen from its middle; then the shoulder and the neck.
ROUND = [math.radians(turn) for turn in range(0, 136, 15)]
GOURD: list[Point] = [
    *((-182 * math.sin(turn), -174 + 174 * math.cos(turn)) for turn in ROUND),
    (-84, -338), (-54, -382), (-40, -430), (-34, -480),
]  # fmt: skip
FACE: list[Point] = [
    *((-148 * math.sin(turn), -178 + 142 * math.cos(turn)) for turn in ROUND),
    (-66, -312), (-42, -356), (-31, -404), (-27, -450),
]  # fmt: skip


def draw_tanpuras() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    _paint_ground(sheet)
    body, shape = _make()
    body, shape = (turn_layer(layer, LEAN, FOOT) for layer in (body, shape))
    cast(sheet, shape, 0.9)
    touch = polygon_mask(oval(AXIS + 44, BASE + 4, 118, 13))
    lay(sheet, soft(touch, 8), INK, 0.42)
    sheet.paste(body, (0, 0), shape)
    return finish(sheet)


def _paint_ground(sheet: Image.Image) -> None:
    """A floor, and one cloth on it under both."""
    shade_down(sheet, box(0, 900, WIDTH, HEIGHT), mix(GROUND, PAPER, 0.1), PAPER)
    lay(sheet, soft(polygon_mask(box(-60, 850, WIDTH, 918)), 16), PAPER)
    cloth = [(238, 988), (WIDTH, 988), (WIDTH, 1126), (150, 1126)]
    lay(sheet, soft(moved(polygon_mask(cloth), 0, 6), 6), SHADE, 0.5)
    shade_down(sheet, cloth, mix(PLUM, GROUND, 0.62), mix(PLUM, GROUND, 0.46))
    for inset, wide in ((14, 3), (24, 8)):
        slant = inset * 0.65
        edge = [
            (WIDTH, 988 + inset),
            (238 + inset - slant, 988 + inset),
            (150 + inset * 1.7, 1126 - inset),
            (WIDTH, 1126 - inset),
        ]
        lay(sheet, line_mask(edge, wide * 0.6), mix(GROUND, PAPER, 0.3), 0.7)


def _both(points: Sequence[Point], right: float = AXIS, down: float = BASE) -> list[Point]:
    """A smooth outline from its left side, which runs from the axis up to the axis."""
    line = through(points, 20)
    return shifted([*line, *((-x, y) for x, y in reversed(line))], right, down)


def _make() -> tuple[Image.Image, Image.Image]:
    """The instrument upright, and its shape."""
    body, shape = new_sheet(WOOD_DARK), new_mask()
    draw = ImageDraw.Draw(shape)
    gourd, face = _both(GOURD), _both(FACE)
    neck = [(AXIS - 34, BASE - 470), *arch(AXIS, 26, TOP - 6, 36), (AXIS + 34, BASE - 470)]
    pegs = [_peg(side, y) for side, y in ((-1, TOP + 70), (1, TOP + 70))]
    fronts = [oval(AXIS + across, TOP + down, 13, 13) for across, down in ((0, 10), (0, 44))]
    for outline in (gourd, neck, *(part for peg in pegs for part in peg)):
        draw.polygon(large(outline), fill=255)
    for peg in pegs:
        for part in peg:
            swell(body, part, (WOOD_LIGHT, WOOD, WOOD_DARK), 4)
    swell(body, gourd, (WOOD_LIGHT, WOOD, WOOD_DARK), 26, 0.06)
    shade_round(body, neck, mix(WOOD, WOOD_LIGHT, 0.8), WOOD_DARK)
    _paint_face(body, face)
    _paint_neck(body)
    for front in fronts:
        fill(body, shifted(front, 0, 4), INK, 0.45)
        swell(body, front, (mix(BONE, WOOD_LIGHT, 0.3), WOOD_LIGHT, WOOD_DARK), 3)
    _paint_strings(body)
    return body, shape


def _peg(side: int, y: float) -> list[list[Point]]:
    """A tuning peg at the side of the head: a shaft and a knob."""
    shaft = [(0, -6), (44, -7), (44, 7), (0, 6)]
    knob = around([(40, -11), (58, -19), (76, -15), (84, 0), (76, 15), (58, 19), (40, 11)], 8)
    return [[(AXIS + side * (24 + x), y + down) for x, down in part] for part in (shaft, knob)]


def _paint_face(body: Image.Image, face: list[Point]) -> None:
    """The board over the gourd, with a pale line at its rim and a carved leaf where the neck begins."""
    fill(body, scaled(face, 1.045), WOOD_DARK)
    fill(body, scaled(face, 1.028), BONE)
    swell(body, face, (BOARD_LIGHT, BOARD, BOARD_DARK), 16, 0.0)
    lines = new_mask()
    for number in range(-20, 21):
        x = AXIS + number * 7.3 + 2 * (number % 3)
        bow = through([(x, BASE), (x - number * 0.3, BASE - 200), (AXIS + number * 4.6, BASE - 460)], 8)
        ImageDraw.Draw(lines).polygon(large(tapered(bow, (1.4, 1.0))), fill=255)
    lay(body, inside(lines, polygon_mask(face)), BOARD_DARK, 0.35)
    inner = scaled(face, 0.92)
    for number in range(34):
        point = inner[number * len(inner) // 34]
        if point[1] > BASE - 300:
            fill(body, oval(*point, 3.2, 3.2), WOOD_DARK, 0.8)
    leaf = [(0, -276), (-16, -318), (-40, -372), (-30, -420), (-34, -466)]
    fill(body, _both(leaf), WOOD_DARK)
    fill(body, _both([(x * 0.80, y - 5) for x, y in leaf]), WOOD)
    for share in (0.22, 0.48):
        vein = shifted(through([(x * share, y - 14) for x, y in leaf], 10), AXIS, BASE)
        for line in (vein, [(2 * AXIS - x, y) for x, y in vein]):
            fill(body, tapered(line, (1.6, 1.6)), WOOD_LIGHT, 0.7)


def _paint_neck(body: Image.Image) -> None:
    """Pale lines along the neck's edges, two bands, and the nut over which the strings run."""
    for side in (-1, 1):
        fill(body, tapered([(AXIS + side * 26, BASE - 490), (AXIS + side * 20, TOP + 8)], (2.4, 2.0)), BONE, 0.8)
    for y in (BASE - 490, BASE - 504, TOP + 122, TOP + 136):
        fill(body, box(AXIS - 32, y, AXIS + 32, y + 5), BONE, 0.85)
        fill(body, box(AXIS - 32, y + 5, AXIS + 32, y + 7), INK, 0.35)
    fill(body, box(AXIS - 22, TOP + 92, AXIS + 22, TOP + 108), INK, 0.35)
    shade_down(body, box(AXIS - 23, TOP + 88, AXIS + 23, TOP + 102), PAPER, mix(BONE, SHADE, 0.4))


def _paint_strings(body: Image.Image) -> None:
    """The bridge, a bead on each string below it, and the four strings."""
    bridge = [(-52, -168), (-46, -182), (46, -182), (52, -168), (44, -148), (-44, -148)]
    placed = shifted(bridge, AXIS, BASE)
    lay(body, soft(moved(polygon_mask(placed), 0, 9), 6), INK, 0.45)
    shade_down(body, placed, PAPER, mix(BONE, SHADE, 0.45))
    ends = [(AXIS - 20, TOP + 66), (AXIS, TOP + 12), (AXIS, TOP + 46), (AXIS + 20, TOP + 66)]
    for number, end in enumerate(ends):
        across = -24 + 16 * number
        line = [(AXIS + across * 0.5, BASE - 40), (AXIS + across, BASE - 166), (AXIS + across * 0.62, TOP + 94), end]
        fill(body, shifted(tapered(line, (1.8, 1.8)), 0.8, 1.5), INK, 0.4)
        fill(body, tapered(line, (1.9, 1.7)), mix(BRASS, PAPER, 0.72))
        bead = oval(AXIS + across * 0.76, BASE - 102, 6.4, 8)
        swell(body, bead, (mix(PLUM, PAPER, 0.5), PLUM, mix(PLUM, INK, 0.5)), 3)
    shade_down(body, shifted(oval(0, 0, 20, 9), AXIS, BASE - 38), BONE, mix(BONE, SHADE, 0.6))
