"""`concord release`: a site that every side builds for itself, compares and signs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from concord.approve.chain import find_rules
from concord.approve.digest import digest_bytes
from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.manifest import find_differing, render_release
from concord.approve.releases import (
    ReleaseVerdict,
    assess_release,
    find_chain_faults,
    find_newest,
    find_signature_fault,
)
from concord.approve.signers import SUFFIX
from concord.approve.signing import KeygenError, sign_bytes
from concord.approve.sitting import SittingError, find_steward
from concord.approve.sshsig import RELEASE_NAMESPACE, verify_signature
from concord.approve.sshwire import SignatureFault
from concord.catalogues import load_catalogue
from concord.check.rules import find_rule
from concord.cli.build import CONFIG, FOLDER
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.cli.rebuild import build_aside, find_day, find_place
from concord.model.archive import Archive, Charter, Release
from concord.publish.releases import Built, build_release, find_differing_files, parse_sums
from concord.read.archive import read_archive
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.report.status import Say

_MOST = 10
_MAX_LIST = 64 * 1024 * 1024
_config = click.option("--config", type=CONFIG, default=Path("mkdocs.yml"), help="The archive's mkdocs.yml, if any.")
_archive = click.option("--archive", type=FOLDER, help="Folder of the archive.")
_site = click.option("--site", type=FOLDER, help="A site that you have built just now; built aside unless given.")
_lang = click.option("--lang", help="Language of the answer.")


@click.group("release")
def command() -> None:
    """Sites that every side has built, compared and signed."""


@command.command("prepare")
@_config
@_archive
@_site
@click.option("--as-of", type=DAY, help="Judge approvals as of this day.")
@click.option("--date", "day", type=DAY, default=find_today, help="Day of the release; today unless given.")
@_lang
def prepare(
    config: Path, archive: Path | None, site: Path | None, as_of: str | None, day: str, lang: str | None
) -> int:
    """Write down the next release.

    It is the digest of every file of the site, and of all that it is made from. Nothing is agreed by that.
    Each side then builds the same, compares and signs: concord release sign.
    """
    place = find_place(config, archive)
    root = place.settings.root
    say = load_catalogue(find_language(lang), root.parent / "locales").gettext
    found = build_aside(place, site, find_day(site, say) if site else as_of, find_language(lang))
    if isinstance(found, int):
        click.echo(say("Nothing was written."), err=True)
        return found
    before = find_newest(found.archive.releases)
    if before and day < before.file.value.date:
        raise click.UsageError(say("The release before is of {day}.").format(day=before.file.value.date))
    if day < found.site.as_of:
        raise click.ClickException(say("The release is of {day}: build your site for that day.").format(day=day))
    release = build_release(found, before, day)
    _write(root, f"releases/{release.n}.sums", found.sums.decode("ascii"), say)
    _write(root, f"releases/{release.n}.yml", render_release(release), say)
    click.echo(say("Each side now builds the same, compares and signs: concord release sign --as HANDLE --key KEY"))
    return 0


@command.command("sign")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    help="Your key, or its public half if an agent holds the other.",
)
@_config
@_archive
@_site
@click.option("--yes", is_flag=True, help="Do not ask; for those who have looked at their own build already.")
@_lang
def sign(
    handle: str, key: Path, config: Path, archive: Path | None, site: Path | None, lang: str | None, *, yes: bool
) -> int:
    """Sign the last release, if your own build gives the same.

    Without --site your tool builds the site now, from your copy of the archive. When a single file differs, nothing
    is signed and the first of them are named.
    """
    place = find_place(config, archive)
    root = place.settings.root
    say = load_catalogue(find_language(lang), root.parent / "locales").gettext
    release = _find_release(read_archive(root), say)
    day = release.file.value.as_of
    if site and find_day(site, say) != day:
        raise click.ClickException(say("The release is of {day}: build your site for that day.").format(day=day))
    built = build_aside(place, site, day, find_language(lang))
    if isinstance(built, int):
        click.echo(say("Nothing was signed."), err=True)
        return built
    _check_person(built.archive, release, handle, say)
    if differences := list(_compare(root, built, release, say)):
        click.echo(say("Release {number} is not what your own build gives:").format(number=release.n), err=True)
        for line in differences:
            click.echo(f"  {line}", err=True)
        click.echo(say("Nothing was signed."), err=True)
        return 1
    click.echo(say("Your own build gives the same {count} files.").format(count=len(parse_sums(built.sums))))
    if not yes:
        question = say("{handle}: sign release {number} of {day}, {digest}?")
        date, digest = release.file.value.date, release.sha256[:12]
        click.confirm(question.format(handle=handle, number=release.n, day=date, digest=digest), abort=True)
    signature = _make_signature(built.archive, release, handle, key, say)
    _write(root, f"releases/{release.n}.{handle}{SUFFIX}", signature.decode("ascii"), say)
    return 0


@command.command("publish")
@click.argument("archive", type=FOLDER, default=Path("archive"))
@_lang
def publish(archive: Path, lang: str | None) -> int:
    """Say whether every side has signed the last release.

    Ends with 0 when all have: pages that are built from now on say so. Ends with 1 until then,
    and names who is missing.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    read = read_archive(archive)
    release = _find_release(read, say)
    if fault := next(find_chain_faults(read), None):
        rule, number = find_rule("release-chain-broken").RULE, fault.release.n
        click.echo(f"{rule.code} {say(rule.message).format(number=number)}", err=True)
        return 1
    verdict = assess_release(read, release)
    for line in _tell(verdict, say):
        click.echo(line)
    if not verdict.is_complete:
        names = ", ".join(verdict.missing)
        click.echo(say("Release {number} waits for: {names}").format(number=release.n, names=names))
        return 1
    click.echo(say("Every side has signed release {number}. Build and publish the site.").format(number=release.n))
    return 0


