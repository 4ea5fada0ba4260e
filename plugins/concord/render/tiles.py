"""Large pictures in tiles, made by the recipe of `media.py` and kept in the same cache, one file for each picture.

A pack is a line of JSON, which says where each piece begins and ends and what the rest's digest is, and the pieces.
One file instead of hundreds: an archive of thousands of scans would else use up what a disk can count.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from concord.render.files import write_whole
from concord.render.media import FORMATS, MAX_SIDE, SETTINGS, PictureError, read_picture
from concord.render.pyramid import Piece, Pyramid, find_pyramid

# Names everything that changes the bytes made, beside the recipe of all pictures; a new value leaves old packs alone.
RECIPE: Final = "2"
# Tiles are many and small: what makes a large file appear step by step only makes them heavier.
_TILE: Final = SETTINGS["jpg"] | {"progressive": False}
_LONGEST_HEAD: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tiles:
    """The tiles of one picture, in the cache. Its bytes were whole when this was made."""

    pyramid: Pyramid
    pack: Path
    spans: dict[str, tuple[int, int]]
    """By path of a piece where it begins in the pack and how long it is."""

    def read(self, path: str) -> bytes:
        """The bytes of a piece."""
        start, length = self.spans[path]
        with self.pack.open("rb") as file:
            file.seek(start)
            return file.read(length)


@dataclass(frozen=True, slots=True)
class TileStore:
    """Cuts pictures, or finds them cut."""

    cache: Path

    def find(self, path: Path, sha256: str) -> Tiles | None:
        """The tiles of a picture; None if it is not large enough to need any. Raises PictureError."""
        pyramid = measure(path)
        if pyramid is None:
            return None
        pack = self.cache / "tiles" / RECIPE / sha256
        return _open(pack, pyramid) or _make(path, sha256, pack, pyramid)


def measure(path: Path) -> Pyramid | None:
    """How a picture is cut, by what its first bytes say of its size; nothing is decoded. Raises PictureError."""
    if path.is_symlink():
        raise PictureError(path.name)
    try:
        with Image.open(path, formats=sorted(FORMATS)) as picture:
            width, height = picture.size
    except Exception as error:  # a decoder fed with hostile bytes may raise anything; all of it means one thing
        raise PictureError(str(error)) from error
    # What is longer than that is shown smaller than it is, and has no finer pixels to look at.
    return find_pyramid(width, height) if max(width, height) <= MAX_SIDE else None


def _open(pack: Path, pyramid: Pyramid) -> Tiles | None:
    """What an earlier run made, if all of it is still whole and is cut as it would be now."""
    try:
        with pack.open("rb") as file:
            line = file.readline(_LONGEST_HEAD)
            found = hashlib.file_digest(file, "sha256").hexdigest()
        head = json.loads(line)
        lengths = {str(path): int(length) for path, length in head["pieces"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if found != head["sha256"] or list(lengths) != [piece.path for piece in pyramid.list_pieces()]:
        return None
    return Tiles(pyramid, pack, _find_spans(lengths, len(line)))


def _make(path: Path, sha256: str, pack: Path, pyramid: Pyramid) -> Tiles:
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise PictureError(path.name)
    picture = read_picture(raw)
    if picture.size != (pyramid.width, pyramid.height):
        # It lies on its side, as only metadata can say; a picture with metadata is none that is cut.
        raise PictureError(path.name)
    made = dict(_cut(picture, pyramid))
    body = b"".join(made.values())
    lengths = {name: len(content) for name, content in made.items()}
    head = {"pieces": list(lengths.items()), "sha256": hashlib.sha256(body).hexdigest()}
    line = json.dumps(head).encode() + b"\n"
    write_whole(pack, line + body)
    return Tiles(pyramid, pack, _find_spans(lengths, len(line)))


def _cut(picture: Image.Image, pyramid: Pyramid) -> Iterator[tuple[str, bytes]]:
    """Every piece. The whole picture is made smaller once for each factor, so that tiles meet without a seam."""
    smaller, factor = picture, 1
    for piece in pyramid.list_pieces():
        if piece.factor != factor:
            factor = piece.factor
            smaller = picture.resize(pyramid.size_at(factor), Image.Resampling.LANCZOS)
        yield piece.path, _write(smaller, piece)


def _write(smaller: Image.Image, piece: Piece) -> bytes:
    if piece.size == smaller.size:
        return _save(smaller, SETTINGS["jpg"])
    left, top = piece.box[0] // piece.factor, piece.box[1] // piece.factor
    return _save(smaller.crop((left, top, left + piece.size[0], top + piece.size[1])), _TILE)


def _save(picture: Image.Image, settings: dict[str, object]) -> bytes:
    out = io.BytesIO()
    picture.save(out, **settings)  # type: ignore[arg-type]
    return out.getvalue()


def _find_spans(lengths: dict[str, int], start: int) -> dict[str, tuple[int, int]]:
    spans = {}
    for path, length in lengths.items():
        spans[path] = start, length
        start += length
    return spans
