"""Places in words, and as points on a drawing of coast and rivers. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import Shell


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place: what the common voice calls it, then every other form of a side. `number` is that of its point."""

    id: str
    number: int | None
    names: tuple[Phrase, ...]
    url: str | None
    """Its entries; None where none is in this language."""


@dataclass(frozen=True, slots=True)
class PointMark:
    """A point of the drawing. Places that share it share the mark."""

    x: int
    y: int
    numbers: str
    label: str
    """Plain words, with isolates where directions differ."""
    url: str
    side: Literal["before", "after"]
    """Where the numbers stand, so that none is cut off."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The drawing: a thousand units wide, three paths of lines, points. Nothing in it is an area."""

    height: int
    coast: str
    rivers: str
    net: str
    degrees: int
    """How far apart the lines of the net stand."""
    is_coarse: bool
    """Points are rounded to whole degrees."""
    marks: tuple[PointMark, ...]


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """`/<lang>/places/`: the places that entries name. `map` is None where none of them has a point."""

    shell: Shell
    map: MapView | None
    pointed: tuple[PlaceLine, ...]
    in_words: tuple[PlaceLine, ...]
    """Places without a point."""