def _tell(verdict: ReleaseVerdict, say: Say) -> Iterator[str]:
    for side, people in verdict.signed.items():
        if people:
            yield say("{side}: signed by {names}").format(side=side, names=", ".join(people))
        if side in verdict.missing:
            yield say("{side}: still to sign: {count}").format(side=side, count=verdict.missing[side])
    for handle, what in verdict.refused.items():
        yield say("The signature of {handle} does not count: {what}").format(handle=handle, what=say(what))


def _find_release(archive: Archive, say: Say) -> Release:
    release = find_newest(archive.releases)
    if archive.charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    if release is None:
        raise click.ClickException(say("There is no release yet; run: concord release prepare"))
    return release


def _check_person(archive: Archive, release: Release, handle: str, say: Say) -> Charter:
    """The rules of the release's day, if this person may sign by them and has not signed yet."""
    day = release.file.value.date
    rules = find_rules(archive, day).charter
    if rules is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    if handle in release.signatures:
        raise click.ClickException(
            say("{handle} has signed release {number} already.").format(handle=handle, number=release.n)
        )
    try:
        find_steward(rules, handle, day)
    except SittingError as error:
        rule = find_rule(error.reason).RULE
        raise click.ClickException(f"{rule.code} {say(rule.message).format(handle=handle, date=day)}") from error
    return rules


def _compare(root: Path, built: Built, release: Release, say: Say) -> Iterator[str]:
    """What differs between a release and one's own build, the first files by name."""
    before = next((one for one in built.archive.releases if one.n == release.n - 1), None)
    mine = build_release(built, before, release.file.value.date)
    differing = find_differing(mine, release.file.value)
    for name in differing:
        yield say("another value: {field}").format(field=name)
    if "sums" in differing:
        yield from _compare_files(root, built, release, say)
    if not differing and render_release(mine).encode() != release.file.document.raw:
        yield say("the file holds more than this tool writes")


def _compare_files(root: Path, built: Built, release: Release, say: Say) -> Iterator[str]:
    listed = read_bytes(root, _MAX_LIST, Faults(f"releases/{release.n}.sums"))
    if listed is None or digest_bytes(listed) != release.file.value.sums:
        yield say("the list of files that belongs to it is not here, so that none can be named")
        return
    paths = list(find_differing_files(parse_sums(built.sums), parse_sums(listed)))
    for path in paths[:_MOST]:
        yield say("another file: {file}").format(file=path)
    if len(paths) > _MOST:
        yield say("and {count} more").format(count=len(paths) - _MOST)


def _make_signature(archive: Archive, release: Release, handle: str, key: Path, say: Say) -> bytes:
    """The signature, if it is one that counts: asked before anything is written."""
    raw, day = release.file.document.raw, release.file.value.date
    try:
        signature = sign_bytes(raw, key, RELEASE_NAMESPACE)
    except KeygenError as error:
        raise click.ClickException(say("ssh-keygen made no signature; nothing was written.")) from error
    rules = find_rules(archive, day).charter
    try:
        line = verify_signature(raw, signature, RELEASE_NAMESPACE).line
        what = find_signature_fault(archive.charter, rules, handle, line, day) if rules else None
    except SignatureFault as fault:
        what = say(fault.what).format(name=fault.name)
    if what:
        raise click.ClickException(
            say("The signature of {handle} does not count: {what}").format(handle=handle, what=say(what))
        )
    return signature


def _write(root: Path, path: str, text: str, say: Say) -> None:
    try:
        click.echo(say("Written: {file}").format(file=write_evidence(root, path, text)))
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
