"""What is known of a sound or a film after its file was walked through. Between the walks and those who ask."""

from __future__ import annotations

from dataclasses import dataclass

from concord.check.pieces import PieceError


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a file that says something besides, and the bytes that stand there once it is taken out."""

    name: str
    start: int
    end: int
    instead: bytes = b""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How long a recording is, in thousandths of a second, how large a film; what is hidden, in order of place."""

    ms: int
    width: int = 0
    height: int = 0
    hidden: tuple[Hidden, ...] = ()


def wipe(name: str, start: int, end: int) -> Hidden:
    """A stretch that becomes as many zeros: what points behind it goes on pointing right."""
    return Hidden(name, start, end, bytes(end - start))


def take_out(raw: bytes, hidden: tuple[Hidden, ...]) -> bytes:
    """The file without what is hidden. Raises PieceError where stretches overlap: then nobody knows what is what."""
    kept: list[bytes] = []
    at = 0
    for one in hidden:
        if one.start < at:
            raise PieceError(one.name)
        kept += (raw[at : one.start], one.instead)
        at = one.end
    return b"".join((*kept, raw[at:]))
