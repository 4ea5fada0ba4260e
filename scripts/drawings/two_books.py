"""The drawing for the poem: two open books of one size that face each other, a reed flute between them."""

from __future__ import annotations

import random

from forms import cast, grain, hide, oval, shifted, swell, tapered, through, turn_layer
from paint import (
    FULL,
    INK,
    PAPER,
    PLUM,
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
    shade_round,
    soft,
)
from PIL import Image, ImageDraw

PAGE: Colour = (244, 238, 224)
PAGE_DARK: Colour = (198, 186, 164)
PAGE_LIGHT: Colour = (252, 249, 241)
BOARD: Colour = (122, 78, 104)
BOARD_DARK: Colour = (84, 48, 72)
LINE: Colour = (112, 104, 98)
REED: Colour = (204, 180, 128)
REED_DARK: Colour = (128, 102, 62)
REED_LIGHT: Colour = (238, 222, 182)

# A book lies straight on this middle while it is made, and is turned afterwards.
SPINE, DOWN = 404.0, 600.0
PAGE_WIDE, PAGE_HALF = 286.0, 312.0
LEAN = -7.0


def draw_two_books() -> Image.Image:
    """The finished drawing."""
    sheet = new_sheet()
    book, shape = _make_book()
    book, shape = (turn_layer(layer, LEAN, (SPINE, DOWN)) for layer in (book, shape))
    cast(sheet, shape, 1.1)
    sheet.paste(book, (0, 0), shape)
    _paint_flute(sheet)
    return finish(sheet).quantize(256, Image.Quantize.MEDIANCUT)


def _page(side: int, wide: float, high: float, rise: float = 14.0) -> list[Point]:
    """The outline of an open page: its head and foot bow towards the spine."""
    head = through(
        [(0, -high + rise), (wide * 0.16, -high - rise * 0.35), (wide * 0.5, -high), (wide, -high + rise * 0.2)], 12
    )
    foot = [(x, y + 2 * high) for x, y in reversed(head)]
    return [(SPINE + side * x, DOWN + y) for x, y in [*head, *foot]]


def _make_book() -> tuple[Image.Image, Image.Image]:
    """The open book straight, and its shape."""
    book, shape = new_sheet(BOARD_DARK), new_mask()
    board = box(SPINE - PAGE_WIDE - 20, DOWN - PAGE_HALF - 14, SPINE + PAGE_WIDE + 20, DOWN + PAGE_HALF + 18)
    ImageDraw.Draw(shape).polygon(large(board), fill=255)
    swell(book, board, (BOARD, BOARD, BOARD_DARK), 5, 0.0)
    for side in (-1, 1):
        block = polygon_mask(_page(side, PAGE_WIDE + 9, PAGE_HALF + 5))
        lay(book, soft(moved(block, 0, 6), 6), INK, 0.5)
        for leaf in range(5, -1, -1):
            edge = _page(side, PAGE_WIDE + leaf * 1.9, PAGE_HALF + leaf * 0.8)
            fill(book, edge, mix(PAGE_DARK, INK, 0.16))
            fill(book, _page(side, PAGE_WIDE + leaf * 1.9 - 0.9, PAGE_HALF + leaf * 0.8 - 0.3), PAGE)
        _paint_page(book, side)
    crease = polygon_mask(tapered([(SPINE, DOWN - PAGE_HALF + 10), (SPINE, DOWN + PAGE_HALF + 10)], (3, 3)))
    lay(book, soft(crease, 1), INK, 0.55)
    return book, shape


def _paint_page(book: Image.Image, side: int) -> None:
    """One page: its bow, a thin frame, and ruled lines in pairs where verses would stand."""
    page = polygon_mask(_page(side, PAGE_WIDE, PAGE_HALF))
    lay(book, inside(hide(grain(31, 40, 40), 120), page), PAGE_LIGHT, 0.5)
    for near, far, blur, colour, strength in (
        (0, 26, 12, INK, 0.34), (0, 90, 26, PAGE_DARK, 0.55), (PAGE_WIDE - 24, PAGE_WIDE + 20, 14, PAGE_DARK, 0.4),
        (96, 150, 22, PAPER, 0.7),
    ):  # fmt: skip
        left, right = sorted((SPINE + side * near, SPINE + side * far))
        band = polygon_mask(box(left, DOWN - PAGE_HALF - 30, right, DOWN + PAGE_HALF + 30))
        lay(book, inside(soft(band, blur), page), colour, strength)
    for inset, wide in ((0, 1.7), (7, 1.0)):
        _paint_frame(book, side, inset, wide)
    chance = random.Random(13 + side)  # noqa: S311 - no two lines alike
    for number in range(9):
        y = DOWN - PAGE_HALF + 88 + number * 55
        for start, end in ((0.0, 0.44), (0.56, 1.0)):
            _paint_line(book, side, y, (start, end), chance)


