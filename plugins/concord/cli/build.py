"""`concord build`: the whole site, written aside and swapped in; the same bytes as `mkdocs build`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.mkdocs_plugins.session import Settings, settings_from_file
from concord.pipeline import Refusal, prepare
from concord.publish.later import Later
from concord.publish.registry import find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press
from concord.report.text import render_text

CONFIG = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command("build")
@click.option("--config", type=CONFIG, default=Path("mkdocs.yml"), help="The archive's mkdocs.yml, if it has one.")
@click.option("--archive", type=FOLDER, help="Folder of the archive.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the site; replaced as a whole."
)
@click.option("--as-of", type=DAY, help="Judge approvals as of this day.")
@click.option("--proposed", is_flag=True, help="Build the workshop edition: words as proposed, never to be published.")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1, help="Processes; default: all."
)
@click.option("--lang", help="Language of messages.")
def command(
    config: Path,
    archive: Path | None,
    out: Path | None,
    as_of: str | None,
    workers: int,
    lang: str | None,
    *,
    proposed: bool,
    strict: bool,
) -> int:
    """Build the site from what all sides agreed to.

    Nothing is written unless the archive is in order, and the old site stands until the new one is complete.
    """
    settings = find_settings(config, archive, out, as_of, proposed=proposed, strict=strict)
    return build(settings, workers, find_language(lang))


def find_settings(
    config: Path, archive: Path | None, out: Path | None, as_of: str | None, *, proposed: bool, strict: bool
) -> Settings:
    """What the command line says, over what mkdocs.yml says, over `./archive` and `./site`."""
    stated = settings_from_file(config) if config.is_file() and archive is None else None
    root = archive or (stated.root if stated else Path("archive"))
    if not root.is_dir():
        raise click.UsageError(f"there is no archive at {root}")
    is_proposed = proposed or bool(stated and stated.is_proposed)
    return Settings(
        root=root,
        out=out or (stated.out if stated else Path("site")),
        is_proposed=is_proposed,
        as_of=as_of or (stated.as_of if stated else None),
        is_strict=strict or bool(stated and stated.is_strict),
        folders=stated.folders if stated else (),
    )


def build(settings: Settings, workers: int, lang: str, later: Later | None = None) -> int:
    """Builds; 1 when the archive is not in order, with the report on the error stream. `later` takes what can wait."""
    start = time.monotonic()
    show = Progress()
    site = prepare(
        settings.root,
        settings.as_of,
        proposed=settings.is_proposed,
        strict=settings.is_strict,
        progress=show.stage,
    )
    if isinstance(site, Refusal):
        show.end()
        click.echo(render_text(site.report(lang)), err=True, nl=False)
        click.echo("Nothing was built.", err=True)
        return 1
    press = make_press(site, settings.root.parent / "locales", settings.folders)
    press.make_pictures(show.count)
    outputs = later.put_off(find_outputs(press)) if later else list(find_outputs(press))
    write_site(outputs, settings.out, workers, show.count)
    show.end()
    if not press.assets.has_fonts:
        click.echo("without fonts (run scripts/assets): pages use the reader's own", err=True)
    kind = "workshop edition, not to be published" if settings.is_proposed else f"as agreed on {site.as_of}"
    click.echo(f"{settings.out}: {len(outputs)} files, {kind}, {time.monotonic() - start:.1f} s")
    return 0


class Progress:
    """One line that says how far it is; silent where nobody looks."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()
        self.width = 0

    def stage(self, what: str) -> None:
        """What is being done."""
        self._write(what)

    def count(self, what: str, done: int, total: int) -> None:
        """How much of it is done."""
        self._write(f"{what} {done}/{total}")

    def end(self) -> None:
        """Leaves the line empty."""
        self._write("")

    def _write(self, text: str) -> None:
        if self.is_shown:
            sys.stderr.write(f"\r{text.ljust(self.width)}\r{text}")
            sys.stderr.flush()
            self.width = len(text)
