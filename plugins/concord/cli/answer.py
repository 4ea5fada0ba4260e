"""`concord answer`: what is wrong in a proposed change, as one comment in the language of whoever proposed it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from concord.catalogues import load_catalogue
from concord.check.context import Context
from concord.check.runner import Findings, run_checks
from concord.check.since import leave_old_reminders
from concord.cli.base import open_base
from concord.cli.check import build, write_report
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.pipeline import load
from concord.problems import N_
from concord.read.history import HistoryError, ask_git
from concord.report.answer import Beyond, render_answer
from concord.report.finding import Report, build_report
from concord.report.note import Note, NoteError, build_findings, read_note, render_note
from concord.report.source import Sources
from concord.report.text import render_text
from concord.report.tongue import find_tongues

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
FILE = click.Path(path_type=Path, dir_okay=False)
FORMS: Final = ("markdown", "text", "note", "languages")
_LINK: Final = re.compile(r"https?://[A-Za-z0-9._~:/?=&%-]+")

NO_LINK = N_("{value}: this is no address that could stand in an answer.")


@click.command("answer")
@click.argument("archive", type=FOLDER, default=Path("archive"))
@click.option("--title", default="", help="What the change is called; the answer comes in its language.")
@click.option("--lang", "langs", multiple=True, help="Answer in this language, whatever the title says; repeatable.")
@click.option("--base", "ref", metavar="REF", help="Judge the change since this commit of git, e.g. origin/main.")
@click.option("--as-of", type=DAY, help="Judge as of this day.")
@click.option("--format", "form", type=click.Choice(FORMS), default="markdown", show_default=True)
@click.option("--output", type=FILE, help="Write the answer to this file.")
@click.option("--edition", is_flag=True, help="Say that the workshop edition is attached.")
@click.option("--read", "noted", type=FILE, help="Answer from a note that was written elsewhere; nothing is checked.")
@click.option(
    "--beyond", type=click.Choice([one.value for one in Beyond]), default="none", help="What else it touches."
)
@click.option("--link", default="", help="Where the whole report stands.")
def command(
    archive: Path,
    title: str,
    langs: tuple[str, ...],
    ref: str | None,
    as_of: str | None,
    form: str,
    output: Path | None,
    noted: Path | None,
    beyond: str,
    link: str,
    *,
    edition: bool,
) -> None:
    """Answer a proposed change in the language of its title. Where that is not sure, in several.

    The comment is fit for a forge: nothing of the change becomes markup, link, mention or command. With --format note
    the findings are written as data instead, from which another place makes the comment: --read trusts nothing in it.
    """
    for lang in langs:
        find_language(lang)
    if link and not _LINK.fullmatch(link):
        raise click.UsageError(load_catalogue(find_language(None)).gettext(NO_LINK).format(value=link))
    if noted is not None:
        write_report(_answer_note(archive, noted, langs, Beyond(beyond), link), output)
        return
    loaded = load(archive, as_of)
    changed = _list_changed(archive, ref)
    tongues = langs or find_tongues(loaded.archive, title, changed, archive.parent / "locales")
    if form == "languages":
        write_report("".join(f"{lang}\n" for lang in tongues), output)
        return
    with open_base(loaded, ref, None, langs[0] if langs else None) as base:
        found = run_checks(Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store, base))
        findings = leave_old_reminders(found, base, loaded.as_of) if base else found
    before = findings != found
    findings = _begin_with(findings, frozenset(changed))
    reports = [build(loaded, findings, lang) for lang in tongues]
    if form == "note":
        written = render_note(findings, reports[0], tongues, edition=edition, before=before)
    elif form == "text":
        written = "\n".join(render_text(report) for report in reports)
    else:
        written = render_answer(reports, beyond=Beyond(beyond), edition=edition, before=before, link=link)
    write_report(written, output)


def _answer_note(archive: Path, path: Path, langs: tuple[str, ...], beyond: Beyond, link: str) -> str:
    """The comment from a note; one that cannot be read is answered too, in every language of the archive."""
    locales = archive.parent / "locales"
    try:
        note = read_note(path)
    except NoteError:
        note = None
    findings, lines = build_findings(note or Note(), locales)
    tongues = langs or tuple(note.languages if note and beyond is not Beyond.CHECKS else ())
    tongues = tongues or find_tongues(load(archive).archive, "", (), locales)
    reports = [_build(findings, lines, lang, locales, note.prefix if note else "") for lang in dict.fromkeys(tongues)]
    return render_answer(
        reports,
        beyond=beyond,
        edition=bool(note and note.edition),
        missing=note is None,
        before=bool(note and note.before),
        link=link,
    )


def _build(findings: Findings, lines: Sources, lang: str, locales: Path, prefix: str) -> Report:
    return build_report(findings, load_catalogue(lang, locales), lines, prefix)


def _begin_with(findings: Findings, paths: frozenset[str]) -> Findings:
    """What lies in the files of the change first: an answer that is cut is cut at its end."""
    ordered = sorted(findings.problems, key=lambda problem: problem.location.path not in paths)
    return replace(findings, problems=tuple(ordered))


def _list_changed(archive: Path, ref: str | None) -> tuple[str, ...]:
    """Files below the archive that differ from a commit; none where git cannot say."""
    if ref is None:
        return ()
    try:
        # `--end-of-options` and `--`: names that begin with a hyphen are names.
        words = ("diff-index", "-z", "--name-only", "--relative", "--end-of-options", ref, "--", ".")
        listed = ask_git(archive, *words, reason="no-commit")
    except HistoryError:
        return ()
    return tuple(listed.decode("utf-8", "replace").split("\0"))
