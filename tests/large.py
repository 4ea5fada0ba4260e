"""An archive with pictures that are larger than pages show: the fixture of two sides, one entry illustrated anew."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

from PIL import Image, ImageDraw

SOURCE = Path(__file__).parent / "archives"
DAY = "2026-12-31"
ENTRY = "walnut-flatbread"
# One broad and one tall: of different shapes, and neither a whole number of tiles.
SIZES = {"flatbread.png": (2500, 1700), "oven.png": (1100, 2300)}
_OVEN = """  - id: oven
    file: oven.png
    alt: {hy: Գծանկար՝ բարձր փուռ, ka: ნახატზე მაღალი თონეა}
    caption: {hy: Փուռը, ka: თონე}
    origin: {hy: Ծրագրի գծանկարը, ka: პროექტის ნახატი}
    rights: CC-BY-4.0
"""


def make_archive(folder: Path) -> Path:
    """Writes `folder/archive` and returns it; both sides have agreed to all of it."""
    root = folder / "archive"
    shutil.copytree(SOURCE / "two-sides" / "archive", root)
    entry = root / "entries" / ENTRY
    for name, size in SIZES.items():
        _draw(size).save(entry / "media" / name, "PNG")
    text = (entry / "entry.yml").read_text(encoding="utf-8")
    (entry / "entry.yml").write_bytes(text.replace("relations:\n", f"{_OVEN}relations:\n", 1).encode())
    runpy.run_path(str(SOURCE / "refresh"))["refresh"](root)
    return root


def _draw(size: tuple[int, int]) -> Image.Image:
    """Fields of a board, each unlike its neighbours, so that a piece in the wrong place would be seen."""
    picture = Image.new("RGB", size, "#fbfaf7")
    pen = ImageDraw.Draw(picture)
    for x in range(0, size[0], 100):
        for y in range(0, size[1], 100):
            pen.rectangle((x + 4, y + 4, x + 95, y + 95), fill=((x * 7 + 40) % 256, (y * 5 + 90) % 256, (x + y) % 256))
    return picture.quantize(200, dither=Image.Dither.NONE)
