"""`concord offline`: one edition as a ZIP that is unpacked and read, without a network and without a server."""

from __future__ import annotations

import os
from pathlib import Path

import click

from concord.catalogues import load_catalogue
from concord.cli.build import CONFIG, FOLDER, find_settings
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.pipeline import Refusal, prepare
from concord.publish.offline import find_offline, write_offline
from concord.render.press import make_press
from concord.report.text import render_text


@click.command("offline")
@click.option("--lang", help="The edition, as hi or ur; messages are in its language too.")
@click.option("--every", is_flag=True, help="All editions; --out is a folder then.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The ZIP; replaced.")
@click.option("--config", type=CONFIG, default=Path("mkdocs.yml"), help="The archive's mkdocs.yml, if it has one.")
@click.option("--archive", type=FOLDER, help="Folder of the archive.")
@click.option("--as-of", type=DAY, help="Judge approvals as of this day.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1, help="Processes; default: all."
)
def command(
    lang: str | None,
    out: Path,
    config: Path,
    archive: Path | None,
    as_of: str | None,
    workers: int,
    *,
    every: bool,
) -> int:
    """Write one edition as a ZIP that opens from a folder. It needs neither a network nor a server.

    It holds the pages of the edition, the parallel pages of its entries, their pictures, the fonts and the search. The
    proof stays with the site: a copy is for reading. The same archive gives the same bytes on the same day.
    """
    if (lang is None) is not every:
        raise click.UsageError(load_catalogue(find_language(lang)).gettext("Give --lang or --every, not both."))
    if out.exists() and out.is_dir() is not every:
        raise click.BadParameter(str(out), param_hint="--out")
    settings = find_settings(config, archive, None, as_of, proposed=False, strict=False)
    locales = settings.root.parent / "locales"
    spoken = find_language(lang)
    say = load_catalogue(spoken, locales).gettext
    site = prepare(settings.root, settings.as_of)
    if isinstance(site, Refusal):
        click.echo(render_text(site.report(spoken)), err=True, nl=False)
        click.echo(say("Nothing was written."), err=True)
        return 1
    if lang is not None and lang not in site.languages:
        sentence = say("There is no edition {lang} here; the editions are: {names}")
        raise click.UsageError(sentence.format(lang=lang, names=", ".join(sorted(site.languages))))
    for edition in (lang,) if lang else sorted(site.languages):
        # A press remembers whose copy it prints, so each edition has one of its own.
        press = make_press(site, locales, settings.folders)
        press.copy = edition
        press.make_pictures()
        name = f"{site.archive.id}-{edition}"
        file = out if lang else out / f"{name}.zip"
        write_offline(find_offline(press, edition), name, file, workers)
        click.echo(say("Written: {file}").format(file=file))
    return 0
