"""Draws the pictures of the demonstration again: `.venv/bin/python scripts/drawings [--check] [NAME ...]`.

The same bytes come out wherever the locked Pillow runs. `--check` writes nothing and fails if a picture in the
archive is not the one that these programs draw.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable
from pathlib import Path

from necklace import draw_necklace
from PIL import Image
from two_doors import draw_two_doors

ENTRIES = Path(__file__).resolve().parents[2] / "archive" / "entries"
DRAWINGS: dict[str, tuple[Path, Callable[[], Image.Image]]] = {
    "necklace": (ENTRIES / "mohenjo-daro-necklace" / "media" / "necklace.png", draw_necklace),
    "two-doors": (ENTRIES / "ganga-ram-hospitals" / "media" / "two-doors.png", draw_two_doors),
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
    path, draw = DRAWINGS[name]
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
