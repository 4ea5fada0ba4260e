"""The wire format of SSH (RFC 4251, 5): strings and numbers out of bytes that a stranger wrote. Asked by `sshsig`."""

from __future__ import annotations

from typing import Final

from concord.problems import N_

# Far above any field of a lawful key or signature; RSA keys of 8192 bits hold numbers of 1,025 bytes.
MAX_STRING: Final = 2048
MAX_TEXT: Final = 64


class SignatureFault(Exception):  # noqa: N818 - a finding about bytes, not an error of ours
    """Why a key or signature is not taken: `reason` is malformed, namespace, weak or wrong.

    `what` says more; it is a phrase of the catalogues and may ask for `name`.
    """

    def __init__(self, reason: str, what: str, name: str = "") -> None:
        super().__init__(f"{reason}: {what}")
        self.reason = reason
        self.what = what
        self.name = name


LENGTH: Final = N_("it is cut short, or holds more than belongs there")
FORM: Final = N_("a number or a name in it is not written in its one form")
KIND: Final = N_("a kind that is not taken here: {name}")
NO_KEY: Final = N_("no such key can exist")
LINE: Final = N_("it is not in the form that ssh-keygen writes")


class Wire:
    """Bytes that are read from front to back. Anything unexpected is a SignatureFault, never another error."""

    __slots__ = ("_at", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def take(self, size: int) -> bytes:
        """So many bytes."""
        end = self._at + size
        if size < 0 or end > len(self._raw):
            raise SignatureFault("malformed", LENGTH)
        piece = self._raw[self._at : end]
        self._at = end
        return piece

    def take_number(self) -> int:
        """A number of 32 bits."""
        return int.from_bytes(self.take(4), "big")

    def take_string(self) -> bytes:
        """A length and so many bytes."""
        size = self.take_number()
        if size > MAX_STRING:
            raise SignatureFault("malformed", LENGTH)
        return self.take(size)

    def take_text(self) -> str:
        """A short string of printable ASCII: names of algorithms and purposes."""
        raw = self.take_string()
        if len(raw) > MAX_TEXT or not raw.isascii() or not raw.decode("ascii").isprintable():
            raise SignatureFault("malformed", FORM)
        return raw.decode("ascii")

    def take_mpint(self) -> int:
        """A positive whole number in its one shortest form."""
        raw = self.take_string()
        if not raw or raw[0] & 0x80 or (raw[0] == 0 and (len(raw) == 1 or not raw[1] & 0x80)):
            raise SignatureFault("malformed", FORM)
        return int.from_bytes(raw, "big")

    def end(self) -> None:
        """Nothing may follow."""
        if self._at != len(self._raw):
            raise SignatureFault("malformed", LENGTH)


def pack_string(raw: bytes) -> bytes:
    """A string as it stands on the wire."""
    return len(raw).to_bytes(4, "big") + raw
