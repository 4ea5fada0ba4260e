"""The pictures of an entry that can be shown, with what was made of each."""

from __future__ import annotations

from dataclasses import dataclass

from concord.derive.site import SiteEntry
from concord.model.items import Media
from concord.render.media import Derivative
from concord.render.press import Press
from concord.render.tiles import Tiles


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture in the order of its entry. `jpeg` runs from narrow to wide; `tiles` only where it is large."""

    media: Media
    jpeg: tuple[Derivative, ...]
    tiles: Tiles | None


def find_pictured(press: Press, entry: SiteEntry) -> tuple[Pictured, ...]:
    """Every picture whose bytes are agreed and can be read."""
    found = {media.id: _find(press, entry, media) for media in entry.file.media}
    return tuple(one for one in found.values() if one)


def _find(press: Press, entry: SiteEntry, media: Media) -> Pictured | None:
    shown = entry.media.get(media.file)
    jpeg = tuple(one for one in press.find_derivatives(shown) if one.type == "image/jpeg")
    return Pictured(media, jpeg, press.find_tiles(shown)) if jpeg else None
