"""`concord verify`: a finished site judged by its own proof, by anybody, offline."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from concord.catalogues import load_catalogue
from concord.cli.days import find_today
from concord.cli.language import find_language
from concord.model.fields import SHA256
from concord.verify.report import build_json, build_mirrors_json, render_mirrors, render_verified
from concord.verify.run import compare_mirrors, verify
from concord.verify.source import SourceError, open_source
from concord.verify.trust import TrustError, build_trust, is_frozen, read_trust, write_trust
from concord.verify.words import Theme

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER_TO_BE = click.Path(path_type=Path, file_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command("verify")
@click.argument("where", nargs=-1)
@click.option("--genesis", metavar="FINGERPRINT", help="The archive's fingerprint, known from elsewhere.")
@click.option("--trust", type=FILE, help="Remember here what was seen, and refuse to be shown less the next time.")
@click.option("--max-age", type=click.IntRange(1), default=30, show_default=True, help="Days until a site seems stale.")
@click.option("--mirror", is_flag=True, help="Compare two copies of a site instead of judging one.")
@click.option(
    "--memory", type=FOLDER_TO_BE, help="Remember here what was found good, so that it need not be made again."
)
@click.option("--locales", type=FOLDER, help="Catalogues of the archive's own, if it has any.")
@click.option("--templates", type=FOLDER, multiple=True, help="Templates of the archive's own, if it has any.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", help="Language of the answer.")
def command(
    where: tuple[str, ...],
    genesis: str | None,
    trust: Path | None,
    max_age: int,
    memory: Path | None,
    locales: Path | None,
    templates: tuple[Path, ...],
    form: str,
    lang: str | None,
    *,
    mirror: bool,
) -> int:
    """Say whether a site shows what all sides agreed to.

    WHERE is a folder, a ZIP file, or a server on this machine (http://127.0.0.1:PORT/); with --mirror two of them.
    Nothing is asked of any other machine. Three answers are given: whether the approvals hold, whether each agreed
    word stands as it was agreed, and whether a file was altered, added or taken away.

    Ends with 0 when all is good, with 1 when something differs, with 2 when there is nothing that can be looked at.
    """
    say = load_catalogue(find_language(lang), locales).gettext
    if len(where) != (2 if mirror else 1):
        raise click.UsageError(say("name one site, or two with --mirror"))
    if genesis is not None and not SHA256.fullmatch(genesis):
        raise click.BadParameter(say("a fingerprint has 64 letters and digits, 0-9 and a-f"), param_hint="--genesis")
    try:
        with ExitStack() as stack:
            folders = [stack.enter_context(open_source(one)) for one in where]
            if mirror:
                mirrors = compare_mirrors(folders[0], folders[1])
                click.echo(
                    build_mirrors_json(mirrors, say) if form == "json" else render_mirrors(mirrors, say), nl=False
                )
                return int(bool(mirrors.differences))
            known = read_trust(trust) if trust else None
            today = find_today()
            found = verify(folders[0], Theme(locales, templates), genesis, known, memory, today)
            stale = is_frozen(found.proof, today, max_age)
    except SourceError as error:
        raise click.UsageError(f"{', '.join(where)}: {say(str(error))}") from error
    except TrustError as error:
        raise click.UsageError(say("{file} is no file of trust that can be read").format(file=error)) from error
    if trust and not found.differences and (seen := build_trust(found.proof, today, known)):
        write_trust(trust, seen)
    render = build_json if form == "json" else render_verified
    click.echo(render(found, say, is_frozen=stale), nl=False)
    return int(bool(found.differences))
