"""`concord upgrade`: brings what stands around an archive up to this version of the tool, and touches no words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from concord import __version__
from concord.catalogues import load_catalogue
from concord.cli.language import find_language
from concord.found.upgrade import State, Step, apply_upgrade, plan_upgrade
from concord.problems import N_
from concord.read.archive import read_archive
from concord.report.visible import escape_hidden

MOST_LINES: Final = 200
# What is said of a file before it is done, and after.
WOULD: Final = {State.NEW: N_("Would be written: {file}"), State.RENEWED: N_("Would be renewed: {file}")}
DONE: Final = {State.NEW: N_("Written: {file}"), State.RENEWED: N_("Renewed: {file}")}
LEFT: Final = {
    State.CHANGED: N_("Changed by somebody, and left as it is: {file}. This version of the tool would have:"),
    State.TAKEN_OUT: N_("Taken out by somebody, and left out: {file}"),
}
NOTHING = N_("Nothing is to do: this is how version {version} of the tool writes it.")
DRY = N_("Nothing was written yet. To do it: {command}")
UNREADABLE = N_("There is no archive here that can be read. First: {command}")
WORDS = N_("No word that anybody agreed to was touched.")
FAILED = N_("{file} cannot be written: {reason}")


@click.command("upgrade")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path())
@click.option("--apply", "is_applied", is_flag=True, help="Do it; otherwise it is only said what would be done.")
@click.option("--lang", help="Language of the answer.")
def command(folder: Path, lang: str | None, *, is_applied: bool) -> int:
    """Bring up to date what stands around an archive. Workflows, forms, settings and the version of the tool.

    Files that the tool wrote and nobody changed are renewed. What somebody changed or took out is left, and shown.
    Nothing below archive/ is touched.
    """
    say = load_catalogue(find_language(lang, folder / "locales"), folder / "locales").gettext
    charter = read_archive(folder / "archive").charter
    if charter is None:
        click.echo(say(UNREADABLE).format(command="concord check"), err=True)
        return 1
    steps = plan_upgrade(folder, charter.archive.value, __version__)
    if is_applied:
        try:
            apply_upgrade(folder, steps)
        except OSError as error:
            click.echo(say(FAILED).format(file=error.filename, reason=error.strerror), err=True)
            return 1
    for line in iter_report(steps, say, is_applied=is_applied):
        click.echo(line)
    return 0


def iter_report(steps: Sequence[Step], say: Callable[[str], str], *, is_applied: bool) -> Iterator[str]:
    """What is said of every file that is not as it was, and how it ends."""
    messages = {**(DONE if is_applied else WOULD), **LEFT}
    for step in steps:
        if step.state in messages:
            yield say(messages[step.state]).format(file=step.path)
        if step.state is State.CHANGED:
            yield from iter_difference(step)
    if not any(step.is_to_do for step in steps):
        yield say(NOTHING).format(version=__version__)
    else:
        yield say(WORDS) if is_applied else say(DRY).format(command="concord upgrade --apply")


def iter_difference(step: Step) -> Iterator[str]:
    """Line by line what the tool would have instead, nothing hidden in it; a long one is cut."""
    old, new = (raw.decode("utf-8", "replace").split("\n") for raw in (step.old or b"", step.new))
    for number, line in enumerate(difflib.unified_diff(old, new, n=1, lineterm="")):
        if number == MOST_LINES:
            yield "  …"
            return
        if number > 1:
            yield f"  {escape_hidden(line)}"
