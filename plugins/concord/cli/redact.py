"""`concord redact`: a safety coordinator agrees to take words out of the archive and its history."""

from __future__ import annotations

from pathlib import Path

import click

from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.ledger import holds
from concord.approve.redactions import build_redaction_act, find_open_redactions
from concord.approve.sitting import find_last, render_sitting
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.model.archive import Charter
from concord.model.charter import RoleName
from concord.pipeline import load
from concord.report.status import Say


@click.command("redact")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the approval; today unless given.")
@click.option("--yes", is_flag=True, help="Do not ask; for those who have read the record already.")
@click.option("--lang", help="Language of the answer.")
def command(handle: str, archive: Path, day: str, lang: str | None, *, yes: bool) -> None:
    """Agree, as a safety coordinator, to records in programme/redactions.yml that name you.

    Nothing is taken out by this command. Who prepares the change removes the words and the kept files, leaves a
    tombstone and a notice in their place, and writes the record: entry, day, number of files, two coordinators of
    different sides. When both have agreed, `concord check --base` lets the change pass.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    loaded = load(archive)
    charter = _find_charter(loaded.agreement.rules.charter, handle, day, say)
    waiting = find_open_redactions(loaded.archive, handle)
    if not waiting:
        click.echo(say("Nothing waits for you here."))
        return
    for one in waiting:
        sentence = say("Redaction {number} of {day}: {entry}, {count} files, for safety, by {names}")
        names = ", ".join(one.by)
        values = {"number": one.n, "day": one.on, "entry": one.entry, "count": one.files, "names": names}
        click.echo(sentence.format(**values))
    if not yes:
        question = say("{handle}: agree that these words are taken out for ever?")
        click.confirm(question.format(handle=handle), abort=True)
    before, acts = find_last(loaded.archive.statements, handle), tuple(map(build_redaction_act, waiting))
    demonstration = charter.archive.value.demonstration
    for seq, text in render_sitting(charter.genesis or "", before, day, acts, demonstration=demonstration):
        try:
            target = write_evidence(archive, f"statements/{handle}/{seq}.yml", text)
        except InTheWayError as error:
            raise click.FileError(str(error.path), "in the way") from error
        click.echo(say("Written: {file}").format(file=target))


def _find_charter(charter: Charter | None, handle: str, day: str, say: Say) -> Charter:
    """The charter in force, if this person is a safety coordinator of a side on that day."""
    if charter is None or charter.genesis is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    person = charter.people.value.people.get(handle)
    if person is None or person.side is None or not holds(person, RoleName.SAFETY, day):
        sentence = say("{handle} is no safety coordinator of a side on {day}.")
        raise click.ClickException(sentence.format(handle=handle, day=day))
    return charter
