"""`concord leave`: a whole copy of the archive for one side, which anybody can judge without the others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from concord.catalogues import load_catalogue
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.mkdocs_plugins.session import settings_from_file
from concord.model.archive import Charter
from concord.pipeline import Refusal, load, prepare
from concord.publish.leave import LOCALES, InTheWayError, check_free, find_beside, write_copy
from concord.publish.registry import find_outputs
from concord.render.leaving import FILE, Leaving, render_leaving
from concord.render.press import make_press
from concord.report.status import Say
from concord.report.text import render_text


@click.command("leave")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--as-side", "side", required=True, help="The side for which the copy is made.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="A new or empty folder.")
@click.option("--as-of", type=DAY, help="Judge approvals as of this day.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1, help="Processes; default: all."
)
@click.option("--lang", help="Language of messages.")
def command(archive: Path, side: str, out: Path, as_of: str | None, workers: int, lang: str | None) -> int:
    """Write a whole copy of the archive for one side. Everything kept together is in it, and the site with its proof.

    Any side can take one at any time, whether it stays, pauses or leaves. The copies of all sides hold the same bytes
    but for one page, which says whose copy it is and how anybody can judge it.

    Ends with 1 when the archive is not in order: then the copy holds everything but the site.
    """
    locales = archive.parent / "locales"
    say = load_catalogue(find_language(lang), locales).gettext
    loaded = load(archive, as_of)
    charter = find_charter(loaded.archive.charter, side, say)
    config = archive.parent / "mkdocs.yml"
    folders = settings_from_file(config).folders if config.is_file() else ()
    beside = find_beside(archive, folders)
    try:
        check_free(archive, out)
        site = prepare(archive, as_of)
        is_whole = not isinstance(site, Refusal)
        page = FILE, render_leaving(charter, Leaving(side, loaded.as_of, is_whole, find_options(beside)), locales)
        outputs = None if isinstance(site, Refusal) else list(find_outputs(make_press(site, locales, folders)))
        copied = write_copy(archive, beside, outputs, page, out, workers)
    except InTheWayError as error:
        raise click.UsageError(say("{file} is not empty, or lies inside the archive.").format(file=error)) from error
    if isinstance(site, Refusal):
        click.echo(render_text(site.report(find_language(lang))), err=True, nl=False)
        click.echo(say("The archive is not in order: the copy holds everything but the site."), err=True)
    _tell_left_out(copied.left_out, say)
    click.echo(say("Written: {file}").format(file=out / FILE))
    return int(not is_whole)


def find_charter(charter: Charter | None, side: str, say: Say) -> Charter:
    """The charter, if the side is one of its sides, be it one that has paused or left."""
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    sides = charter.sides.value.sides
    if side not in sides:
        sentence = say("There is no side {side} here; the sides are: {names}")
        raise click.UsageError(sentence.format(side=side, names=", ".join(sorted(sides))))
    return charter


def find_options(beside: Iterable[str]) -> tuple[str, ...]:
    """How `concord verify` is told of what stands beside the archive."""
    return tuple(f"--{'locales' if path == LOCALES else 'templates'} {path}" for path in beside)


def _tell_left_out(paths: Iterable[str], say: Say) -> None:
    for path in paths:
        click.echo(say("Left out, since it is no plain file with a name for every system: {file}").format(file=path))
