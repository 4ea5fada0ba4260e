"""`concord seal`: writes the next link of the charter's chain over its four files as they are."""

from __future__ import annotations

from pathlib import Path

import click

from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.seal import find_unsealed, keep_sealed, render_link
from concord.approve.store import AgreedStore
from concord.catalogues import load_catalogue
from concord.check.rules.structure.blank_left import find_blanks
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.read.archive import read_archive


@click.command("seal")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day from which the charter is in force.")
@click.option("--lang", help="Language of the answer.")
def command(archive: Path, day: str, lang: str | None) -> None:
    """Seal the charter as it stands. A later change of it can then be seen.

    The first link founds the archive: every approval names it.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    charter = read_archive(archive).charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    changed = find_unsealed(charter)
    if not changed:
        click.echo(say("What all sides agreed is sealed already; nothing to do."))
        return
    if find_blanks(charter):
        raise click.ClickException(say("Something is still to be written there; run: concord check"))
    keep_sealed(charter, AgreedStore(archive / "agreed"))
    name, text = render_link(charter, day)
    try:
        target = write_evidence(archive, f"charter/chain/{name}", text)
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
    click.echo(say("Sealed in {file}: {names}").format(file=target, names=", ".join(changed)))
    if charter.chain:
        click.echo(say("A steward of each active side now agrees to this: concord amend --as HANDLE"))
