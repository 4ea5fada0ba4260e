"""Pictures with the words they need. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import Licence


@dataclass(frozen=True, slots=True)
class ImageFile:
    """One derivative of a picture."""

    url: str
    width: int
    height: int
    type: Literal["image/webp", "image/jpeg"]
    kb: int
    """What it weighs, in thousands of bytes, never under one."""


@dataclass(frozen=True, slots=True)
class Closer:
    """A picture to be looked at closely: all of it at `url`; of a large one `tiles` lead to its pieces."""

    url: str
    width: int
    height: int
    tiles: str | None = None
    factors: tuple[int, ...] = ()
    """By how much the pieces are made smaller."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words it needs. `webp` and `jpeg` run from narrow to wide; the last jpeg is the fallback."""

    id: str
    webp: tuple[ImageFile, ...]
    jpeg: tuple[ImageFile, ...]
    width: int
    height: int
    alt: Phrase
    caption: Phrase
    origin: Phrase
    licence: Licence | None
    rights: str
    closer: Closer | None = None
