"""`concord check`: what is wrong in an archive, exactly where, in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from concord.catalogues import load_catalogue
from concord.check.context import Context
from concord.check.runner import Findings, run_checks
from concord.cli.base import open_base
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.pipeline import Loaded, load
from concord.problems import Severity
from concord.report.finding import Report, build_report
from concord.report.github import render_github
from concord.report.gitlab import render_gitlab
from concord.report.html import render_html
from concord.report.json import render_json
from concord.report.markdown import render_markdown
from concord.report.sarif import render_sarif
from concord.report.source import Sources, find_withheld
from concord.report.text import render_text

PRINTERS: dict[str, Callable[[Report], str]] = {
    "text": render_text,
    "html": render_html,
    "markdown": render_markdown,
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
    "gitlab": render_gitlab,
}


@click.command("check")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--lang", help="Language of the sentences, e.g. hi, ur, en.")
@click.option("--format", "form", type=click.Choice(list(PRINTERS)), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--as-of", type=DAY, help="Judge as of this day.")
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--base", "ref", metavar="REF", help="Judge the change since this commit of git, e.g. origin/main.")
@click.option(
    "--base-dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Judge the change since this copy of the archive.",
)
def command(
    archive: Path,
    lang: str | None,
    form: str,
    output: Path | None,
    as_of: str | None,
    ref: str | None,
    folder: Path | None,
    *,
    strict: bool,
) -> None:
    """Say what is wrong in an archive.

    With --base or --base-dir also what is wrong in a change: what all sides agreed may neither vanish nor go back, and
    nobody may change the rules by which the change is judged.

    Ends with 0 when nothing is wrong (warnings and notes are allowed), with 1 when there are errors, with 2 when the
    archive to compare with cannot be had.
    """
    loaded = load(archive, as_of)
    with open_base(loaded, ref, folder, lang) as base:
        context = Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store, base)
        findings = run_checks(context)
    write_report(PRINTERS[form](build(loaded, findings, lang)), output)
    click.get_current_context().exit(find_ending(findings, strict=strict))


def build(loaded: Loaded, findings: Findings, lang: str | None) -> Report:
    """The report of an archive in the language asked for; its own catalogues stand beside it in `locales/`."""
    locales = loaded.root.parent / "locales"
    catalogue = load_catalogue(find_language(lang, locales), locales)
    sources = Sources(loaded.root, find_withheld(loaded.archive))
    return build_report(findings, catalogue, sources, f"{loaded.root.as_posix()}/")


def find_ending(findings: Findings, *, strict: bool) -> int:
    """1 when something has to be mended, else 0."""
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return int(any(findings.count(severity) for severity in failing))


def write_report(report: str, output: Path | None) -> None:
    """Prints a report, or writes it to a file and says so on the other stream."""
    if output is None:
        sys.stdout.write(report)
        return
    try:
        output.write_text(report, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.FileError(str(output), error.strerror or "cannot be written") from error
    click.echo(output, err=True)
