"""`concord strip`: takes out of pictures what is not the picture."""

from __future__ import annotations

from pathlib import Path

import click

from concord.check.pictures import assess_picture, strip_metadata
from concord.check.pieces import PieceError


@click.command("strip")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
def command(files: tuple[Path, ...]) -> None:
    """Take hidden data out of pictures: places, cameras, names, comments. Every pixel stays as it is.

    A photograph that was turned by such data lies on its side afterwards; turn and save it in any program. A path may
    begin inside ./archive, as `concord check` names it.
    """
    for path in map(_find_file, files):
        facts = assess_picture(path)
        if not facts.format:
            raise click.ClickException(f"{path}: not a picture that can be read")
        if facts.metadata:
            path.write_bytes(_strip(path, facts.format))
        click.echo(f"{path}: {'took out ' + ', '.join(facts.metadata) if facts.metadata else 'nothing to take out'}")


def _strip(path: Path, form: str) -> bytes:
    try:
        return strip_metadata(path.read_bytes(), form)
    except PieceError as error:
        message = (
            f"{path}: what is hidden in it cannot be told from the picture; save it again in a program for pictures"
        )
        raise click.ClickException(message) from error


def _find_file(path: Path) -> Path:
    """The file as given, or below ./archive: the check names files by their place in the archive."""
    inside = Path("archive") / path
    if not path.exists() and not inside.is_file():
        raise click.BadParameter(f"{path}: there is no such file")
    return path if path.exists() else inside
