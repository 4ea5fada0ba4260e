"""`concord fmt`: brings texts into the one form that is agreed to byte by byte."""

from __future__ import annotations

from pathlib import Path

import click

from concord.read.mending import find_mendable, find_mended, write_mended


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", "is_check", is_flag=True, help="Change nothing; end with 1 if anything would change.")
def command(paths: tuple[Path, ...], *, is_check: bool) -> None:
    """Mend the form of texts. UTF-8 without a mark in front, composed letters (NFC), line ends, one at the end.

    Words, comments, order and spaces stay as they are. Approvals and agreed words are never touched. Without PATHS
    everything below ./archive is looked at.
    """
    count = 0
    for path in paths or (Path("archive"),):
        if not path.exists():
            raise click.ClickException(f"{path}: there is no such folder")
        for file in find_mendable(path):
            count += _mend(file, is_check=is_check)
    click.get_current_context().exit(1 if is_check and count else 0)


def _mend(file: Path, *, is_check: bool) -> bool:
    mended = find_mended(file)
    if mended is None:
        return False
    if not is_check:
        write_mended(file, mended)
    # A name below an archive may hold anything; one that cannot be printed is shown escaped.
    click.echo(f"{'would mend' if is_check else 'mended'} {str(file)!r}")
    return True
