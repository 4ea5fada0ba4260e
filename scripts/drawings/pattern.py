"""The drawing for the printed cloth: a square in deep blue and dull red, of circles and stars of eight petals."""

from __future__ import annotations

import math
from itertools import product

from forms import around, cast, grain, hide, oval, shifted, turned
from paint import (
    Colour,
    Point,
    box,
    fill,
    finish,
    lay,
    mix,
    new_sheet,
    polygon_mask,
)
from PIL import Image, ImageChops

BLUE: Colour = (46, 60, 92)
BLUE_DARK: Colour = (32, 40, 64)
RED: Colour = (136, 62, 58)
RED_DARK: Colour = (100, 40, 42)
PALE: Colour = (232, 222, 204)

MIDDLE, DOWN, HALF = 800.0, 600.0, 520.0
FIELD = 372.0
# How far the middle of the wide band lies from the middle of the cloth.
BAND = 431.0
PITCH = FIELD / 2


def draw_pattern() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    edge = _square(HALF)
    cast(sheet, polygon_mask(edge), 0.7)
    cloth = new_sheet(BLUE)
    _paint_borders(cloth)
    _paint_field(cloth)
    _weave(cloth)
    sheet.paste(cloth, (0, 0), polygon_mask(edge))
    return finish(sheet).quantize(256, Image.Quantize.MEDIANCUT)


def _square(half: float) -> list[Point]:
    return box(MIDDLE - half, DOWN - half, MIDDLE + half, DOWN + half)


def _paint_borders(cloth: Image.Image) -> None:
    """Bands around the field: lines, dots, and a row of small stars between two rows of leaves."""
    for half, colour in (
        (508, PALE), (504, BLUE_DARK), (494, RED), (470, BLUE_DARK), (467, PALE), (463, BLUE), (399, PALE),
        (395, BLUE_DARK), (392, RED), (377, BLUE_DARK), (375, PALE),
    ):  # fmt: skip
        fill(cloth, _square(half), colour)
    for along, side in product(range(-19, 19), range(4)):
        _print(cloth, oval(along * 482 / 19, -482, 5.4, 5.4), side, PALE)
        _print(cloth, oval(along * 385.5 / 19, -385.5, 3.6, 3.6), side, PALE)
    for along, side in product(range(-6, 6), range(4)):
        _border_star(cloth, along * BAND / 6, side)


def _print(cloth: Image.Image, points: list[Point], side: int, colour: Colour) -> None:
    """Prints a form of the upper border on one of the four sides."""
    fill(cloth, shifted(turned(points, 90 * side), MIDDLE, DOWN), colour)


def _border_star(cloth: Image.Image, along: float, side: int) -> None:
    """A small star in the middle of the wide band, with a leaf to either side of it."""
    _print(cloth, oval(along, -BAND, 27, 27), side, PALE)
    _print(cloth, oval(along, -BAND, 24, 24), side, RED)
    for number in range(8):
        petal = shifted(turned(_petal(6, 20, 5.2), 45 * number), along, -BAND)
        _print(cloth, petal, side, PALE)
    _print(cloth, oval(along, -BAND, 5, 5), side, BLUE_DARK)
    for lean in (-1, 1):
        leaf = shifted(turned(_petal(3, 25, 6), 90 + 90 * lean), along + BAND / 12, -BAND)
        _print(cloth, leaf, side, PALE)
    _print(cloth, oval(along + BAND / 12, -BAND, 3, 3), side, RED)


def _petal(inner: float, outer: float, half: float) -> list[Point]:
    """A pointed petal that stands above the middle."""
    reach = outer - inner
    return around(
        [(0, -outer), (half, -inner - reach * 0.52), (half * 0.55, -inner - reach * 0.12), (0, -inner),
         (-half * 0.55, -inner - reach * 0.12), (-half, -inner - reach * 0.52)], 8,
    )  # fmt: skip


def _paint_field(cloth: Image.Image) -> None:
    """The field: large circles that hold a star each, smaller stars where four circles leave room."""
    fill(cloth, _square(FIELD), RED)
    inside = new_sheet(RED)
    for column, row in product(range(-2, 3), range(-2, 3)):
        at = (MIDDLE + (column + 0.5) * PITCH, DOWN + (row + 0.5) * PITCH)
        _paint_rosette(inside, at, 87)
    for column, row in product(range(-2, 3), range(-2, 3)):
        _paint_gap(inside, (MIDDLE + column * PITCH, DOWN + row * PITCH))
    cloth.paste(inside, (0, 0), polygon_mask(_square(FIELD)))


def _paint_rosette(cloth: Image.Image, at: Point, size: float) -> None:
    """A circle in rings, beads on its outer ring, an eight-petalled star in it."""
    for reach, colour in (
        (size, BLUE_DARK), (size - 2.5, PALE), (size - 6, BLUE), (size - 23, PALE), (size - 26, RED_DARK),
        (size - 28, RED),
    ):  # fmt: skip
        fill(cloth, oval(*at, reach, reach), colour)
    for number in range(24):
        turn = math.tau * (number + 0.5) / 24
        ring = size - 14.5
        fill(cloth, oval(at[0] + ring * math.sin(turn), at[1] + ring * math.cos(turn), 4.2, 4.2), PALE)
    for number in range(8):
        for petal, colour in ((_petal(8, 57, 15), PALE), (_petal(11, 53, 12), BLUE), (_petal(20, 46, 3.4), PALE)):
            fill(cloth, shifted(turned(petal, 45 * number), *at), colour)
        dot = turned([(0, -48)], 45 * number + 22.5)[0]
        fill(cloth, oval(at[0] + dot[0], at[1] + dot[1], 3.6, 3.6), PALE)
    for reach, colour in ((13, PALE), (10, RED), (4, PALE)):
        fill(cloth, oval(*at, reach, reach), colour)


def _paint_gap(cloth: Image.Image, at: Point) -> None:
    """A four-sided form with a small star, between four circles."""
    for number in range(4):
        for petal, colour in ((_petal(4, 60, 13), PALE), (_petal(6, 56, 10), BLUE_DARK), (_petal(22, 49, 2.6), PALE)):
            fill(cloth, shifted(turned(petal, 45 + 90 * number), *at), colour)
    for reach, colour in ((27, PALE), (24, BLUE)):
        fill(cloth, oval(*at, reach, reach), colour)
    for number in range(8):
        fill(cloth, shifted(turned(_petal(4, 21, 5), 45 * number), *at), PALE)
    fill(cloth, oval(*at, 5, 5), RED)


def _weave(cloth: Image.Image) -> None:
    """Threads of the cloth, dye that took unevenly, and small misses of the block."""
    lay(cloth, hide(grain(41, 60, 60), 120), mix(PALE, RED, 0.3), 0.13)
    lay(cloth, hide(grain(42, 34, 34), 140), BLUE_DARK, 0.30)
    threads = ImageChops.lighter(hide(grain(43, 30, 0.9), 150), hide(grain(44, 0.9, 30), 150))
    lay(cloth, threads, PALE, 0.20)
    lay(cloth, ImageChops.lighter(hide(grain(45, 26, 0.9), 160), hide(grain(46, 0.9, 26), 160)), BLUE_DARK, 0.30)
    lay(cloth, hide(grain(47, 2.4, 2.4), 205), PALE, 0.26)
