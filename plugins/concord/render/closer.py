"""What a page needs so that readers can look closely at its pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from concord.derive.site import SiteEntry
from concord.derive.views import Closer, Figure
from concord.model.items import Media
from concord.render import addresses
from concord.render.cards import build_figure
from concord.render.press import Press

# A picture that pages show as large as it is has nothing more to see.
_SHOWN = 480


def build_close_figure(press: Press, entry: SiteEntry, media: Media, lang: str, root: str) -> Figure | None:
    """A picture with the way to all of it."""
    figure = build_figure(press, entry, media, lang, root)
    return replace(figure, closer=_find_closer(press, entry, media, figure, root)) if figure else None


def _find_closer(press: Press, entry: SiteEntry, media: Media, figure: Figure, root: str) -> Closer | None:
    tiles = press.find_tiles(entry.media.get(media.file))
    if tiles:
        folder = root + addresses.find_image(entry.id, media.id)
        pyramid = tiles.pyramid
        return Closer(f"{folder}/{addresses.WHOLE}", pyramid.width, pyramid.height, folder, pyramid.factors)
    wide = figure.jpeg[-1]
    return Closer(wide.url, wide.width, wide.height) if wide.width > _SHOWN else None


def find_viewer_url(press: Press, figures: Iterable[Figure | None], root: str) -> str | None:
    """The viewer, for a page that has a use for it."""
    is_used = any(figure and figure.closer for figure in figures)
    return root + press.assets.viewer if is_used and press.assets.viewer else None


def find_manifest_url(press: Press, media: Iterable[object], entry: SiteEntry, root: str) -> str | None:
    """The manifest of the entry's pictures and recordings; the workshop edition has none."""
    is_there = not press.site.is_proposed and any(media)
    return root + addresses.find_manifest(entry.id) if is_there else None
