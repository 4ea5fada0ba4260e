"""Reads an SSH signature (OpenSSH, PROTOCOL.sshsig) and verifies it over raw bytes, in process and without a parser.

Only the form that `ssh-keygen -Y sign` writes is taken, byte for byte, so that nobody can make a second file of one
signature. Between the files of statements and the ledger.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from concord.approve.sshkeys import PublicKey, parse_blob
from concord.approve.sshwire import FORM, KIND, LENGTH, LINE, SignatureFault, Wire, pack_string

# What these signatures are for, and nothing else: one of git, of a file or of another tool says nothing here.
NAMESPACE: Final = "approval@concord"
# Who signs a release has built and compared a whole site, which is more than an approval and never taken for one.
RELEASE_NAMESPACE: Final = "release@concord"
# An RSA key of 8192 bits makes a file of 3 KB.
MAX_BYTES: Final = 8 * 1024
_MAGIC: Final = b"SSHSIG"
_VERSION: Final = 1
_HASHES: Final = ("sha256", "sha512")
_BEGIN: Final = b"-----BEGIN SSH SIGNATURE-----\n"
_END: Final = b"-----END SSH SIGNATURE-----\n"
_WIDTH: Final = 70


_Fault = tuple[str, str, str]
_MOST_ANSWERS: Final = 65536
_ANSWERS: Final[dict[tuple[bytes, bytes, str], PublicKey | _Fault]] = {}


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in its parts; `body` holds the algorithm's name and its numbers."""

    key: PublicKey
    namespace: str
    hash_name: str
    body: bytes


def verify_signature(message: bytes, armour: bytes, namespace: str = NAMESPACE) -> PublicKey:
    """The key that signed exactly these bytes for this purpose. Raises SignatureFault; whose key it is, is asked later.

    Answers are remembered by content, so that thousands of statements are verified once in a run.
    """
    content = (hashlib.sha256(message).digest(), hashlib.sha256(armour).digest(), namespace)
    if content not in _ANSWERS:
        if len(_ANSWERS) >= _MOST_ANSWERS:
            _ANSWERS.clear()
        _ANSWERS[content] = _verify(message, armour, namespace)
    answer = _ANSWERS[content]
    if isinstance(answer, PublicKey):
        return answer
    raise SignatureFault(*answer)


def _verify(message: bytes, armour: bytes, namespace: str) -> PublicKey | _Fault:
    try:
        signature = parse_signature(armour)
        if signature.namespace != namespace:
            return "namespace", KIND, signature.namespace
        signature.key.verify(build_signed(message, namespace, signature.hash_name), signature.body)
    except SignatureFault as fault:
        return fault.reason, fault.what, fault.name
    return signature.key


def parse_signature(armour: bytes) -> Signature:
    """The parts of a signature. Raises SignatureFault."""
    wire = Wire(_strip_armour(armour))
    if wire.take(len(_MAGIC)) != _MAGIC:
        raise SignatureFault("malformed", FORM)
    if wire.take_number() != _VERSION:
        raise SignatureFault("malformed", FORM)
    key = parse_blob(wire.take_string())
    namespace = wire.take_text()
    if wire.take_string():
        raise SignatureFault("malformed", FORM)
    hash_name = wire.take_text()
    if hash_name not in _HASHES:
        raise SignatureFault("malformed", KIND, hash_name)
    body = wire.take_string()
    wire.end()
    return Signature(key, namespace, hash_name, body)


def build_signed(message: bytes, namespace: str, hash_name: str) -> bytes:
    """The bytes that are signed in truth: they name purpose, hash and digest."""
    digest = hashlib.new(hash_name, message).digest()
    fields = (namespace.encode(), b"", hash_name.encode(), digest)
    return _MAGIC + b"".join(pack_string(field) for field in fields)


def render_armour(blob: bytes) -> bytes:
    """The file of a signature's bytes, as ssh-keygen writes it."""
    text = base64.b64encode(blob)
    lines = (text[start : start + _WIDTH] + b"\n" for start in range(0, len(text), _WIDTH))
    return _BEGIN + b"".join(lines) + _END


def _strip_armour(armour: bytes) -> bytes:
    if len(armour) > MAX_BYTES:
        raise SignatureFault("malformed", LENGTH)
    if not (armour.startswith(_BEGIN) and armour.endswith(_END)):
        raise SignatureFault("malformed", LINE)
    inner = armour[len(_BEGIN) : -len(_END)].replace(b"\n", b"")
    try:
        blob = base64.b64decode(inner, validate=True)
    except binascii.Error as error:
        raise SignatureFault("malformed", LINE) from error
    if render_armour(blob) != armour:
        raise SignatureFault("malformed", LINE)
    return blob
