"""`concord amend`: a steward agrees to changes of what all sides agreed about the archive itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from concord.approve.amend import build_link_act, find_open_links
from concord.approve.chain import LinkVerdict, find_rules
from concord.approve.digest import digest_bytes
from concord.approve.seal import find_unsealed
from concord.approve.signers import build_signers
from concord.approve.sitting import SittingError, find_last, find_steward
from concord.catalogues import load_catalogue
from concord.check.rules import find_rule
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.cli.sitting import Pen, write_sitting
from concord.model.archive import Archive, Charter, Sourced
from concord.model.charter import ChainLink
from concord.read.archive import read_archive
from concord.read.characters import reveal
from concord.report.status import Say


@click.command("amend")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the approval; today unless given.")
@click.option("--yes", is_flag=True, help="Do not ask; for those who have read the changes already.")
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="KEYFILE",
    help="Sign with this key, or with its public half if an agent holds the other.",
)
@click.option("--lang", help="Language of the answer.")
def command(handle: str, archive: Path, day: str, key: Path | None, lang: str | None, *, yes: bool) -> None:
    """Agree to changes of the charter as they were sealed. Each is shown line by line.

    What concerns all needs a steward of every active side, by the rules before the change and by the new ones. What
    concerns one side alone, its people and keys, needs that side. Until then the rules before stay in force.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    read = read_archive(archive)
    charter = _find_charter(read, handle, day, say)
    links = find_open_links(read, handle)
    if not links:
        click.echo(say("Nothing waits for you here."))
        return
    _show(read, links, say, handle=None if yes else handle)
    if build_signers(charter).is_required and key is None:
        raise click.UsageError(say("Approvals are signed in this archive: --sign KEYFILE"))
    signers = build_signers(charter, read.sealed)
    before, acts = find_last(read.statements, handle), tuple(build_link_act(link) for link in links)
    write_sitting(archive, charter, before, acts, Pen(handle, day, key, signers), say)
    for verdict in find_rules(read_archive(archive), day).links:
        click.echo(tell_link(verdict, say))


def _show(archive: Archive, links: tuple[Sourced[ChainLink], ...], say: Say, *, handle: str | None) -> None:
    """Shows each change, and asks about it if there is somebody to ask."""
    question = say("{handle}: agree to change {number} of what all sides agreed, {digest}?")
    for link in links:
        if None in archive.sealed[link.value.n - 2 : link.value.n]:
            # Nobody agrees to what nobody can be shown.
            raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
        click.echo("".join(iter_changes(archive, link)), nl=False)
        if handle:
            sealed = digest_bytes(link.document.raw)[:12]
            click.confirm(question.format(handle=handle, number=link.value.n, digest=sealed), abort=True)


def iter_changes(archive: Archive, link: Sourced[ChainLink]) -> Iterator[str]:
    """What a link changes, line by line, with everything hidden made visible."""
    number = link.value.n
    before, after = archive.sealed[number - 2], archive.sealed[number - 1]
    if before is None or after is None:
        return
    for name in sorted(after.digests):
        path = f"charter/{name}"
        yield from difflib.unified_diff(_read_lines(before, name), _read_lines(after, name), path, path, n=2)


def _read_lines(charter: Charter, name: str) -> list[str]:
    lines = charter.files[name].document.raw.decode(errors="replace").split("\n")
    return [f"{reveal(line)}\n" for line in lines]


def tell_link(verdict: LinkVerdict, say: Say) -> str:
    """How a change of the rules stands, in one line."""
    number = verdict.link.value.n
    if verdict.missing:
        words = say("Change {number} of what all sides agreed: {sides} not yet; until then it changes nothing")
        return words.format(number=number, sides=", ".join(verdict.missing))
    words = say("Change {number} of what all sides agreed: agreed to, in force from {day}")
    return words.format(number=number, day=verdict.from_day)


def _find_charter(archive: Archive, handle: str, day: str, say: Say) -> Charter:
    """The rules in force, if nothing is unsealed and this person may speak. Nobody agrees to what may still change."""
    charter = archive.charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    if charter.genesis is None or find_unsealed(charter):
        raise click.ClickException(say("What all sides agreed is not sealed yet; run: concord seal"))
    rules = find_rules(archive, day).charter or charter
    # Who is let in by a change agrees to it too, by the new rules.
    if handle not in rules.people.value.people:
        rules = charter
    try:
        find_steward(rules, handle, day)
    except SittingError as error:
        rule = find_rule(error.reason).RULE
        raise click.ClickException(f"{rule.code} {say(rule.message).format(handle=handle, date=day)}") from error
    return rules
