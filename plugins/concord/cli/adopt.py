"""`concord adopt`: fills in what the giver of a draft was not asked for, so that the sides can work on it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from concord.approve.evidence import InTheWayError, write_evidence
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.derive.adopt import Adoption, AdoptionError, plan_adoption
from concord.problems import N_
from concord.read.archive import read_archive

REASONS: Final = MappingProxyType(
    {
        "no-charter": N_("What all sides agreed cannot be read; run: concord check"),
        "no-entry": N_("There is no entry {entry} that can be read; run: concord check"),
        "no-form": N_("No line can be added at the end of this file; write format, id, owned_by and order by hand."),
    }
)


@click.command("adopt")
@click.argument("entry")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--from", "side", metavar="SIDE", help="The side that brought the draft; kept in record.yml.")
@click.option("--date", "day", type=DAY, default=find_today, help="Day on which it is taken into care; today.")
@click.option("--lang", help="Language of the answer.")
def command(entry: str, archive: Path, side: str | None, day: str, lang: str | None) -> None:
    """Take a draft into care. It gets an id, its owners, the order of sides and a record.

    The order is drawn from the rotation. Nothing that the giver wrote is changed.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    read = read_archive(archive)
    if side and read.charter and side not in read.charter.sides.value.sides:
        raise click.UsageError(say("There is no side {side}.").format(side=side))
    try:
        plan = plan_adoption(read, entry, day, side)
        written = _write(archive, entry, plan)
    except AdoptionError as error:
        raise click.ClickException(say(REASONS[error.reason]).format(entry=entry)) from error
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
    for path in written:
        click.echo(say("Written: {file}").format(file=path))
    if not written:
        click.echo(say("This entry has all of it already; nothing to do."))


def _write(archive: Path, entry: str, plan: Adoption) -> list[Path]:
    written = []
    if plan.entry is not None:
        path = archive / "entries" / entry / "entry.yml"
        path.write_bytes(plan.entry)
        written.append(path)
    if plan.record is not None:
        written.append(write_evidence(archive, f"entries/{entry}/record.yml", plan.record.decode()))
    return written
