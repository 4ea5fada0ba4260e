"""Whose signature stands beside a statement: asked with raw bytes, before anything in them is parsed.

Days and revocations are in the statement and its chain; `validity` judges them when these are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from concord.approve.policy import resolve_policy
from concord.approve.sshsig import verify_signature
from concord.approve.sshwire import SignatureFault
from concord.model.archive import Charter
from concord.model.charter import Approvals

# Rule by the reason for which a signature is not taken.
_RULES: Final = {
    "malformed": "signature-malformed",
    "namespace": "signature-purpose",
    "weak": "key-weak",
    "wrong": "signature-wrong",
}
# Statements are written by the tool, in ASCII: whatever else stands in one would look like something that it is not.
_PLAIN: Final = frozenset(b"\n" + bytes(range(0x20, 0x7F)))
SUFFIX: Final = ".sig"


class SignerFault(Exception):  # noqa: N818 - a finding about a file, not an error of ours
    """Why a statement is not even read: the name of the rule that says so, its values, and where in the statement."""

    def __init__(self, rule: str, values: Mapping[str, str], offset: int | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Signers:
    """Who may sign: `keys` has every person's keys as people.yml writes them, whenever they count."""

    is_required: bool
    keys: Mapping[str, frozenset[str]]


def build_signers(charter: Charter, sealed: Iterable[Charter | None] = ()) -> Signers:
    """The signers of a charter, and of all that was ever sealed: a change that nobody agreed to makes none unread.

    Which of these rules are in force is judged by the chain, when statements have been read.
    """
    charters = (charter, *(one for one in sealed if one))
    keys: dict[str, frozenset[str]] = {}
    for one in charters:
        for handle, person in one.people.value.people.items():
            keys[handle] = keys.get(handle, frozenset()) | {key.key for key in person.keys}
    is_required = all(resolve_policy(one.policy.value).approvals is Approvals.SIGNED for one in charters)
    return Signers(is_required, keys)


def find_signer(signers: Signers, handle: str, raw: bytes, armour: bytes | None) -> str | None:
    """The key of this person that signed these bytes; None if nobody had to and did. Raises SignerFault."""
    if armour is None:
        if signers.is_required:
            raise SignerFault("signature-missing", {"handle": handle})
        return None
    try:
        line = verify_signature(raw, armour).line
    except SignatureFault as fault:
        raise SignerFault(_RULES[fault.reason], {"handle": handle, "what": fault.what, "name": fault.name}) from fault
    if line not in signers.keys.get(handle, frozenset()):
        owner = next((other for other, keys in sorted(signers.keys.items()) if line in keys), None)
        if owner is None:
            raise SignerFault("signature-key-unknown", {"handle": handle})
        raise SignerFault("signature-of-another", {"handle": handle, "other": owner})
    _check_plain(raw, handle)
    return line


def _check_plain(raw: bytes, handle: str) -> None:
    offset = next((at for at, byte in enumerate(raw) if byte not in _PLAIN), None)
    if offset is not None:
        raise SignerFault("signed-characters", {"handle": handle}, offset)
