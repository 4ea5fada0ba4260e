"""The drawing for the poem of 1904: an empty ruled sheet, an inkwell on one side of it, a reed pen on the other.

A pen and an inkwell are two things, so the halves differ here: each is drawn as a left half, and the sheet of paper
is the same in both.
"""

from __future__ import annotations

from forms import cast, grain, hide, join, oval, shifted, swell, tapered, through, turn_layer
from paint import (
    FULL,
    INK,
    PAPER,
    PLUM,
    Colour,
    Point,
    box,
    fill,
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

PAGE: Colour = (243, 236, 221)
PAGE_DARK: Colour = (206, 194, 170)
PAGE_LIGHT: Colour = (252, 249, 241)
GLAZE: Colour = (150, 160, 148)
GLAZE_DARK: Colour = (88, 98, 92)
GLAZE_LIGHT: Colour = (214, 220, 208)
REED: Colour = (178, 138, 92)
REED_DARK: Colour = (98, 68, 46)
REED_LIGHT: Colour = (224, 194, 146)
BLACK: Colour = (38, 33, 36)

LEFT, TOP, FOOT = 476.0, 128.0, 1072.0
PEN_X, PEN_TOP, PEN_FOOT = 262.0, 176.0, 1012.0
WELL: Point = (254.0, 612.0)


def draw_sheet() -> Image.Image:
    """The finished drawing."""
    with_well, with_pen = _paper(), _paper()
    _paint_well(with_well)
    _paint_pen(with_pen)
    return join(with_well, with_pen)


def _paper() -> Image.Image:
    """The left half of the sheet of paper: a frame and ruled lines, and nothing written."""
    sheet = new_sheet()
    outline = box(LEFT, TOP, 810, FOOT)
    shape = polygon_mask(outline)
    cast(sheet, shape, 0.8)
    page = new_sheet(PAGE)
    lay(page, grain(71, 90, 90), PAGE_LIGHT, 0.35)
    lay(page, hide(grain(72, 5, 1.6), 180), PAGE_DARK, 0.22)
    rim = polygon_mask(box(LEFT + 9, TOP + 9, 900, FOOT - 9))
    lay(page, soft(rim.point([255 - value for value in range(256)]), 7), PAGE_DARK, 0.55)
    sheet.paste(page, (0, 0), shape)
    for inset, wide in ((42, 3.4), (52, 1.4)):
        edge = box(LEFT + inset, TOP + inset, 900, FOOT - inset)
        for first, last in ((0, 1), (0, 3), (3, 2)):
            fill(sheet, tapered([edge[first], edge[last]], (wide, wide)), PLUM, 0.75)
    for number in range(11):
        y = TOP + 138 + number * 67
        fill(sheet, box(LEFT + 86, y, 800, y + 2.6), mix(INK, PAGE, 0.35), 0.8)
        fill(sheet, box(LEFT + 86, y - 25, 800, y - 23.8), mix(INK, PAGE, 0.45), 0.34)
    return sheet


def _paint_well(sheet: Image.Image) -> None:
    """A glazed inkwell seen from above, full of ink."""
    body = oval(*WELL, 128, 128)
    cast(sheet, polygon_mask(body), 1.3)
    swell(sheet, body, (GLAZE_LIGHT, GLAZE, GLAZE_DARK), 22, 0.22)
    for reach, colour in ((100, PLUM), (96, GLAZE), (91, PLUM), (89, GLAZE)):
        fill(sheet, oval(*WELL, reach, reach), colour, 0.42)
    shoulder = oval(*WELL, 86, 86)
    swell(sheet, shoulder, (GLAZE_LIGHT, mix(GLAZE, GLAZE_LIGHT, 0.35), GLAZE), 12, 0.3)
    lip = oval(*WELL, 68, 68)
    lay(sheet, soft(moved(polygon_mask(lip), 0, 8), 6), INK, 0.5)
    shade_down(sheet, lip, mix(GLAZE_LIGHT, PAPER, 0.7), GLAZE)
    shade_down(sheet, oval(*WELL, 60, 60), GLAZE_DARK, mix(GLAZE, GLAZE_LIGHT, 0.6))
    pool = oval(WELL[0], WELL[1] + 2, 54, 54)
    shade_down(sheet, pool, BLACK, mix(BLACK, PLUM, 0.35))
    hole = polygon_mask(pool)
    gleam = new_mask()
    ImageDraw.Draw(gleam).polygon(large(oval(WELL[0], WELL[1] - 26, 34, 14)), fill=255)
    lay(sheet, inside(soft(gleam, 4), hole), mix(PLUM, PAPER, 0.75), 0.42)
    arc = new_mask()
    ImageDraw.Draw(arc).polygon(large(oval(WELL[0], WELL[1] - 6, 106, 106)), fill=255)
    ImageDraw.Draw(arc).polygon(large(oval(WELL[0], WELL[1] + 6, 104, 106)), fill=0)
    lay(sheet, soft(arc, 3), PAPER, 0.75)


def _paint_pen(sheet: Image.Image) -> None:
    """A reed pen, cut to write, its point towards the reader."""
    layer, shape = new_sheet(REED), new_mask()
    half = 20.0
    cut = PEN_FOOT - 140
    outline = [
        (PEN_X - half + 3, PEN_TOP), (PEN_X + half - 3, PEN_TOP), (PEN_X + half, PEN_TOP + 60), (PEN_X + half, cut),
        (PEN_X + half - 7, cut + 52), (PEN_X + 7, PEN_FOOT - 4), (PEN_X - 6, PEN_FOOT), (PEN_X - half + 7, cut + 52),
        (PEN_X - half, cut), (PEN_X - half, PEN_TOP + 60),
    ]  # fmt: skip
    ImageDraw.Draw(shape).polygon(large(outline), fill=255)
    shade_round(layer, box(PEN_X - half, PEN_TOP - 4, PEN_X + half, PEN_FOOT + 4), REED_LIGHT, REED_DARK)
    lay(layer, hide(grain(77, 1.4, 60, FULL), 128), REED_DARK, 0.30)
    for y in (PEN_TOP + 178, PEN_TOP + 452):
        knot = box(PEN_X - half - 2, y, PEN_X + half + 2, y + 12)
        ImageDraw.Draw(shape).polygon(large(knot), fill=255)
        swell(layer, knot, (REED_LIGHT, REED, REED_DARK), 4, 0.0)
        fill(layer, box(PEN_X - half - 2, y + 5.4, PEN_X + half + 2, y + 7), REED_DARK, 0.9)
    fill(layer, oval(PEN_X, PEN_TOP + 1, half - 4, 5), REED_DARK)
    bowl = through([(-6, PEN_FOOT), (-half + 8, cut + 52), (-half + 4, cut), (0, cut - 48), (half - 4, cut),
                    (half - 8, cut + 52), (6, PEN_FOOT)], 10)  # fmt: skip
    scoop = shifted(bowl, PEN_X, 0)
    shade_down(layer, scoop, mix(REED, REED_DARK, 0.75), mix(REED_LIGHT, PAPER, 0.35))
    fill(layer, tapered([(PEN_X, cut - 20), (PEN_X, cut + 60), (PEN_X, PEN_FOOT)], (2, 12, 6)), REED_LIGHT, 0.7)
    tip = box(PEN_X - half, PEN_FOOT - 44, PEN_X + half, PEN_FOOT + 6)
    lay(layer, soft(polygon_mask(tip), 3), BLACK, 0.95)
    fill(layer, tapered([(PEN_X, cut + 44), (PEN_X, PEN_FOOT)], (1.0, 2.2)), BLACK)
    layer, shape = (turn_layer(part, 7, (PEN_X, 600)) for part in (layer, shape))
    cast(sheet, shape, 0.9)
    sheet.paste(layer, (0, 0), shape)
