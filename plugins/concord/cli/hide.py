"""`concord hide`: hides an entry at once, in the archive and in a site that is built already."""

from __future__ import annotations

from pathlib import Path

import click

from concord.approve.clocks import find_last_day
from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.ledger import holds
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.mkdocs_plugins.session import settings_from_file
from concord.model.charter import RoleName
from concord.model.items import Ground
from concord.read.archive import read_archive
from concord.read.characters import reveal
from concord.report.status import Say
from concord.takedown.apply import apply_notices
from concord.takedown.notice import FILE, find_notices, is_id, render_notice
from concord.verify.words import Theme

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
MAY_HIDE = (RoleName.STEWARD, RoleName.FACILITATOR, RoleName.SAFETY)
_MOST = 20


@click.command("hide")
@click.argument("entries", nargs=-1, metavar="[ENTRY]...")
@click.option("--as", "handle", help="Your handle, as it stands in charter/people.yml.")
@click.option(
    "--ground",
    type=click.Choice([ground.value for ground in Ground]),
    default=Ground.SAFETY.value,
    show_default=True,
    help="Why it is hidden.",
)
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="Day on which it is hidden; today unless given.")
@click.option("--apply", "site", type=FOLDER, metavar="SITE", help="Take all that is hidden out of this built site.")
@click.option("--thorough", is_flag=True, help="Take out as well whatever else calls a hidden entry by its name.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    help="Where the archive's own templates are named, if it has any.",
)
@click.option("--lang", help="Language of the answer.")
def command(
    entries: tuple[str, ...],
    handle: str | None,
    ground: str,
    archive: Path,
    day: str,
    site: Path | None,
    config: Path,
    lang: str | None,
    *,
    thorough: bool,
) -> int:
    """Hide entries at once, whatever else is broken.

    Each ENTRY gets a notice of four lines, which can be typed by hand as well. All sides then have fourteen days to
    decide. With --apply everything of all hidden entries is taken out of a site that is built already, even where the
    archive cannot be built.

    Ends with 1 if something of a hidden entry is still on the site; those files are named.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    if not entries and site is None:
        raise click.UsageError(say("Name an entry to hide, or a site with --apply"))
    if site is not None and not any((site / name).is_file() for name in ("index.html", "SHA256SUMS")):
        raise click.UsageError(say("There is no built site at {folder}").format(folder=site))
    if site is not None and _is_archive(site, archive):
        raise click.UsageError(say("There is no built site at {folder}").format(folder=site))
    if entries:
        _hide(archive, entries, handle, day, Ground(ground), say)
    return _apply(site, archive, config, say, thorough=thorough) if site is not None else 0


def _is_archive(site: Path, archive: Path) -> bool:
    """Whether a folder holds what sites are made from, or is part of it: an archive would be cut as well."""
    inner, outer = archive.resolve(), site.resolve()
    is_inside = inner.is_relative_to(outer) or outer.is_relative_to(inner)
    return is_inside or any((outer / name).exists() for name in ("charter", "archive/charter"))


def _hide(archive: Path, entries: tuple[str, ...], handle: str | None, day: str, ground: Ground, say: Say) -> None:
    if handle is None or not is_id(handle):
        raise click.UsageError(say("Say who you are: --as HANDLE"))
    for entry in entries:
        if not is_id(entry) or not (archive / "entries" / entry).is_dir():
            raise click.UsageError(say("There is no entry {entry} here.").format(entry=entry))
    for entry in entries:
        if (archive / "entries" / entry / FILE).exists():
            click.echo(say("{entry} is hidden already.").format(entry=entry))
            continue
        try:
            path = write_evidence(archive, f"entries/{entry}/{FILE}", render_notice(handle, day, ground))
        except InTheWayError as error:
            raise click.FileError(str(error.path), "in the way") from error
        click.echo(say("Written: {file}").format(file=path))
    until = find_last_day(day)
    click.echo(say("The sides have until {until} to decide together what is to stand there.").format(until=until))
    if not _may_hide(archive, handle, day):
        message = say(
            "{handle} is no steward, facilitator or safety coordinator on {day}: somebody who is has to sign."
        )
        click.echo(message.format(handle=handle, day=day), err=True)


def _may_hide(archive: Path, handle: str, day: str) -> bool:
    """Whether nobody will ask who answers for it; true where that cannot be told, since hiding waits for nothing."""
    try:
        charter = read_archive(archive).charter
    except Exception:  # noqa: BLE001 - a broken tree is no reason against hiding
        return True
    person = charter.people.value.people.get(handle) if charter else None
    return charter is None or bool(person and any(holds(person, role, day) for role in MAY_HIDE))


def _apply(site: Path, archive: Path, config: Path, say: Say, *, thorough: bool) -> int:
    notices = find_notices(archive)
    if not notices:
        click.echo(say("Nothing is hidden in this archive."))
        return 0
    applied = apply_notices(site, archive, notices, _find_theme(archive, config), thorough=thorough)
    names = ", ".join(notice.id for notice in notices)
    if applied.is_remade:
        click.echo(say("Taken out, and the site made again from its own proof: {names}").format(names=names))
    else:
        message = say("Taken out of every file, since the site could not be made again from its proof: {names}")
        click.echo(message.format(names=names))
    if applied.elsewhere:
        click.echo(say("Others have agreed to say a name of it here. If that endangers anybody, add: --thorough"))
        _list(applied.elsewhere, say)
    if applied.gone:
        click.echo(say("Taken out as well, since words of what is hidden stand in them, or nobody can tell:"))
        _list(applied.gone, say)
    if (site / ".git").exists():
        click.echo(say("The history in git still holds what was taken out: {folder}").format(folder=site), err=True)
    if applied.left:
        click.echo(say("Words of what is hidden are still in these files:"), err=True)
        _list(applied.left, say, err=True)
    return int(bool(applied.left))


def _list(paths: tuple[str, ...], say: Say, *, err: bool = False) -> None:
    for path in paths[:_MOST]:
        click.echo(f"  {reveal(path)}", err=err)
    if len(paths) > _MOST:
        click.echo("  " + say("and {count} more").format(count=len(paths) - _MOST), err=err)


def _find_theme(archive: Path, config: Path) -> Theme:
    """The archive's own words and templates; the tool's alone where they cannot be found out."""
    locales = archive.parent / "locales"
    try:
        folders = settings_from_file(config).folders if config.is_file() else ()
    except Exception:  # noqa: BLE001 - a broken configuration is no reason against hiding
        folders = ()
    return Theme(locales if locales.is_dir() else None, folders)
