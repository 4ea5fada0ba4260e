"""Pictures, styles, script and fonts as outputs."""

from __future__ import annotations

from collections.abc import Iterator

from concord.publish.output import Output, output_file
from concord.render.press import Press


def find_media(press: Press) -> Iterator[Output]:
    """Every derivative once, however many entries show it."""
    shown = [media for entry in press.site.entries.values() for media in entry.media.values()]
    files = {
        derivative.file
        for media in (*shown, *press.site.find_reviewed())
        for derivative in press.find_derivatives(media)
    }
    for file in sorted(files):
        yield output_file(f"media/{file}", "media", press.pictures.find_blob(file))


def find_assets(press: Press) -> Iterator[Output]:
    """Styles, script and mark; fonts if they were fetched."""
    for address, content in sorted(press.assets.files.items()):
        yield Output(address, "asset", lambda content=content: content)  # type: ignore[misc]
    for address, path in sorted(press.assets.fonts.items()):
        yield output_file(address, "font", path)
