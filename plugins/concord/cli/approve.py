"""`concord approve`: shows the exact words on a local page, asks once, and writes one statement."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

import click

from concord.approve.evidence import InTheWayError, find_folder
from concord.approve.keep import write_agreed
from concord.approve.signers import build_signers
from concord.approve.sitting import (
    SittingError,
    Waiting,
    build_acts,
    find_last,
    find_misshapen,
    find_reader,
    find_waiting,
)
from concord.catalogues import load_catalogue
from concord.check.rules import find_rule
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.cli.sitting import Pen, write_sitting
from concord.model.archive import Charter
from concord.pipeline import Loaded, load
from concord.problems import N_
from concord.render.review import render_review
from concord.report.status import ACTS, Say

OTHER_BYTES = N_("These files hold other bytes here than where others read them, so that nothing was written.")
COPY_ANEW = N_(
    "Approvals cannot be mended. Fetch the archive anew, so that git leaves line ends as they are: "
    "git clone -c core.autocrlf=false ADDRESS"
)


@click.command("approve")
@click.argument("targets", nargs=-1, metavar="[ENTRY[/PART]]...")
@click.option("--as", "handle", help="Your handle, as it stands in charter/people.yml.")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the approval; today unless given.")
@click.option(
    "--relies-on",
    "readers",
    multiple=True,
    metavar="LANG=HANDLE",
    help="The reader whose word you rely on for a language you do not read.",
)
@click.option("--list", "only_list", is_flag=True, help="List what waits for you and write nothing.")
@click.option("--page/--no-page", "page", default=True, help="Open the words in a local page before asking.")
@click.option("--yes", is_flag=True, help="Do not ask; for those who have read the words already.")
@click.option("--minor", is_flag=True, help="Call these changes small: translations of the words before stay fresh.")
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="KEYFILE",
    help="Sign with this key, or with its public half if an agent holds the other.",
)
@click.option("--keep", is_flag=True, help="Only put agreed words that are missing there into agreed/.")
@click.option("--lang", help="Language of the answer.")
def command(
    targets: tuple[str, ...],
    handle: str | None,
    archive: Path,
    day: str,
    readers: tuple[str, ...],
    key: Path | None,
    lang: str | None,
    *,
    only_list: bool,
    page: bool,
    yes: bool,
    minor: bool,
    keep: bool,
) -> None:
    """Say yes to exact words, any number of parts at one sitting.

    Without a target everything that waits for you is shown. A target is an entry, or one part of it:
    `mohenjo-daro-necklace`, `mohenjo-daro-necklace/text.hi`.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    if keep:
        _keep(archive, day, say)
        return
    if handle is None:
        raise click.UsageError(say("Say who you are: --as HANDLE"))
    loaded = load(archive, day)
    charter = _find_charter(loaded, say)
    chosen = _choose(loaded, handle, day, targets, say)
    _show(chosen, say)
    if only_list or not chosen:
        return
    _refuse_misshapen(loaded, handle, chosen, say)
    signers = build_signers(charter)
    if signers.is_required and key is None:
        raise click.UsageError(say("Approvals are signed in this archive: --sign KEYFILE"))
    relies_on = _choose_readers(chosen, readers, say)
    if page:
        _open_page(archive, loaded, chosen, handle, find_language(lang))
    if not yes:
        click.confirm(
            say("{handle}: say so to these {number} parts?").format(handle=handle, number=len(chosen)), abort=True
        )
    before, acts = find_last(loaded.archive.statements, handle), build_acts(chosen, relies_on, minor=minor)
    write_sitting(archive, charter, before, acts, Pen(handle, day, key, signers), say)
    _keep(archive, day, say)


def _find_charter(loaded: Loaded, say: Say) -> Charter:
    charter = loaded.agreement.rules.charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    if charter.genesis is None:
        raise click.ClickException(say("What all sides agreed is not sealed yet; run: concord seal"))
    return charter


def _choose(loaded: Loaded, handle: str, day: str, targets: tuple[str, ...], say: Say) -> list[Waiting]:
    try:
        waiting = find_waiting(loaded.archive, loaded.agreement, handle, day)
    except SittingError as error:
        rule = find_rule(error.reason).RULE
        values = {"handle": handle, "date": day, "seq": "-", "about": "-", "part": "-", "act": "-"}
        message = say(rule.message).format(**values)
        raise click.ClickException(f"{rule.code} {message}") from error
    chosen = [item for item in waiting if not targets or item.entry in targets or item.target in targets]
    known = {name for item in waiting for name in (item.entry, item.target)}
    if unknown := [target for target in targets if target not in known]:
        message = say("Nothing of this waits for {handle}: {targets}. See: concord status --all")
        raise click.ClickException(message.format(handle=handle, targets=", ".join(unknown)))
    return chosen


def _refuse_misshapen(loaded: Loaded, handle: str, chosen: list[Waiting], say: Say) -> None:
    """Nothing is approved on a copy whose bytes are not those that the others have."""
    found = find_misshapen(loaded.archive, handle, chosen)
    if not found:
        return
    rule = find_rule(found[0].rule).RULE
    for problem in found:
        values = {name: say(value) for name, value in problem.values.items()}
        place = f"{problem.location.path}:{problem.location.line}:{problem.location.column}"
        click.echo(f"  {place}  {rule.code} {say(rule.message).format(**values)}", err=True)
    is_evidence = any(problem.location.path.startswith(("statements/", "charter/chain/")) for problem in found)
    cure = COPY_ANEW if is_evidence else rule.help
    raise click.ClickException(f"{say(OTHER_BYTES)} {say(cure)}")


def _show(chosen: list[Waiting], say: Say) -> None:
    """What waits, a line each."""
    for item in chosen:
        click.echo(f"  {say(ACTS[item.act])}  {item.target}  {item.sha256[:12]}")
    if not chosen:
        click.echo(say("Nothing waits for you here."))


def _choose_readers(chosen: list[Waiting], given: tuple[str, ...], say: Say) -> dict[str, str]:
    """The reader for each language that the steward does not read; never guessed."""
    relies_on = dict(pair.split("=", 1) for pair in given if "=" in pair)
    for item in chosen:
        lang = item.status.part.lang
        if item.needs_reader and lang and find_reader(relies_on, lang) not in item.readers:
            message = say("{target}: you do not read {lang}. Ask a reader of it, then add: --relies-on {lang}=HANDLE")
            names = ", ".join(item.readers) or say("nobody in office reads it")
            raise click.UsageError(f"{message.format(target=item.target, lang=lang)} ({names})")
    return relies_on


def _open_page(archive: Path, loaded: Loaded, chosen: list[Waiting], handle: str, lang: str) -> None:
    page = Path(tempfile.mkdtemp(prefix="concord-review-")) / "review.html"
    page.write_text(render_review(archive, loaded.archive, loaded.store, chosen, handle, lang), encoding="utf-8")
    click.echo(page.as_uri())
    webbrowser.open(page.as_uri())


def _keep(archive: Path, day: str, say: Say) -> None:
    """Judges again, so that words which are agreed now are kept byte for byte."""
    loaded = load(archive, day)
    try:
        find_folder(loaded.store.root)
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
    kept = write_agreed(archive, loaded.agreement, loaded.store)
    click.echo(say("Newly agreed parts kept in agreed/: {number}").format(number=kept))
