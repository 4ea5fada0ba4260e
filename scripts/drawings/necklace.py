"""The drawing of the divided necklace: one string of beads, parted into two equal halves that face each other."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from paint import (
    FULL,
    OVER,
    PLUM,
    Colour,
    Point,
    faded,
    finish,
    inside,
    lay,
    line_mask,
    mix,
    moved,
    new_sheet,
    soft,
)
from PIL import Image, ImageChops, ImageDraw, ImageFilter

DEEP: Colour = (112, 124, 103)
STONE: Colour = (171, 183, 158)
GLOW: Colour = (216, 222, 200)
SHINE: Colour = (247, 248, 241)
METAL_DARK: Colour = (122, 106, 76)
METAL: Colour = (176, 158, 118)
METAL_LIGHT: Colour = (226, 214, 184)

# The left half is an arc of an oval; angles in degrees, counted from the right, going up.
CENTRE: Point = (716, 596)
ACROSS, DOWN = 540, 452
FROM, TO = 100, 260
# Lengths along the string, in pixels of the drawing. They are chosen for the eye and count nothing.
BEADS = (92, 116, 140, 158, 166, 158, 140, 116, 92)
DISC = 16
LIGHT = -42


@dataclass(frozen=True)
class Place:
    """Where something sits on the string: its middle, the direction of the string, how far along it lies."""

    x: float
    y: float
    angle: float


Laid = tuple[str, float, Place]


def draw_necklace() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    places = _places()
    knots = [(at.x, at.y) for kind, _, at in places if kind == "disc"]
    string = line_mask([*_loose_end(FROM, -1), *knots, *reversed(_loose_end(TO, 1))], 5)
    beads = _lay_out("bead", _paint_bead, places)
    discs = _lay_out("disc", _paint_disc, places)
    _cast(sheet, ImageChops.lighter(beads.getchannel("A"), discs.getchannel("A")), string)
    lay(sheet, string, PLUM)
    sheet.paste(beads, (0, 0), beads)
    _let_string_show_through(sheet, beads.getchannel("A"), string)
    sheet.paste(discs, (0, 0), discs)
    # 256 well-chosen colours are enough for these few hues, and make the file half as large.
    return finish(sheet).quantize(256, Image.Quantize.MEDIANCUT)


def _lay_out(kind: str, paint: Callable[[float, Place], Image.Image], places: list[Laid]) -> Image.Image:
    """All pieces of one kind, painted and set in their places on a clear sheet."""
    layer = Image.new("RGBA", FULL, (0, 0, 0, 0))
    for piece, length, at in places:
        if piece == kind:
            _set(layer, paint(length, at), at)
    return layer


def _on_arc(degrees: float) -> Point:
    turn = math.radians(degrees)
    return CENTRE[0] + ACROSS * math.cos(turn), CENTRE[1] - DOWN * math.sin(turn)


def _arc_points() -> list[Point]:
    steps = 600
    return [_on_arc(FROM + (TO - FROM) * step / steps) for step in range(steps + 1)]


def _loose_end(degrees: float, way: int) -> list[Point]:
    """The string beyond the last bead: it runs on towards the gap and curls back before reaching the middle."""
    x, y = _on_arc(degrees)
    bend = [(x, y), (x + 72, y + way * 12), (x + 108, y - way * 26), (x + 66, y - way * 64)]
    return [_bezier(bend, step / 60) for step in range(60, -1, -1)]


def _bezier(points: list[Point], along: float) -> Point:
    rest = 1 - along
    weights = (rest**3, 3 * rest**2 * along, 3 * rest * along**2, along**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


def _places() -> list[Laid]:
    """Discs on the arc, a disc at either end, and between two discs a bead that lies straight from one to the other."""
    points = _arc_points()
    travelled = [0.0]
    for before, after in pairwise(points):
        travelled.append(travelled[-1] + math.dist(before, after))
    stretch = travelled[-1] / sum(BEADS)
    marks = [sum(BEADS[:number]) * stretch for number in range(len(BEADS) + 1)]
    discs = [_at_distance(points, travelled, mark) for mark in marks]
    places = [("disc", max(BEADS[max(0, n - 1) : n + 1]) * stretch, disc) for n, disc in enumerate(discs)]
    return places + [("bead", *_between(before, after)) for before, after in pairwise(discs)]


def _between(before: Place, after: Place) -> tuple[float, Place]:
    """Length and place of the bead between two discs."""
    angle = math.atan2(after.y - before.y, after.x - before.x)
    length = math.dist((before.x, before.y), (after.x, after.y)) - DISC * 1.3
    return length, Place((before.x + after.x) / 2, (before.y + after.y) / 2, angle)


def _at_distance(points: list[Point], travelled: list[float], distance: float) -> Place:
    index = next((i for i, gone in enumerate(travelled) if gone >= distance), len(points) - 1)
    before, after = points[max(0, index - 2)], points[min(len(points) - 1, index + 2)]
    angle = math.atan2(after[1] - before[1], after[0] - before[0])
    return Place(*points[index], angle)


def _paint_bead(length: float, at: Place) -> Image.Image:
    """A bead lying along the x axis, lit so that after turning the light comes from above."""
    long, high = round(length * OVER), round(length * OVER * 0.66)
    pad = 6 * OVER
    bead = Image.new("RGBA", (long + 2 * pad, high + 2 * pad), (0, 0, 0, 0))
    across, along = _light_on(at)
    for column in range(long):
        u = 2 * (column + 0.5) / long - 1
        reach = high * (0.66 + 0.34 * math.cos(u * math.pi / 2)) * _rounding(u)
        strip = _stone_strip(u, across, along).resize((1, max(2, round(reach))), Image.Resampling.BILINEAR)
        bead.paste(strip, (pad + column, pad + (high - strip.height) // 2))
    return _clouded(bead, random.Random(f"{length:.1f} {at.y:.0f}"))  # noqa: S311 - veins of a stone


def _light_on(at: Place) -> tuple[float, float]:
    """Light from above and a little from outside, as it falls across a piece and along it once that is in place."""
    away = at.angle - math.radians(LIGHT)
    return -math.cos(away), -math.sin(away)


def _rounding(u: float) -> float:
    """The worn edge of a bead's two faces."""
    edge = max(0.0, (abs(u) - 0.93) / 0.07)
    return math.sqrt(max(0.0, 1 - edge * edge * 0.42))


