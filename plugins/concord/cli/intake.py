"""`concord intake`: takes in drafts that came as a file, with nothing of the way they came."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from concord.approve.evidence import InTheWayError
from concord.catalogues import Catalogue, load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.intake.commit import CommitError, Identity, commit_drafts
from concord.intake.parcel import ParcelError, open_parcel
from concord.intake.place import place_draft
from concord.intake.prepare import Prepared, is_dangerous, prepare
from concord.model.archive import Archive
from concord.model.fields import MAX_SLUG, SLUG
from concord.problems import N_, Problem
from concord.read.archive import read_archive
from concord.report.text import render_text
from concord.sheets.report import build_problem, find_kind, is_error, report_problems

REASONS: Final = MappingProxyType(
    {
        "no-git": N_("This archive is in no git repository; with --no-commit the files alone are written."),
        "no-head": N_("This repository holds no commit yet; with --no-commit the files alone are written."),
        "branch-taken": N_("There is a branch {branch} already; choose another with --branch."),
        "branch-wrong": N_("{branch} is no name for a branch."),
        "entry-there": N_("The last commit holds an entry of that name already; choose another with --id."),
        "failed": N_("Git could not make the change; nothing was written."),
    }
)
UNSAFE: Final = N_(
    "Nothing was committed, because what was committed once cannot be called back. Mend it in the file, "
    "or write the files with --no-commit and mend them there."
)


@click.command("intake")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--id", "wanted", help="Name of the entry; else that of its folder, else from its title.")
@click.option("--branch", help="Name of the new branch; intake/NAME without it.")
@click.option("--no-commit", "only_files", is_flag=True, help="Write the files into the archive, and no commit.")
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the commit; today in UTC.")
@click.option("--lang", help="Language of the sentences, e.g. hi, ur, en.")
def command(
    file: Path, archive: Path, wanted: str | None, branch: str | None, day: str, lang: str | None, *, only_files: bool
) -> None:
    """Take in drafts that came as a file or by mail. A ZIP, one entry.yml, or a mailed patch that adds drafts.

    They become one commit on a new branch, by the archive and by nobody else, dated to the day. Pictures lose their
    hidden data; of a mail nothing but the files stays. Nothing is sent and nothing is fetched, so that it works where
    no forge can be reached.

    Ends with 0 when the drafts are sound, with 1 when something in them has to be mended, with 2 when nothing was
    taken in.
    """
    locales = archive.parent / "locales"
    catalogue = load_catalogue(find_language(lang, locales), locales)
    say = catalogue.gettext
    if wanted is not None and not (SLUG.fullmatch(wanted) and len(wanted) <= MAX_SLUG):
        raise click.UsageError(say(N_("{name} is no name of an entry: a-z, 0-9 and hyphens.")).format(name=wanted))
    read = read_archive(archive)
    if read.charter is None:
        raise click.ClickException(say(N_("What all sides agreed cannot be read; run: concord check")))
    try:
        prepared = prepare(open_parcel(file), read, file.as_posix(), day, wanted)
    except ParcelError as error:
        path = f"{file.as_posix()}/{error.member}" if error.member else file.as_posix()
        _report([build_problem(error.refusal, path)], catalogue)
        click.get_current_context().exit(2)
    problems = [*prepared.notes, *prepared.findings]
    is_unsafe = any(is_dangerous(one, find_kind(one.rule).code) for one in problems if is_error(one))
    if not only_files and (is_unsafe or prepared.unread):
        _report(problems, catalogue)
        click.echo(say(UNSAFE))
        click.get_current_context().exit(2)
    if only_files:
        _place(archive, prepared, catalogue)
    else:
        _commit(archive, read, prepared, branch, day, catalogue)
    _report(problems, catalogue)
    click.get_current_context().exit(int(any(map(is_error, problems))))


def _report(problems: list[Problem], catalogue: Catalogue) -> None:
    click.echo(render_text(report_problems(problems, catalogue)), nl=False)


def _place(archive: Path, prepared: Prepared, catalogue: Catalogue) -> None:
    for name, files in prepared.drafts.items():
        try:
            folder = place_draft(archive, name, files)
        except InTheWayError as error:
            raise click.FileError(str(error.path), "in the way") from error
        except OSError as error:
            raise click.FileError(str(archive), error.strerror or "cannot be written") from error
        click.echo(catalogue.gettext(N_("Written: {file}")).format(file=folder))


def _commit(
    archive: Path, read: Archive, prepared: Prepared, branch: str | None, day: str, catalogue: Catalogue
) -> None:
    assert read.charter is not None  # noqa: S101 - the command has asked
    names = list(prepared.drafts)
    target = branch or f"intake/{names[0]}"
    say = catalogue.gettext
    try:
        commit_drafts(archive, prepared.drafts, target, Identity(read.charter.archive.value.id, day))
    except CommitError as error:
        raise click.ClickException(say(REASONS[error.reason]).format(branch=target)) from error
    click.echo(say(N_("New branch {branch}: {entries}")).format(branch=target, entries=", ".join(names)))
    click.echo(say(N_("Look at it with: {command}")).format(command=f"git diff HEAD...{target}"))
