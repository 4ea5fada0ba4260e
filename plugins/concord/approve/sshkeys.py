"""Public SSH keys: the line in people.yml as a value that verifies signatures. Weak and odd ones are refused.

Each kind of key has one form here and one algorithm (RSA two), so that nothing about a signature is left to choice.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from concord.approve.sshwire import FORM, KIND, LINE, NO_KEY, SignatureFault, Wire
from concord.problems import N_

# Verifies (message, wire of the signature after the algorithm's name, name of the algorithm).
Verify = Callable[[bytes, Wire, str], None]

SK_ED25519: Final = "sk-ssh-ed25519@openssh.com"
SK_ECDSA: Final = "sk-ecdsa-sha2-nistp256@openssh.com"
_APPLICATION: Final = "ssh:"
_USER_PRESENT: Final = 0x01
MAX_LINE: Final = 2048
_LINE: Final = re.compile(r"([a-z0-9@.-]{1,64}) ([A-Za-z0-9+/]{16,2000}={0,2})")
_OTHER: Final = N_("it was not made of these bytes by this key")
_UNTOUCHED: Final = N_("nobody touched the hardware key")
_MANY: Final = N_("one signature of it would fit many texts")
_SHORT: Final = N_("an RSA key of fewer than 3072 bits, or of an unusual form")
RSA_BITS: Final = (3072, 8192)
_RSA_EXPONENT: Final = 65537
_P25519: Final = 2**255 - 19
# The y of the points of order 1, 2, 4 and 8: with such a "key" a signature fits more than one text.
_Y8: Final = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL: Final = frozenset({0, 1, _P25519 - 1, _Y8, _P25519 - _Y8})
_CURVES: Final[Mapping[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]]] = MappingProxyType(
    {
        "nistp256": (ec.SECP256R1(), hashes.SHA256()),
        "nistp384": (ec.SECP384R1(), hashes.SHA384()),
        "nistp521": (ec.SECP521R1(), hashes.SHA512()),
    }
)
_RSA_HASHES: Final[Mapping[str, hashes.HashAlgorithm]] = MappingProxyType(
    {"rsa-sha2-256": hashes.SHA256(), "rsa-sha2-512": hashes.SHA512()}
)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key by its exact bytes. `line` is how people.yml writes it; `fingerprint` how `ssh-keygen -l` prints it."""

    kind: str
    blob: bytes = field(repr=False)
    algorithms: tuple[str, ...] = field(repr=False)
    _verify: Verify = field(repr=False, compare=False)

    @property
    def line(self) -> str:
        """Kind and bytes, without a comment."""
        return f"{self.kind} {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key's bytes, as OpenSSH writes it."""
        return f"SHA256:{base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip('=')}"

    def verify(self, message: bytes, signature: bytes) -> None:
        """Raises SignatureFault unless this key made the signature of exactly these bytes."""
        wire = Wire(signature)
        algorithm = wire.take_text()
        if algorithm not in self.algorithms:
            is_weak = algorithm in ("ssh-rsa", "ssh-dss")
            raise SignatureFault("weak" if is_weak else "malformed", KIND, algorithm)
        try:
            self._verify(message, wire, algorithm)
        except (InvalidSignature, ValueError, UnsupportedAlgorithm, OverflowError) as error:
            raise SignatureFault("wrong", _OTHER) from error


@lru_cache(maxsize=4096)
def parse_key(line: str) -> PublicKey:
    """A key as people.yml writes it: kind and base64, no comment, no options. Raises SignatureFault."""
    match = _LINE.fullmatch(line) if len(line) <= MAX_LINE else None
    if match is None:
        raise SignatureFault("malformed", LINE)
    try:
        blob = base64.b64decode(match[2], validate=True)
    except binascii.Error as error:
        raise SignatureFault("malformed", LINE) from error
    key = parse_blob(blob)
    if key.line != line:
        raise SignatureFault("malformed", LINE)
    return key


def parse_blob(blob: bytes) -> PublicKey:
    """A key from its bytes on the wire. Raises SignatureFault."""
    wire = Wire(blob)
    kind = wire.take_text()
    reader = _KINDS.get(kind)
    if reader is None:
        raise SignatureFault("weak" if kind == "ssh-dss" else "malformed", KIND, kind)
    try:
        algorithms, verify = reader(wire)
    except (ValueError, UnsupportedAlgorithm, OverflowError) as error:
        raise SignatureFault("malformed", NO_KEY) from error
    wire.end()
    return PublicKey(kind, blob, algorithms, verify)


