"""`concord amend`: a steward agrees to the last change of what all sides agreed about the archive itself."""

from __future__ import annotations

from pathlib import Path

import click

from concord.approve.amend import build_link_act, find_open_link
from concord.approve.digest import digest_bytes
from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.seal import find_unsealed
from concord.approve.sitting import SittingError, find_last, find_steward, render_sitting
from concord.catalogues import load_catalogue
from concord.check.rules import find_rule
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.model.archive import Charter
from concord.read.archive import read_archive
from concord.report.status import Say


@click.command("amend")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the approval; today unless given.")
@click.option("--yes", is_flag=True, help="Do not ask; for those who have read the four files already.")
@click.option("--lang", help="Language of the answer.")
def command(handle: str, archive: Path, day: str, lang: str | None, *, yes: bool) -> None:
    """Agree to the last change of the charter, as it was sealed.

    Read the four files in charter/ first: sides, people, languages and policy. A steward of every active side has to
    agree, by the rules before the change; `concord check --base` refuses a change to which one has not.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    read = read_archive(archive)
    charter = _find_charter(read.charter, handle, day, say)
    link = find_open_link(read, handle)
    if link is None:
        click.echo(say("Nothing waits for you here."))
        return
    for name, sha256 in sorted(link.value.files.items()):
        click.echo(f"  charter/{name}  {sha256[:12]}")
    if not yes:
        question = say("{handle}: agree to change {number} of what all sides agreed, {digest}?")
        sealed = digest_bytes(link.document.raw)[:12]
        click.confirm(question.format(handle=handle, number=link.value.n, digest=sealed), abort=True)
    before, acts = find_last(read.statements, handle), (build_link_act(link),)
    demonstration = charter.archive.value.demonstration
    for seq, text in render_sitting(charter.genesis or "", before, day, acts, demonstration=demonstration):
        try:
            target = write_evidence(archive, f"statements/{handle}/{seq}.yml", text)
        except InTheWayError as error:
            raise click.FileError(str(error.path), "in the way") from error
        click.echo(say("Written: {file}").format(file=target))


def _find_charter(charter: Charter | None, handle: str, day: str, say: Say) -> Charter:
    """The charter, if it is sealed as it stands and this person may speak. Nobody agrees to what may still change."""
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    if charter.genesis is None or find_unsealed(charter):
        raise click.ClickException(say("What all sides agreed is not sealed yet; run: concord seal"))
    try:
        find_steward(charter, handle, day)
    except SittingError as error:
        rule = find_rule(error.reason).RULE
        raise click.ClickException(f"{rule.code} {say(rule.message).format(handle=handle, date=day)}") from error
    return charter
