"""Draws the pictures of the demonstration again: `.venv/bin/python scripts/drawings [--check] [NAME ...]`.

The same bytes come out wherever the locked Pillow runs. `--check` writes nothing and fails if a picture in the
archive is not the one that these programs draw.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable
from pathlib import Path

from ears import draw_ears
from necklace import draw_necklace
from path import draw_path
from pattern import draw_pattern
from PIL import Image
from sheet import draw_sheet
from shoes import draw_shoes
from stitches import draw_stitches
from table import draw_table
from tanpuras import draw_tanpuras
from tray import draw_tray
from two_books import draw_two_books
from two_doors import draw_two_doors

ENTRIES = Path(__file__).resolve().parents[2] / "archive" / "entries"
DRAWINGS: dict[str, tuple[str, Callable[[], Image.Image]]] = {
    "necklace": ("mohenjo-daro-necklace", draw_necklace),
    "two-doors": ("ganga-ram-hospitals", draw_two_doors),
    "path": ("kartarpur", draw_path),
    "shoes": ("shrine-protocol-1974", draw_shoes),
    "table": ("nowruz", draw_table),
    "sheet": ("tarana-e-hindi", draw_sheet),
    "two-books": ("heer-waris-shah", draw_two_books),
    "pattern": ("ajrak", draw_pattern),
    "stitches": ("phulkari", draw_stitches),
    "tray": ("karachi-bombay-halwa", draw_tray),
    "ears": ("basmati", draw_ears),
    "tanpuras": ("kasur-patiala-gharana", draw_tanpuras),
}


def main() -> int:
    """Draws what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="scripts/drawings", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(DRAWINGS)}")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    wanted = parser.parse_args()
    if unknown := sorted(set(wanted.names) - set(DRAWINGS)):
        parser.error(f"no such drawing: {', '.join(unknown)}")
    results = [_keep(name, check=wanted.check) for name in wanted.names or DRAWINGS]
    return 0 if all(results) else 1


def _keep(name: str, *, check: bool) -> bool:
    """Writes a drawing or compares it with the one in the archive."""
    entry, draw = DRAWINGS[name]
    path = ENTRIES / entry / "media" / f"{name}.png"
    drawn = _as_png(draw())
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn)
    same = path.is_file() and path.read_bytes() == drawn
    print(f"{name}: {path.name}, {len(drawn)} bytes{'' if same else ', not the one in the archive'}")
    return same


def _as_png(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
