"""`concord init`: founds an archive in an empty folder, for sides and languages of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from concord import __version__
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.cli.messages import extract_messages, iter_coverage, render_catalogues
from concord.found.founding import FORGES, FoundingError, build_founding
from concord.found.repository import find_unspoken, render_repository
from concord.model.charter import Preset
from concord.problems import N_

TAKEN = N_("{file} is there already; a new archive is founded in an empty folder.")


class Listed(click.ParamType[tuple[str, ...]]):
    """Several words with commas between them."""

    name = "words"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words, without the spaces around them."""
        del param, ctx
        return value if isinstance(value, tuple) else tuple(one.strip() for one in str(value).split(",") if one.strip())


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--id", "id_", help="Permanent name of the archive, in ASCII; the folder's name unless given.")
@click.option("--sides", type=Listed(), required=True, metavar="ID,ID...", help="The sides, by short names in ASCII.")
@click.option(
    "--languages",
    type=Listed(),
    required=True,
    metavar="TAG,TAG...",
    help="The languages, by tag; with another script than usual as TAG=Script, e.g. pa=Guru.",
)
@click.option("--policy", type=click.Choice([one.value for one in Preset]), default="standard", show_default=True)
@click.option(
    "--forge",
    "forges",
    type=click.Choice(FORGES),
    multiple=True,
    help="Workflows for this forge only; for all.",
)
@click.option("--tool", default=f"concord-archive=={__version__}", show_default=True, help="What pip is asked for.")
@click.option("--date", "day", type=DAY, default=find_today, help="First day of the terms of office; today.")
@click.option("--lang", help="Language of the answer.")
def command(
    folder: Path,
    id_: str | None,
    sides: tuple[str, ...],
    languages: tuple[str, ...],
    policy: str,
    forges: tuple[str, ...],
    tool: str,
    day: str,
    lang: str | None,
) -> None:
    """Found an archive in an empty folder. It writes drafts of what all sides have to agree about, settings, workflows.

    What only the sides can write is left open, and the check asks for it. Nothing of the demonstration is in it.
    """
    say = load_catalogue(find_language(lang)).gettext
    try:
        founding = build_founding(id_ or folder.resolve().name, sides, languages, Preset(policy), day, forges or FORGES)
    except FoundingError as error:
        raise click.UsageError(say(error.message).format(**error.values)) from error
    files = {path: text.encode() for path, text in render_repository(founding, tool)}
    for tag in find_unspoken(founding):
        catalogues = render_catalogues(folder / "locales", extract_messages(folder), tag)
        files |= {path.relative_to(folder).as_posix(): text for path, text in catalogues.items()}
    for path in files:
        if (folder / path).exists() or (folder / path).is_symlink():
            raise click.UsageError(say(TAKEN).format(file=folder / path))
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        click.echo(say("Written: {file}").format(file=target))
    for line in iter_coverage(folder / "locales"):
        click.echo(say("Sentences translated: {line}").format(line=line))
    click.echo(say("Read next: {file}").format(file=folder / next(path for path in files if "FOUNDING" in path)))
