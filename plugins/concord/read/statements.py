"""Reads statements, and lists the agreed words by digest. Whose act counts is judged by `approve`, not here.

A signature beside a statement is verified over its bytes before they are parsed; where policy demands one, bytes that
nobody signed are not parsed at all.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from concord.approve.signers import SUFFIX, SignerFault, Signers, build_signers, find_signer
from concord.approve.sshsig import MAX_BYTES
from concord.model.archive import Charter, Statement
from concord.model.fields import MAX_SLUG, SHA256, SLUG
from concord.model.statement import StatementFile
from concord.problems import N_, Location, Problem
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_YAML
from concord.read.model_values import read_model
from concord.read.reading import Reading
from concord.read.walk import join

_STATEMENT: Final = re.compile(r"([1-9][0-9]{0,5})\.yml")


def read_statements(
    reading: Reading, charter: Charter | None, sealed: tuple[Charter | None, ...] = ()
) -> tuple[Statement, ...]:
    """Every statement, by person and number. Without a charter nobody knows whose keys are whose."""
    reading.expect_only("statements", folders=frozenset(reading.folders("statements")))
    signers = build_signers(charter, sealed) if charter else None
    found: list[Statement] = []
    for handle in reading.folders("statements"):
        if SLUG.fullmatch(handle) and len(handle) <= MAX_SLUG:
            found += _read_chain(reading, handle, signers)
        else:
            values = {"name": handle, "what": N_("an id of a-z, 0-9 and single hyphens")}
            reading.problems.append(Problem("path-invalid", Location(join("statements", handle)), values))
    return tuple(found)


def _read_chain(reading: Reading, handle: str, signers: Signers | None) -> list[Statement]:
    folder = join("statements", handle)
    files = frozenset(reading.files(folder))
    named = {int(match[1]): name for name in sorted(files) if (match := _STATEMENT.fullmatch(name))}
    signatures = frozenset(name + SUFFIX for name in named.values()) & files
    stray = frozenset(name for name in files if name.lower().endswith(SUFFIX)) - signatures
    reading.expect_only(folder, frozenset(named.values()) | signatures | stray)
    for name in sorted(stray):
        reading.problems.append(Problem("signature-stray", Location(join(folder, name)), {"name": name}))
    chain = ((seq, join(folder, named[seq]), named[seq] + SUFFIX in files) for seq in sorted(named))
    found = (_read_statement(reading, handle, *one, signers) for one in chain)
    return [statement for statement in found if statement]


def _read_statement(
    reading: Reading,
    handle: str,
    seq: int,
    path: str,
    is_signed: bool,  # noqa: FBT001 - private
    signers: Signers | None,
) -> Statement | None:
    faults = Faults(path)
    raw = read_bytes(reading.root, MAX_YAML, faults)
    if raw is None:
        reading.close(faults)
        return None
    armour = _read_signature(reading, path) if is_signed else None
    signed_by, is_refused = None, is_signed and armour is None
    if signers and not is_refused:
        signed_by, is_refused = _check_signature(reading, handle, path, raw, armour, signers)
    file = read_model(raw, StatementFile, faults) if not is_refused else None
    reading.close(faults)
    return Statement(handle, seq, hashlib.sha256(raw).hexdigest(), file, signed_by) if file else None


def _read_signature(reading: Reading, path: str) -> bytes | None:
    """The bytes of a signature; None when nobody can read them, which is a problem noted."""
    faults = Faults(path + SUFFIX)
    armour = read_bytes(reading.root, MAX_BYTES, faults)
    reading.close(faults)
    return armour


def _check_signature(
    reading: Reading, handle: str, path: str, raw: bytes, armour: bytes | None, signers: Signers
) -> tuple[str | None, bool]:
    """The key that signed a statement, and whether the statement may not be read."""
    try:
        return find_signer(signers, handle, raw, armour), False
    except SignerFault as fault:
        reading.problems.append(_build_problem(fault, path, raw))
        return None, True


def _build_problem(fault: SignerFault, path: str, raw: bytes) -> Problem:
    """Where somebody has to look: at the signature, or at the statement that has none or hides something."""
    if fault.offset is not None:
        before = raw[: fault.offset]
        place = Location(path, before.count(b"\n") + 1, fault.offset - before.rfind(b"\n"))
    else:
        place = Location(path if fault.rule == "signature-missing" else path + SUFFIX)
    return Problem(fault.rule, place, fault.values)


def find_agreed(reading: Reading) -> frozenset[str]:
    """Names in `agreed/` that look like digests. The bytes are verified whenever they are read."""
    names = frozenset(name for name in reading.files("agreed") if SHA256.fullmatch(name))
    reading.expect_only("agreed", names)
    return names
