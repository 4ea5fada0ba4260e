"""How a large picture is cut: sizes and addresses of every piece, as clients of IIIF Image API 3 will ask for them.

Nothing here looks at a picture. The same width and height give the same pieces on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from concord.render.addresses import WHOLE

TILE: Final = 512
# What pages show at most; a larger picture is cut, so that nobody fetches all of it to see a corner.
LARGE: Final = 1600
_END: Final = "0/default.jpg"
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a picture, `box` in its own pixels, at one size. `path` leads to it from the picture's folder."""

    path: str
    box: Box
    factor: int
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pyramid:
    """A large picture at full size, at half of it, a quarter and so on, until it fits into one tile."""

    width: int
    height: int

    @property
    def factors(self) -> tuple[int, ...]:
        """By how much the picture is made smaller: 1, 2, 4 ..."""
        found = [1]
        while max(self.size_at(found[-1])) > TILE:
            found.append(found[-1] * 2)
        return tuple(found)

    @property
    def smallest(self) -> tuple[int, int]:
        """The size at which one tile holds all of it."""
        return self.size_at(self.factors[-1])

    def size_at(self, factor: int) -> tuple[int, int]:
        """Width and height, made smaller."""
        return -(-self.width // factor), -(-self.height // factor)

    def list_pieces(self) -> Iterator[Piece]:
        """Every file of the picture: all of it in one, then the tiles from the finest to the one that is the whole.

        A corner of one pixel is asked for by the same address at several factors. It is one file, cut at the finest.
        """
        whole = (0, 0, self.width, self.height)
        yield Piece(WHOLE, whole, 1, (self.width, self.height))
        tiles: dict[str, Piece] = {}
        for factor in self.factors[:-1]:
            for piece in self.cut(factor):
                tiles.setdefault(piece.path, piece)
        yield from tiles.values()
        width, height = self.smallest
        yield Piece(f"full/{width},{height}/{_END}", whole, self.factors[-1], self.smallest)

    def cut(self, factor: int) -> Iterator[Piece]:
        """The tiles that cover the picture at one factor, row by row."""
        width, height = self.size_at(factor)
        for y in range(0, height, TILE):
            for x in range(0, width, TILE):
                size = min(TILE, width - x), min(TILE, height - y)
                left, top = x * factor, y * factor
                box = left, top, min(TILE * factor, self.width - left), min(TILE * factor, self.height - top)
                yield Piece(f"{','.join(map(str, box))}/{size[0]},{size[1]}/{_END}", box, factor, size)


def find_pyramid(width: int, height: int) -> Pyramid | None:
    """The pyramid of a picture that is large enough to need one."""
    return Pyramid(width, height) if max(width, height) > LARGE else None
