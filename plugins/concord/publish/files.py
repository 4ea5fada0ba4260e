"""Pictures, recordings with their captions, styles, script and fonts as outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from concord.publish.output import Output, output_file
from concord.render import addresses
from concord.render.press import Press
from concord.render.recordings import find_captions as find_recording_captions
from concord.render.recordings import find_recorded


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
    for file, path in sorted(_find_recordings(press).items()):
        yield output_file(f"media/{file}", "media", path)


def _find_recordings(press: Press) -> dict[str, Path]:
    shown = [one for entry in press.site.entries.values() for _, one in find_recorded(press, entry)]
    reviewed = [press.find_recording(media) for media in press.site.find_reviewed()]
    return {one.file: one.path for one in (*shown, *reviewed) if one}


def find_captions(press: Press) -> Iterator[Output]:
    """The captions of every recording that is shown, to the byte as they were agreed to."""
    for entry in press.site.entries.values():
        for media, _ in find_recorded(press, entry):
            for text in find_recording_captions(entry, media):
                address = addresses.find_captions(text.part.lang or "", entry.id, media.id)
                yield Output(address, "captions", text.text.encode)


def find_assets(press: Press) -> Iterator[Output]:
    """Styles, script and mark; fonts if they were fetched."""
    for address, content in sorted(press.assets.files.items()):
        yield Output(address, "asset", lambda content=content: content)  # type: ignore[misc]
    for address, path in sorted(press.assets.fonts.items()):
        yield output_file(address, "font", path)
