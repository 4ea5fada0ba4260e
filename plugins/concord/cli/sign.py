"""`concord sign`: signs approvals that were written without a signature, after showing what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from concord.approve.amend import name_link
from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.signers import SUFFIX, SignerFault, Signers, build_signers, find_signer
from concord.approve.signing import KeygenError, KeygenMissingError, read_public, sign_bytes
from concord.catalogues import load_catalogue
from concord.check.rules import find_rule
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.model.archive import Archive, Charter
from concord.model.statement import StatementFile
from concord.pipeline import load
from concord.problems import N_
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_YAML
from concord.read.model_values import read_model
from concord.read.reading import Reading
from concord.read.walk import find_tree
from concord.report.status import ACTS, Say

NO_KEYGEN = N_(
    "There is no ssh-keygen on this computer, so that nothing was written. It comes with macOS, with Windows as the "
    "optional feature OpenSSH Client, and with Linux as openssh or openssh-client."
)


@click.command("sign")
@click.option("--as", "handle", required=True, help="Your handle, as it stands in charter/people.yml.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    help="Your key, or its public half if an agent holds the other.",
)
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--date", "day", type=DAY, default=find_today, help="The day by whose rules a key counts.")
@click.option("--yes", is_flag=True, help="Do not ask; for those who have read the approvals already.")
@click.option("--lang", help="Language of the answer.")
def command(handle: str, key: Path, archive: Path, day: str, lang: str | None, *, yes: bool) -> None:
    """Sign your approvals that have no signature yet.

    Each is shown first: sign only what you said. The files stay as they are; a signature is put beside each.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    # A key counts with the rules in force: one that is only proposed would make approvals unread that hold as they are.
    loaded = load(archive, day)
    charter = loaded.agreement.rules.charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    reading = Reading(archive, find_tree(archive))
    floor = find_floor(loaded.archive, handle, _read_line(key, say))
    found = dict(_iter_unsigned(reading, handle, floor, say))
    if not found:
        click.echo(say("Every approval of {handle} is signed.").format(handle=handle))
        return
    if not yes:
        click.confirm(say("{handle}: did you say all this, and sign it?").format(handle=handle), abort=True)
    signers = build_signers(charter)
    for path, raw in found.items():
        signature = make_signature(raw, key, handle, signers, say)
        click.echo(say("Written: {file}").format(file=write_signature(archive, path, signature)))


def find_floor(archive: Archive, handle: str, line: str) -> int:
    """The number up to which this person's statements cannot be signed with a key; 0 if all can.

    By the rules before the change that brought the key nobody has it. Signed with it, the word for that change would
    not be read, and neither would any word before it.
    """
    changes = {name_link(number): before for number, before in enumerate(archive.sealed[:-1], 2)}
    floor = 0
    for statement in archive.statements:
        befores = [changes.get(act.about) for act in statement.file.value.acts]
        if statement.handle == handle and not all(_has_key(one, handle, line) for one in befores if one):
            floor = max(floor, statement.seq)
    return floor


def _has_key(charter: Charter, handle: str, line: str) -> bool:
    person = charter.people.value.people.get(handle)
    return bool(person and any(key.key == line for key in person.keys))


def _read_line(key: Path, say: Say) -> str:
    try:
        return read_public(key)
    except OSError as error:
        raise click.ClickException(say("{file} has no public half beside it.").format(file=key)) from error


def _iter_unsigned(reading: Reading, handle: str, floor: int, say: Say) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of approvals without a signature and past a number; each is shown on the way."""
    folder = f"statements/{handle}"
    files = frozenset(reading.files(folder))
    unsigned = (name for name in files if name.endswith(".yml") and name + SUFFIX not in files)
    later = (name for name in unsigned if not name[:-4].isdecimal() or int(name[:-4]) > floor)
    for name in sorted(later, key=lambda name: (len(name), name)):
        faults = Faults(f"{folder}/{name}")
        raw = read_bytes(reading.root, MAX_YAML, faults)
        statement = read_model(raw, StatementFile, faults) if raw is not None else None
        if raw is None or statement is None:
            raise click.ClickException(say("{file} cannot be read; run: concord check").format(file=faults.path))
        click.echo(f"{faults.path}  {statement.value.date}")
        for act in statement.value.acts:
            click.echo(f"  {say(ACTS[act.act])}  {act.about}/{act.part}  {act.sha256[:12]}")
        yield faults.path, raw


def make_signature(raw: bytes, key: Path, handle: str, signers: Signers, say: Say) -> bytes:
    """The signature, if it is one that the archive will take: asked before anything is written."""
    try:
        signature = sign_bytes(raw, key)
    except KeygenMissingError as error:
        raise click.ClickException(say(NO_KEYGEN)) from error
    except KeygenError as error:
        raise click.ClickException(say("ssh-keygen made no signature; nothing was written.")) from error
    try:
        find_signer(signers, handle, raw, signature)
    except SignerFault as fault:
        rule = find_rule(fault.rule).RULE
        values = dict(fault.values)
        if what := values.get("what"):
            values["what"] = say(what).format(**fault.values)
        said = f"{say(rule.message).format(**values)} {say(rule.help).format(**values)}"
        raise click.ClickException(f"{rule.code} {said}") from fault
    return signature


def write_signature(archive: Path, path: str, signature: bytes) -> Path:
    """Puts a signature beside its statement."""
    try:
        return write_evidence(archive, path + SUFFIX, signature.decode("ascii"))
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