def _read_ed25519(wire: Wire) -> ed25519.Ed25519PublicKey:
    raw = wire.take_string()
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    if y >= _P25519 or y in _SMALL:
        raise SignatureFault("weak", _MANY)
    return ed25519.Ed25519PublicKey.from_public_bytes(raw)


def _read_plain_ed25519(wire: Wire) -> tuple[tuple[str, ...], Verify]:
    key = _read_ed25519(wire)

    def verify(message: bytes, signature: Wire, _algorithm: str) -> None:
        raw = signature.take_string()
        signature.end()
        key.verify(raw, message)

    return ("ssh-ed25519",), verify


def _read_curve(wire: Wire, curve: str) -> ec.EllipticCurvePublicKey:
    raw = wire.take_string()
    if raw[:1] != b"\x04":
        raise SignatureFault("malformed", FORM)
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[curve][0], raw)


def _take_pair(wire: Wire) -> bytes:
    """The two numbers of an ECDSA signature, as the library wants them."""
    pair = Wire(wire.take_string())
    r, s = pair.take_mpint(), pair.take_mpint()
    pair.end()
    return encode_dss_signature(r, s)


def _read_ecdsa(curve: str) -> Callable[[Wire], tuple[tuple[str, ...], Verify]]:
    def read(wire: Wire) -> tuple[tuple[str, ...], Verify]:
        if wire.take_text() != curve:
            raise SignatureFault("malformed", FORM)
        key = _read_curve(wire, curve)

        def verify(message: bytes, signature: Wire, _algorithm: str) -> None:
            pair = _take_pair(signature)
            signature.end()
            key.verify(pair, message, ec.ECDSA(_CURVES[curve][1]))

        return (f"ecdsa-sha2-{curve}",), verify

    return read


def _read_rsa(wire: Wire) -> tuple[tuple[str, ...], Verify]:
    exponent, modulus = wire.take_mpint(), wire.take_mpint()
    low, high = RSA_BITS
    if modulus.bit_length() < low or exponent != _RSA_EXPONENT or modulus % 2 == 0:
        raise SignatureFault("weak", _SHORT)
    if modulus.bit_length() > high:
        raise SignatureFault("malformed", NO_KEY)
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()

    def verify(message: bytes, signature: Wire, algorithm: str) -> None:
        raw = signature.take_string()
        signature.end()
        key.verify(raw, message, padding.PKCS1v15(), _RSA_HASHES[algorithm])

    return tuple(_RSA_HASHES), verify


def _digest_touched(application: bytes, signature: Wire, message: bytes) -> bytes:
    """What a hardware key signs: its application, that somebody touched it, its counter, and the message."""
    flags, counter = signature.take(1), signature.take(4)
    signature.end()
    if not flags[0] & _USER_PRESENT:
        raise SignatureFault("wrong", _UNTOUCHED)
    return hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(message).digest()


def _take_application(wire: Wire) -> bytes:
    application = wire.take_text()
    if application != _APPLICATION:
        raise SignatureFault("malformed", KIND, application)
    return application.encode()


def _read_sk_ed25519(wire: Wire) -> tuple[tuple[str, ...], Verify]:
    key = _read_ed25519(wire)
    application = _take_application(wire)

    def verify(message: bytes, signature: Wire, _algorithm: str) -> None:
        raw = signature.take_string()
        key.verify(raw, _digest_touched(application, signature, message))

    return (SK_ED25519,), verify


def _read_sk_ecdsa(wire: Wire) -> tuple[tuple[str, ...], Verify]:
    if wire.take_text() != "nistp256":
        raise SignatureFault("malformed", FORM)
    key = _read_curve(wire, "nistp256")
    application = _take_application(wire)

    def verify(message: bytes, signature: Wire, _algorithm: str) -> None:
        pair = _take_pair(signature)
        key.verify(pair, _digest_touched(application, signature, message), ec.ECDSA(hashes.SHA256()))

    return (SK_ECDSA,), verify


_KINDS: Final[Mapping[str, Callable[[Wire], tuple[tuple[str, ...], Verify]]]] = MappingProxyType(
    {
        "ssh-ed25519": _read_plain_ed25519,
        "ssh-rsa": _read_rsa,
        SK_ED25519: _read_sk_ed25519,
        SK_ECDSA: _read_sk_ecdsa,
        **{f"ecdsa-sha2-{curve}": _read_ecdsa(curve) for curve in _CURVES},
    }
)
