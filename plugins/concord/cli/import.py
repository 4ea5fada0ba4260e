"""`concord import`: turns the rows of a spreadsheet into drafts, as often as one likes."""
# ruff: noqa: N999 - commands are found by the names of their modules

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from concord.catalogues import Catalogue, load_catalogue
from concord.cli.language import find_language
from concord.problems import N_, Problem
from concord.read.archive import read_archive
from concord.report.finding import Report
from concord.report.html import render_html
from concord.report.json import render_json
from concord.report.markdown import render_markdown
from concord.report.text import render_text
from concord.sheets import imported, mapping
from concord.sheets.bring import Import, NoArchiveError, find_languages, plan_import
from concord.sheets.faults import Refusal
from concord.sheets.imported import write_whole
from concord.sheets.plan import State
from concord.sheets.propose import propose_mapping
from concord.sheets.report import build_problem, is_error, report_problems
from concord.sheets.sheet import read_sheet
from concord.sheets.store import write_plan

PRINTERS: dict[str, Callable[[Report], str]] = {
    "text": render_text,
    "html": render_html,
    "markdown": render_markdown,
    "json": render_json,
}
NO_CHARTER = N_("What all sides agreed cannot be read; run: concord check")
COUNTED = (
    (State.NEW, N_("New drafts: {number}")),
    (State.RENEWED, N_("Drafts renewed: {number}")),
    (State.SAME, N_("Unchanged: {number}")),
    (State.LEFT, N_("Left alone: {number}")),
)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--map", "map_path", type=click.Path(path_type=Path, dir_okay=False), help="The mapping; FILE.map.yml without it."
)
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--write", is_flag=True, help="Write the drafts; without it nothing is written.")
@click.option("--propose", is_flag=True, help="Write a mapping for the names of these columns.")
@click.option("--in", "unmarked", metavar="TAG", help="With --propose: language of columns whose name tells none.")
@click.option("--format", "form", type=click.Choice(list(PRINTERS)), default="text", show_default=True)
@click.option("--lang", help="Language of the sentences, e.g. hi, ur, en.")
def command(
    file: Path,
    map_path: Path | None,
    archive: Path,
    form: str,
    unmarked: str | None,
    lang: str | None,
    *,
    write: bool,
    propose: bool,
) -> None:
    """Make a draft of every row of a spreadsheet (CSV or XLSX).

    Says first what would be written, and why a row makes no draft. With --write the drafts are written; the same run
    again changes nothing, and what people have changed since is left alone. Nothing is fetched, and no formula is run.

    Ends with 0 when every row makes a draft, with 1 when some do not, with 2 when the file cannot be used.
    """
    locales = archive.parent / "locales"
    catalogue = load_catalogue(find_language(lang, locales), locales)
    beside = map_path or file.with_name(file.name + mapping.SUFFIX)
    try:
        if propose or not beside.exists():
            _propose(file, beside, archive, unmarked, catalogue, writes=propose)
            return
        result = plan_import(file, beside, file.with_name(file.name + imported.SUFFIX), archive)
    except Refusal as refusal:
        _end(PRINTERS[form], [build_problem(refusal, file.as_posix())], catalogue, 2)
        return
    except NoArchiveError as error:
        raise click.ClickException(catalogue.gettext(NO_CHARTER)) from error
    if write:
        ledger = file.with_name(file.name + imported.SUFFIX)
        result.problems += write_plan(archive, result.plan, ledger, result.archive, file.as_posix())
    click.echo(PRINTERS[form](report_problems(result.problems, catalogue, whole=form == "json")), nl=False)
    if form == "text":
        _count(result, catalogue, written=write)
    click.get_current_context().exit(int(any(map(is_error, result.problems))))


def _propose(
    file: Path, beside: Path, archive: Path, unmarked: str | None, catalogue: Catalogue, *, writes: bool
) -> None:
    """Writes a proposal beside the sheet, or shows it and ends with 2, since nothing was imported."""
    languages = find_languages(read_archive(archive))
    say = catalogue.gettext
    if unmarked is not None and unmarked not in languages:
        text = say(N_("{lang} is no language of this archive; there are {choices}"))
        raise click.UsageError(text.format(lang=unmarked, choices=", ".join(languages)))
    proposal = propose_mapping(read_sheet(file), languages, unmarked, say)
    if not writes:
        click.echo(proposal, nl=False)
        click.echo(say(N_("Nothing was imported. To keep this mapping, add --propose.")), err=True)
        click.get_current_context().exit(2)
    if beside.exists() or beside.is_symlink():
        raise click.UsageError(say(N_("{file} is there already; nothing was written.")).format(file=beside))
    write_whole(beside, proposal.encode())
    click.echo(say(N_("Written: {file}")).format(file=beside))
    if "..." in proposal:
        click.echo(say(N_("Put your answers in place of the three dots, then run the import again.")))


def _count(result: Import, catalogue: Catalogue, *, written: bool) -> None:
    say = catalogue.gettext
    click.echo(say(N_("Rows read: {number}")).format(number=result.rows))
    for state, message in COUNTED:
        click.echo(say(message).format(number=len(result.plan.find(state))))
    click.echo(say(N_("Rows that make no draft: {number}")).format(number=result.refused))
    if not written and result.plan.find(State.NEW, State.RENEWED):
        click.echo(say(N_("Nothing was written. To write the drafts, add --write.")))


def _end(render: Callable[[Report], str], problems: list[Problem], catalogue: Catalogue, code: int) -> None:
    click.echo(render(report_problems(problems, catalogue)), nl=False)
    click.get_current_context().exit(code)
