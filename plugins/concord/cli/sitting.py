"""Writes what a steward said at one sitting, signed or not, as `concord approve` and `concord amend` do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from concord.approve.evidence import InTheWayError, write_evidence
from concord.approve.signers import Signers
from concord.approve.signing import read_public
from concord.approve.sitting import render_sitting
from concord.approve.validity import judge_key
from concord.cli.sign import build_refusal, make_signature, write_signature
from concord.model.archive import Charter, Statement
from concord.model.statement import Act
from concord.report.status import Say


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes, on which day, and with which key if the approvals are signed."""

    handle: str
    day: str
    key: Path | None
    signers: Signers


def write_sitting(
    archive: Path, charter: Charter, before: Statement | None, acts: Sequence[Act], pen: Pen, say: Say
) -> None:
    """Writes the statements of a sitting and names each; never over one that is there. Raises click.FileError."""
    demonstration = charter.archive.value.demonstration
    sitting = render_sitting(charter.genesis or "", before, pen.day, acts, demonstration=demonstration)
    texts = {f"statements/{pen.handle}/{seq}.yml": text for seq, text in sitting}
    if pen.key:
        _refuse_key(charter, pen, pen.key, before.seq + 1 if before else 1, say)
    # All are signed before the first is written: a wrong passphrase leaves nothing half done.
    signatures = {
        path: make_signature(text.encode(), pen.key, pen.handle, pen.signers, say)
        for path, text in texts.items()
        if pen.key
    }
    for path, text in texts.items():
        try:
            written = [write_evidence(archive, path, text)]
        except InTheWayError as error:
            raise click.FileError(str(error.path), "in the way") from error
        if path in signatures:
            written.append(write_signature(archive, path, signatures[path]))
        for target in written:
            click.echo(say("Written: {file}").format(file=target))


def _refuse_key(charter: Charter, pen: Pen, key: Path, seq: int, say: Say) -> None:
    """A key of this person that does not count on this day; one that nobody here has is named when it has signed."""
    try:
        line = read_public(key)
    except OSError:
        return
    fault = judge_key(charter, pen.handle, line, pen.day, seq)
    if fault not in (None, "signature-key-unknown"):
        raise build_refusal(str(fault), {"handle": pen.handle, "date": pen.day, "seq": str(seq)}, say)
