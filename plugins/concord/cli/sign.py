"""`concord sign`: signs approvals that were written without a signature, after showing what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.signers import SUFFIX, SignerFault, Signers, build_signers, find_signer
from concord.approve.signing import KeygenError, KeygenMissingError, read_public, sign_bytes
from concord.approve.validity import find_floor, has_key, judge_key
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
    loaded = load(archive, day)
    charter = loaded.agreement.rules.charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    line = _read_line(key, say)
    if not has_key(charter, handle, line):
        raise build_refusal("signature-key-unknown", {"handle": handle}, say)
    found = tuple(_iter_unsigned(Reading(archive, find_tree(archive)), handle, say))
    taken = tuple(_iter_taken(loaded.archive, charter, handle, line, found, say))
    if not taken:
        click.echo(say("There is nothing to sign with this key.") if found else _say_all(handle, say))
        return
    for one in taken:
        _show(one, say)
    if not yes:
        click.confirm(say("{handle}: did you say all this, and sign it?").format(handle=handle), abort=True)
    signers = build_signers(charter)
    # All are signed before the first is written: a wrong passphrase leaves nothing half done.
    signatures = {one.path: make_signature(one.raw, key, handle, signers, say) for one in taken}
    for path, signature in signatures.items():
        click.echo(say("Written: {file}").format(file=write_signature(archive, path, signature)))


@dataclass(frozen=True, slots=True)
class _Unsigned:
    """A statement that has no signature yet."""

    path: str
    raw: bytes
    seq: int
    file: StatementFile


def _say_all(handle: str, say: Say) -> str:
    return say("Every approval of {handle} is signed.").format(handle=handle)


def _show(one: _Unsigned, say: Say) -> None:
    click.echo(f"{one.path}  {one.file.date}")
    for act in one.file.acts:
        click.echo(f"  {say(ACTS[act.act])}  {act.about}/{act.part}  {act.sha256[:12]}")


def _read_line(key: Path, say: Say) -> str:
    try:
        return read_public(key)
    except OSError as error:
        raise click.ClickException(say("{file} has no public half beside it.").format(file=key)) from error


def _iter_taken(
    archive: Archive, charter: Charter, handle: str, line: str, found: Iterable[_Unsigned], say: Say
) -> Iterator[_Unsigned]:
    """Those that hold when they are signed with a key. What it would make unread is named and left as it is."""
    chain = tuple(statement for statement in archive.statements if statement.handle == handle)
    floor = find_floor(archive, handle, line)
    for one in found:
        fault = judge_key(charter, handle, line, one.file.date, one.seq, chain)
        if one.seq <= floor:
            why = say("by the rules before it nobody had this key")
        elif fault:
            rule, values = find_rule(fault).RULE, {"handle": handle, "date": one.file.date, "seq": str(one.seq)}
            why = f"{rule.code} {say(rule.message).format(**values)}"
        else:
            yield one
            continue
        click.echo(say("{file} stays as it is: {why}").format(file=one.path, why=why), err=True)


def _iter_unsigned(reading: Reading, handle: str, say: Say) -> Iterator[_Unsigned]:
    folder = f"statements/{handle}"
    files = frozenset(reading.files(folder))
    unsigned = (name for name in files if name.endswith(".yml") and name + SUFFIX not in files)
    for name in sorted(unsigned, key=lambda name: (len(name), name)):
        faults = Faults(f"{folder}/{name}")
        raw = read_bytes(reading.root, MAX_YAML, faults)
        statement = read_model(raw, StatementFile, faults) if raw is not None else None
        if raw is None or statement is None:
            raise click.ClickException(say("{file} cannot be read; run: concord check").format(file=faults.path))
        yield _Unsigned(faults.path, raw, statement.value.seq, statement.value)


def build_refusal(rule_name: str, values: Mapping[str, str], say: Say) -> click.ClickException:
    """What a rule says of a key, as the end of a command."""
    rule, told = find_rule(rule_name).RULE, dict(values)
    if what := told.get("what"):
        told["what"] = say(what).format(**values)
    return click.ClickException(f"{rule.code} {say(rule.message).format(**told)} {say(rule.help).format(**told)}")


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
        raise build_refusal(fault.rule, fault.values, say) from fault
    return signature


def write_signature(archive: Path, path: str, signature: bytes) -> Path:
    """Puts a signature beside its statement."""
    try:
        return write_evidence(archive, path + SUFFIX, signature.decode("ascii"))
    except InTheWayError as error:
        raise click.FileError(str(error.path), "in the way") from error