def _paint_frame(book: Image.Image, side: int, inset: float, wide: float) -> None:
    near, far, high = 34 + inset, PAGE_WIDE - 22 - inset, PAGE_HALF - 36 - inset
    for first, last in (
        ((near, -high), (far, -high)), ((far, -high), (far, high)), ((far, high), (near, high)),
        ((near, high), (near, -high)),
    ):  # fmt: skip
        line = [_bowed(side, first, last, step / 12) for step in range(13)]
        fill(book, tapered(line, (wide, wide)), mix(PLUM, PAGE, 0.25))


def _bowed(side: int, first: Point, last: Point, along: float) -> Point:
    """A point on a page, which is a little higher where the page bows."""
    x, y = first[0] + (last[0] - first[0]) * along, first[1] + (last[1] - first[1]) * along
    return SPINE + side * x, DOWN + y + _sag(x)


def _sag(x: float) -> float:
    return 14 * (1 - x / PAGE_WIDE) ** 4 - 3


def _paint_line(book: Image.Image, side: int, y: float, span: Point, chance: random.Random) -> None:
    """Half a verse: a ruled line, nothing that could be read."""
    near, far = 56.0, PAGE_WIDE - 44.0
    begin, end = (near + (far - near) * share for share in span)
    begin, end = begin + 4 * chance.random(), end - 10 * chance.random()
    line = [(SPINE + side * x, y + _sag(x)) for x in (begin + (end - begin) * step / 14 for step in range(15))]
    fill(book, tapered(line, (3.0, 5.2, 5.6, 5.2, 3.0)), LINE, 0.72)
    under = shifted(line, 0, 13)
    fill(book, tapered(under, (1.1, 1.1)), LINE, 0.5)


def _paint_flute(sheet: Image.Image) -> None:
    """The flute lies on the axis, its mouthpiece towards the reader."""
    top, foot, half = 126.0, 1074.0, 21.0
    tube = [(800 - half, top), (810, top), (810, foot), (800 - half, foot)]
    cast(sheet, polygon_mask(tube), 0.9)
    shade_round(sheet, box(800 - half, top, 800 + half, foot), REED_LIGHT, REED_DARK)
    lay(sheet, inside(hide(grain(37, 1.5, 60, FULL), 130), polygon_mask(tube)), REED_DARK, 0.28)
    for y in (top + 210, top + 470, top + 744):
        swell(sheet, box(800 - half - 2.5, y, 800 + half + 2.5, y + 13), (REED_LIGHT, REED, REED_DARK), 4, 0.0)
        fill(sheet, box(800 - half - 2.5, y + 5.6, 800 + half + 2.5, y + 7), REED_DARK, 0.8)
    for number in range(7):
        y = top + 268 + number * 62 + (28 if number > 3 else 0)  # noqa: PLR2004 - the hands lie apart
        fill(sheet, oval(800, y, 10.5, 12), mix(REED_DARK, INK, 0.2))
        fill(sheet, oval(800, y + 1.6, 8.8, 10), mix(INK, REED_DARK, 0.25))
    for y in (top + 22, foot - 40):
        _bind(sheet, y, half)
    fill(sheet, oval(800, top, half, 7), REED_DARK)
    fill(sheet, oval(800, top, half - 5, 4.6), INK)
    slot = box(800 - 9, foot - 122, 800 + 9, foot - 98)
    fill(sheet, slot, mix(INK, REED_DARK, 0.3))
    fill(sheet, [(800 - 9, foot - 98), (809, foot - 98), (809, foot - 108), (800 - 9, foot - 108)], REED_LIGHT, 0.8)


def _bind(sheet: Image.Image, y: float, half: float) -> None:
    """Thread wound round the reed."""
    for turn in range(5):
        upper = y + turn * 4.6
        shade_round(sheet, box(800 - half - 2, upper, 800 + half + 2, upper + 4.2), mix(PLUM, PAPER, 0.18), INK)
        fill(sheet, box(800 - half - 2, upper + 3.6, 800 + half + 2, upper + 4.6), INK, 0.45)
