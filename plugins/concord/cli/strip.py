"""`concord strip`: takes out of pictures what is not the picture."""

from __future__ import annotations

from pathlib import Path

import click

from concord.check.pictures import assess_picture, strip_metadata


@click.command("strip")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(files: tuple[Path, ...]) -> None:
    """Take hidden data out of pictures: places, cameras, names, comments. Every pixel stays as it is.

    A photograph that was turned by such data lies on its side afterwards; turn and save it in any program.
    """
    for path in files:
        facts = assess_picture(path)
        if not facts.format:
            raise click.ClickException(f"{path}: not a picture that can be read")
        if facts.metadata:
            path.write_bytes(strip_metadata(path.read_bytes(), facts.format))
        click.echo(f"{path}: {'took out ' + ', '.join(facts.metadata) if facts.metadata else 'nothing to take out'}")