def _stone_strip(u: float, across: float, along: float) -> Image.Image:
    steps = 48
    strip = Image.new("RGB", (1, steps))
    for step in range(steps):
        v = 2 * (step + 0.5) / steps - 1
        strip.putpixel((0, step), _stone(u, v, across, along))
    return strip


def _stone(u: float, v: float, across: float, along: float) -> Colour:
    """Light enters a clear stone on one side, shines on its skin there, and gathers inside on the other."""
    bright = 0.52 * across * 0.98
    colour = mix(STONE, DEEP, 0.95 * abs(v) ** 3.2 + 0.50 * abs(u) ** 5)
    gathered = math.exp(-(((v + bright * 0.95) / 0.40) ** 2)) * math.exp(-(((u + along * 0.38) / 0.80) ** 2))
    colour = mix(colour, GLOW, 0.95 * gathered)
    colour = mix(colour, DEEP, 0.34 * math.exp(-(((v - bright * 0.45) / 0.24) ** 2)) * (1 - abs(u) ** 3))
    skin = math.exp(-(((v - bright) / 0.105) ** 2)) * math.exp(-(((u - along * 0.36) / 0.46) ** 4))
    return mix(colour, SHINE, 0.88 * skin)


def _clouded(bead: Image.Image, chance: random.Random) -> Image.Image:
    """Faint clouds in the stone, so that no two beads look made by a machine."""
    alpha = bead.getchannel("A")
    for colour, strength in ((SHINE, 46), (DEEP, 40)):
        clouds = Image.new("L", bead.size, 0)
        draw = ImageDraw.Draw(clouds)
        for _ in range(4):
            x, y = chance.random() * bead.width, (0.2 + 0.6 * chance.random()) * bead.height
            wide, high = (0.10 + 0.16 * chance.random()) * bead.width, (0.03 + 0.07 * chance.random()) * bead.height
            draw.ellipse((x - wide, y - high, x + wide, y + high), fill=strength)
        tinted = Image.new("RGB", bead.size, colour)
        bead.paste(tinted, (0, 0), clouds.filter(ImageFilter.GaussianBlur(bead.height / 16)))
    bead.putalpha(alpha)
    return bead


def _paint_disc(neighbour: float, at: Place) -> Image.Image:
    """A flat disc seen from its edge."""
    high, wide = round(neighbour * OVER * 0.50), round(DISC * OVER * 0.74)
    disc = Image.new("RGBA", (wide + 4 * OVER, high + 4 * OVER), (0, 0, 0, 0))
    across, along = _light_on(at)
    shape = Image.new("L", disc.size, 0)
    box = (2 * OVER, 2 * OVER, 2 * OVER + wide - 1, 2 * OVER + high - 1)
    ImageDraw.Draw(shape).rounded_rectangle(box, radius=wide * 0.48, fill=255)
    for y in range(disc.height):
        v = 2 * (y + 0.5) / disc.height - 1
        for x in range(disc.width):
            u = 2 * (x + 0.5) / disc.width - 1
            disc.putpixel((x, y), (*_metal(u, v, across, along), 255))
    disc.putalpha(shape)
    return disc


def _metal(u: float, v: float, across: float, along: float) -> Colour:
    colour = mix(METAL, METAL_DARK, 0.9 * abs(v) ** 2.4 + 0.75 * abs(u) ** 2)
    shine = math.exp(-(((v - across * 0.45) / 0.26) ** 2)) * math.exp(-(((u - along * 0.30) / 0.40) ** 2))
    return mix(colour, METAL_LIGHT, 0.95 * shine)


def _set(layer: Image.Image, piece: Image.Image, at: Place) -> None:
    """Turns a piece into the direction of the string and sets it in its place."""
    turned = piece.rotate(-math.degrees(at.angle), Image.Resampling.BICUBIC, expand=True)
    corner = (round(at.x * OVER - turned.width / 2), round(at.y * OVER - turned.height / 2))
    layer.alpha_composite(turned, corner)


def _cast(sheet: Image.Image, solid: Image.Image, string: Image.Image) -> None:
    """Shadows on the paper: a wide faint one, a close one, and light that has passed through the stone."""
    lay(sheet, soft(moved(solid, 0, 30), 26), (150, 143, 130), 0.34)
    lay(sheet, soft(moved(solid, 0, 11), 8), (96, 92, 80), 0.42)
    lay(sheet, soft(moved(string, 0, 7), 4), (96, 92, 80), 0.45)
    core = solid.reduce(4).filter(ImageFilter.MinFilter(25)).resize(solid.size, Image.Resampling.BILINEAR)
    lay(sheet, soft(moved(core, 0, 42), 11), (236, 238, 222), 0.55)


def _let_string_show_through(sheet: Image.Image, solid: Image.Image, string: Image.Image) -> None:
    shown = faded(inside(soft(string, 1.6), solid), 0.30)
    lay(sheet, shown, mix(PLUM, DEEP, 0.35))
