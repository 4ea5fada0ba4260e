"""`concord key`: makes a key for one archive alone, or takes an existing one, and prints the line for people.yml."""

from __future__ import annotations

from pathlib import Path

import click

from concord.approve.demonstration_keys import NUMBERS, render_private, render_public
from concord.approve.signing import KeygenError, make_key, read_public
from concord.approve.sshkeys import parse_key
from concord.approve.sshwire import SignatureFault
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.model.archive import Charter
from concord.read.archive import read_archive
from concord.report.status import Say

_ARCHIVE = click.Path(path_type=Path, file_okay=False, exists=True)


@click.group("key")
def command() -> None:
    """Keys with which approvals are signed."""


@command.command("new")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option("--archive", type=_ARCHIVE, default=Path("archive"))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where the key is written.")
@click.option("--hardware", is_flag=True, help="Make it in a hardware key that has to be touched.")
@click.option(
    "--demonstration",
    type=click.IntRange(NUMBERS.start, NUMBERS.stop - 1),
    help="Write the demonstration key of this number: everybody has it, and it counts in demonstrations only.",
)
@click.option("--date", "day", type=DAY, default=find_today, help="First day on which the key counts.")
@click.option("--lang", help="Language of the answer.")
def new(
    handle: str,
    archive: Path,
    out: Path | None,
    demonstration: int | None,
    day: str,
    lang: str | None,
    *,
    hardware: bool,
) -> None:
    """Make a key for this archive alone.

    ssh-keygen asks for a passphrase. The key stays outside the archive; what is printed goes into people.yml.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    charter = _find_charter(archive, say)
    if demonstration and not charter.archive.value.demonstration:
        raise click.UsageError(say("This archive is no demonstration; anybody could sign with such a key."))
    path = (out or Path.home() / ".ssh" / f"concord-{charter.archive.value.id}-{handle}").resolve()
    _refuse_inside(path, archive, say)
    for taken in (path, path.with_name(f"{path.name}.pub")):
        if taken.exists() or taken.is_symlink():
            raise click.UsageError(say("{file} is there already.").format(file=taken))
    if demonstration:
        _write_demonstration(path, demonstration)
    else:
        _make(path, say, hardware=hardware)
    _print(charter, handle, read_public(path), day, say)
    click.echo(say("The key is in {file}. Keep it, and a copy in a safe place; give it to nobody.").format(file=path))


@command.command("use")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option("--existing", is_flag=True, help="Take this key although it is used elsewhere.")
@click.option("--archive", type=_ARCHIVE, default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="First day on which the key counts.")
@click.option("--lang", help="Language of the answer.")
def use(file: Path, handle: str, archive: Path, day: str, lang: str | None, *, existing: bool) -> None:
    """Take a key that you have already. A key for this archive alone is safer: concord key new."""
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    warning = say("Many forges publish the keys of their users: with such a key anybody can find out who you are.")
    if not existing:
        raise click.UsageError(" ".join((warning, say("If that harms nobody, add: --existing"))))
    click.echo(warning, err=True)
    try:
        line = read_public(file)
    except OSError as error:
        raise click.UsageError(say("{file} has no public half beside it.").format(file=file)) from error
    _print(_find_charter(archive, say), handle, line, day, say)


def _find_charter(archive: Path, say: Say) -> Charter:
    charter = read_archive(archive).charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    return charter


def _refuse_inside(path: Path, archive: Path, say: Say) -> None:
    """A key inside the repository is published with the next commit."""
    archive = archive.resolve()
    repository = next((folder for folder in archive.parents if (folder / ".git").exists()), archive.parent)
    if path.is_relative_to(archive) or path.is_relative_to(repository):
        raise click.UsageError(say("{file} is inside the archive: a key there would be published.").format(file=path))


def _make(path: Path, say: Say, *, hardware: bool) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        make_key(path, hardware=hardware)
    except KeygenError as error:
        raise click.ClickException(say("ssh-keygen made no key. Is OpenSSH installed?")) from error


def _write_demonstration(path: Path, number: int) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)  # ssh-keygen refuses keys that others may read, even these
    path.write_bytes(render_private(number))
    path.with_name(f"{path.name}.pub").write_text(f"{render_public(number)}\n", encoding="ascii")


def _print(charter: Charter, handle: str, line: str, day: str, say: Say) -> None:
    """The public line, if it is a key that is taken here."""
    try:
        key = parse_key(line)
    except SignatureFault as fault:
        what = say(fault.what).format(name=fault.name)
        raise click.ClickException(say("This key is not taken: {what}.").format(what=what)) from fault
    person = charter.people.value.people.get(handle)
    number = len(person.keys) + 1 if person else 1
    click.echo(say("For {file}, among the lines of {handle}:").format(file="charter/people.yml", handle=handle))
    if number == 1:
        click.echo("    keys:")
    click.echo(f"      - {{id: key-{number}, key: {key.line}, since: {day}}}")
    click.echo(key.fingerprint)
