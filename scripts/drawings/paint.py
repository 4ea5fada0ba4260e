"""Paper, colours and brushes that the drawings share.

A drawing is made as its left half, three times as large, then averaged down and mirrored: so no half can be
larger, finer or nearer to the light than the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1200
OVER = 3
PAPER = (251, 250, 247)
INK = (33, 31, 28)
PLUM = (107, 47, 94)

Colour = tuple[int, int, int]
Point = tuple[float, float]
FULL = (WIDTH // 2 * OVER, HEIGHT * OVER)


def new_sheet(colour: Colour = PAPER) -> Image.Image:
    """The left half of a sheet of paper, at the large size."""
    return Image.new("RGB", FULL, colour)


def new_mask() -> Image.Image:
    """An empty mask at the large size: 0 hides, 255 shows."""
    return Image.new("L", FULL, 0)


def finish(sheet: Image.Image) -> Image.Image:
    """The whole drawing at its final size. Averaging whole blocks of pixels gives the same bytes on every machine."""
    half = sheet.reduce(OVER)
    whole = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    whole.paste(half, (0, 0))
    whole.paste(half.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (WIDTH // 2, 0))
    return whole


def large(points: Sequence[Point]) -> list[Point]:
    """Points of the final drawing in the pixels of the large one."""
    return [(x * OVER, y * OVER) for x, y in points]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that lies `share` of the way from the first to the second."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def box(left: float, top: float, right: float, foot: float) -> list[Point]:
    """The corners of an upright rectangle."""
    return [(left, top), (right, top), (right, foot), (left, foot)]


def arch(middle: float, half: float, spring: float, rise: float) -> list[Point]:
    """The line of an arch from its left springing to its right one."""
    turns = [math.pi * step / 48 for step in range(49)]
    return [(middle - half * math.cos(turn), spring - rise * math.sin(turn) ** 0.86) for turn in turns]


def polygon_mask(points: Sequence[Point]) -> Image.Image:
    """A mask that shows the inside of a polygon."""
    mask = new_mask()
    ImageDraw.Draw(mask).polygon(large(points), fill=255)
    return mask


def line_mask(points: Sequence[Point], width: float) -> Image.Image:
    """A mask that shows a line with round ends and joints."""
    mask = new_mask()
    draw = ImageDraw.Draw(mask)
    draw.line(large(points), fill=255, width=round(width * OVER), joint="curve")
    radius = width * OVER / 2
    for x, y in (large(points)[0], large(points)[-1]):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return mask


def lay(sheet: Image.Image, mask: Image.Image, colour: Colour, strength: float = 1.0) -> None:
    """Lays a colour over the sheet where the mask shows."""
    sheet.paste(colour, (0, 0), faded(mask, strength))


def fill(sheet: Image.Image, points: Sequence[Point], colour: Colour, strength: float = 1.0) -> None:
    """Lays a colour over a polygon; works on no more of the sheet than the polygon needs."""
    corner, mask = _small_mask(points, strength)
    sheet.paste(colour, corner, mask)


def shade_down(sheet: Image.Image, points: Sequence[Point], first: Colour, second: Colour) -> None:
    """Fills a polygon with one colour at its top and another at its foot."""
    corner, mask = _small_mask(points, 1.0)
    last = max(1, mask.height - 1)
    strip = _strip([mix(first, second, y / last) for y in range(mask.height)], (1, mask.height))
    sheet.paste(strip.resize(mask.size, Image.Resampling.NEAREST), corner, mask)


def shade_round(sheet: Image.Image, points: Sequence[Point], light: Colour, dark: Colour) -> None:
    """Fills a polygon like something round and upright: bright a little off its middle, dark at both edges."""
    corner, mask = _small_mask(points, 1.0)
    reach = mask.width / 2
    edges = [abs((x - reach) / reach + 0.22) ** 2.2 * 0.62 for x in range(mask.width)]
    strip = _strip([mix(light, dark, edge) for edge in edges], (mask.width, 1))
    sheet.paste(strip.resize(mask.size, Image.Resampling.NEAREST), corner, mask)


def _small_mask(points: Sequence[Point], strength: float) -> tuple[tuple[int, int], Image.Image]:
    """Where a polygon's box begins on the sheet, and a mask of the size of that box."""
    corners = large(points)
    left, top = (math.floor(min(corner[axis] for corner in corners)) for axis in (0, 1))
    right, foot = (math.ceil(max(corner[axis] for corner in corners)) + 1 for axis in (0, 1))
    mask = Image.new("L", (right - left, foot - top), 0)
    ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in corners], fill=round(255 * strength))
    return (left, top), mask


def _strip(colours: Sequence[Colour], size: tuple[int, int]) -> Image.Image:
    strip = Image.new("RGB", size)
    strip.putdata(colours)
    return strip


def soft(mask: Image.Image, radius: float) -> Image.Image:
    """A mask with blurred edges. Blurring a quarter of the size looks the same and takes a tenth of the time."""
    small = mask.reduce(4)
    return small.filter(ImageFilter.GaussianBlur(radius * OVER / 4)).resize(mask.size, Image.Resampling.BILINEAR)


def faded(mask: Image.Image, strength: float) -> Image.Image:
    """A mask that shows less."""
    return mask if strength >= 1 else mask.point([round(value * strength) for value in range(256)])


def moved(mask: Image.Image, right: float, down: float) -> Image.Image:
    """A mask moved by pixels of the final drawing; what leaves the sheet is lost."""
    shifted = Image.new("L", mask.size, 0)
    shifted.paste(mask, (round(right * OVER), round(down * OVER)))
    return shifted


def inside(mask: Image.Image, other: Image.Image) -> Image.Image:
    """Where both masks show."""
    return ImageChops.multiply(mask, other)
