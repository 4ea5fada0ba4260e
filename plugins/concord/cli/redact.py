"""`concord redact`: two safety coordinators take words out of the archive; its history is for people to rewrite."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from concord.approve.evidence import InTheWayError, find_folder, write_evidence
from concord.approve.redactions import build_redaction_act, find_open_redactions
from concord.approve.signers import build_signers
from concord.approve.sitting import find_last, render_sitting
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.model.archive import Charter
from concord.pipeline import Loaded, load
from concord.problems import N_
from concord.report.status import Say
from concord.takedown.redact import RECORD, RedactionError, RedactionPlan, is_coordinator, plan_redaction

NO_FORM: Final = N_("No line can be added at the end of programme/redactions.yml; write it by hand.")
REASONS: Final = MappingProxyType(
    {
        "no-entry": N_("There is no entry {entry} that can be read; run: concord check"),
        "never-agreed": N_(
            "No words of {entry} were ever agreed to: take its folder out like any draft, and out of the history."
        ),
        "all-shared": N_("Every kept file of {entry} was approved as words of something else too, and stays."),
        "one-side": N_("Two safety coordinators of different sides are needed."),
        "no-form": NO_FORM,
        "prepared": N_("Others have begun this: a record for {entry} stands in programme/redactions.yml already."),
    }
)


@click.command("redact")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the approval; today unless given.")
@click.option("--prepare", "entry", metavar="ENTRY", help="Take the words of this entry out of this copy.")
@click.option("--with", "other", metavar="HANDLE", help="With --prepare: the coordinator of another side.")
@click.option("--yes", is_flag=True, help="Do not ask; for those who have read the record already.")
@click.option("--lang", help="Language of the answer.")
def command(
    handle: str, archive: Path, day: str, entry: str | None, other: str | None, lang: str | None, *, yes: bool
) -> None:
    """Take words out for good. It needs the word of two safety coordinators of different sides.

    With --prepare the words of an entry and their kept files go from this copy, a notice and a tombstone stand in
    their place, and programme/redactions.yml says so. Without it you agree to the records there that name you. When
    both have agreed, `concord check --base` lets the change pass. The history is for people to rewrite.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    loaded = load(archive, day)
    charter = _find_charter(loaded.agreement.rules.charter, handle, day, say)
    if entry is not None:
        if other is None:
            raise click.UsageError(say("Say who of another side does it with you: --with HANDLE"))
        _find_charter(charter, other, day, say)
        _prepare(loaded, charter, archive, entry, (handle, other), day, say, yes=yes)
        return
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


def _prepare(
    loaded: Loaded, charter: Charter, archive: Path, entry: str, by: tuple[str, str], day: str, say: Say, *, yes: bool
) -> None:
    try:
        plan = plan_redaction(loaded.archive, loaded.agreement, charter, entry, by, day)
    except RedactionError as error:
        raise click.ClickException(say(REASONS[error.reason]).format(entry=entry)) from error
    if RECORD in plan.written and (archive / RECORD).exists() and loaded.archive.programme.redactions is None:
        raise click.ClickException(say(NO_FORM))
    question = say("{handle}: take the words of {entry} out of this copy, and {count} kept files of it?")
    if not yes:
        click.confirm(question.format(handle=by[0], entry=entry, count=len(plan.kept)), abort=True)
    try:
        _carry_out(archive, plan)
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
    _tell(archive, plan, say)
    commands = ["concord redact --as {handle}"]
    commands += ["concord sign --as {handle} --key KEYFILE"] if build_signers(charter).is_required else []
    for handle in by:
        click.echo("\n".join(f"  {command.format(handle=handle)}" for command in commands))


def _tell(archive: Path, plan: RedactionPlan, say: Say) -> None:
    for path in plan.written:
        click.echo(say("Written: {file}").format(file=archive / path))
    click.echo(say("Kept files taken out: {count}").format(count=len(plan.kept)))
    if plan.shared:
        told = say("Kept files that stay, because they were approved as words of something else too: {count}")
        click.echo(told.format(count=plan.shared), err=True)
    click.echo(say("What other files say of it is still there: search them, and the history, for its words."))
    click.echo(say("Then both of you agree to the record:"))


def _carry_out(archive: Path, plan: RedactionPlan) -> None:
    """Takes the words out. Nothing is followed that leads out of the archive, and nothing begun where more fails."""
    targets = [archive / path for path in plan.written]
    for folder in sorted({target.parent for target in targets} | {archive / "agreed"}):
        find_folder(folder)
    if blocked := next((target for target in targets if target.is_dir() and not target.is_symlink()), None):
        raise InTheWayError(blocked)
    for target, text in zip(targets, plan.written.values(), strict=True):
        _replace(target, text)
    _empty(archive / plan.folder, {target.name for target in targets if target.parent == archive / plan.folder})
    for sha256 in plan.kept:
        (archive / "agreed" / sha256).unlink(missing_ok=True)


def _empty(folder: Path, stay: set[str]) -> None:
    """Takes everything else out of a folder, whatever it is called; a link goes, and what it points at stays."""
    for found in sorted(folder.iterdir()):
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        elif found.name not in stay:
            found.unlink()


def _replace(target: Path, text: str) -> None:
    """The new file in one step: there is no moment at which there is none."""
    new = target.with_name(f"{target.name}.new")
    new.unlink(missing_ok=True)
    with new.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    new.replace(target)


def _find_charter(charter: Charter | None, handle: str, day: str, say: Say) -> Charter:
    """The charter in force, if this person is a safety coordinator of a side on that day."""
    if charter is None or charter.genesis is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    if not is_coordinator(charter, handle, day):
        sentence = say("{handle} is no safety coordinator of a side on {day}.")
        raise click.ClickException(sentence.format(handle=handle, day=day))
    return charter
