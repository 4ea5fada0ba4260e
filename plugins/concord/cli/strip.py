"""`concord strip`: takes out of pictures, sounds and films what is neither seen nor heard."""

from __future__ import annotations

from pathlib import Path

import click

from concord.check.pictures import assess_picture, strip_metadata
from concord.check.pieces import PieceError
from concord.check.recordings import assess_recording, strip_recording
from concord.model.items import find_media_form

_UNCLEAR = "what is hidden in it cannot be told from the rest"


@click.command("strip")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
def command(files: tuple[Path, ...]) -> None:
    """Take hidden data out of pictures, sounds and films. Places, cameras, names, days, comments.

    Nothing is encoded anew: every pixel and every sound stays as it is. A photograph that was turned by such data lies
    on its side afterwards; turn and save it in any program. A path may begin inside ./archive, as `concord check`
    names it.
    """
    for path in map(_find_file, files):
        taken = _strip_recording(path) if find_media_form(path.name.lower()).is_recording else _strip_picture(path)
        click.echo(f"{path}: {'took out ' + ', '.join(taken) if taken else 'nothing to take out'}")


def _strip_picture(path: Path) -> tuple[str, ...]:
    facts = assess_picture(path)
    if not facts.format:
        raise click.ClickException(f"{path}: not a picture that can be read")
    if facts.metadata:
        try:
            path.write_bytes(strip_metadata(path.read_bytes(), facts.format))
        except PieceError as error:
            message = f"{path}: {_UNCLEAR}; save it again in a program for pictures"
            raise click.ClickException(message) from error
    return facts.metadata


def _strip_recording(path: Path) -> tuple[str, ...]:
    facts = assess_recording(path)
    if facts.recorded is None:
        raise click.ClickException(f"{path}: not an MP3, or MP4 with H.264 and AAC, that can be read")
    if facts.metadata:
        try:
            path.write_bytes(strip_recording(path.read_bytes(), path.suffix.lstrip(".").lower()))
        except PieceError as error:
            message = f"{path}: {_UNCLEAR}; save it again in a program for recordings"
            raise click.ClickException(message) from error
    return facts.metadata


def _find_file(path: Path) -> Path:
    """The file as given, or below ./archive: the check names files by their place in the archive."""
    inside = Path("archive") / path
    if not path.exists() and not inside.is_file():
        raise click.BadParameter(f"{path}: there is no such file")
    return path if path.exists() else inside
