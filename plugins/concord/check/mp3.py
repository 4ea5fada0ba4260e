"""An MP3 file frame by frame: frames of one kind from the first byte to the last, and everything else is hidden.

MPEG-1, -2 and -2.5 Layer III (ISO/IEC 11172-3 2.4, 13818-3 2.4). What is within a frame is the sound: as in the pixels
of a picture somebody may hide something there, and nobody can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from concord.check.pieces import BEHIND, GAP, PieceError
from concord.check.recorded import Hidden, Recorded

_FEWEST_FRAMES: Final = 3
_MOST_HIDDEN: Final = 1_000
_RATES: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_KBITS: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_FULL, _LAYER_III, _MONO = 3, 1, 3
_NOT_ZERO: Final = re.compile(rb"[^\0]")
_ENCODER: Final = re.compile(rb"[A-Za-z0-9. ]{0,9}\0*")


@dataclass(frozen=True, slots=True)
class _Frame:
    """`kind` is what all frames of a file share: version, rate of samples, one channel or two."""

    end: int
    kind: tuple[int, int, bool]
    samples: int


def walk_mp3(raw: bytes) -> Recorded:
    """The length of the sound and what is hidden in the file. Raises PieceError where it is no whole MP3."""
    hidden: list[Hidden] = []
    at, frames, kind, samples, rate = 0, 0, None, 0, 1
    while at < len(raw):
        frame = _read_frame(raw, at)
        if frame and frame.end <= len(raw) and kind in (None, frame.kind):
            kind, rate = frame.kind, frame.kind[1]
            frames += 1
            if frames == 1 and (index := _find_index(raw, at, frame)):
                hidden += index
            else:
                samples += frame.samples
            at = frame.end
            continue
        found = _find_tag(raw, at, is_broken_off=bool(frame and frame.kind == kind))
        hidden.append(found)
        at = found.end
        if len(hidden) > _MOST_HIDDEN:
            raise PieceError(at)
    if frames < _FEWEST_FRAMES:
        raise PieceError(frames)
    return Recorded(samples * 1000 // rate, hidden=tuple(hidden))


def _read_frame(raw: bytes, at: int) -> _Frame | None:
    head = raw[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] >> 5 != 0b111:  # noqa: PLR2004 - a head has four bytes
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    number, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer != _LAYER_III or number in (0, 15) or rate == 3:  # noqa: PLR2004 - reserved, free
        return None
    is_full = version == _FULL
    hertz = _RATES[version][rate]
    size = (144 if is_full else 72) * _KBITS[is_full][number] * 1000 // hertz + (head[2] >> 1 & 1)
    return _Frame(at + size, (version, hertz, head[3] >> 6 == _MONO), 1152 if is_full else 576)


def _find_index(raw: bytes, at: int, frame: _Frame) -> list[Hidden] | None:
    """Of a first frame that holds no sound but a table of places: what to take out of it; None of one that sounds."""
    version, _, is_mono = frame.kind
    beside = {(True, True): 17, (True, False): 32, (False, True): 9, (False, False): 17}[version == _FULL, is_mono]
    start = at + 4 + beside
    if raw[start : start + 4] not in (b"Xing", b"Info"):
        return [Hidden("VBRI", at, frame.end)] if raw[at + 36 : at + 40] == b"VBRI" else None
    flags = int.from_bytes(raw[start + 4 : start + 8], "big")
    end = start + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1)
    # Behind the table stands which program made it (nine letters), and how much of the first sound is empty.
    is_plain = _ENCODER.fullmatch(raw[end : end + 9]) and not _NOT_ZERO.search(raw, end + 36, frame.end)
    is_bare = is_plain and flags < 16 and not _NOT_ZERO.search(raw, at + 4, start)  # noqa: PLR2004 - four flags
    return [] if is_bare else [Hidden("Xing", at, frame.end)]


def _find_tag(raw: bytes, at: int, *, is_broken_off: bool) -> Hidden:
    """What stands where no frame does. Raises PieceError when nobody can tell where it ends."""
    head = raw[at : at + 32].ljust(32, b"\0")
    sizes = {
        b"ID3": 10 + _read_syncsafe(head[6:10]) + 10 * (head[5] >> 4 & 1),
        b"TAG": 128,
        b"APETAGEX": 32 + int.from_bytes(head[12:16], "little"),
    }
    for magic, size in sizes.items():
        if head.startswith(magic):
            return Hidden(magic.decode(), at, min(len(raw), at + size))
    match = _NOT_ZERO.search(raw, at)
    end = match.start() if match else len(raw)
    if end > at:
        return Hidden(GAP if match else BEHIND, at, end)
    if is_broken_off:
        return Hidden(BEHIND, at, len(raw))
    raise PieceError(at)


def _read_syncsafe(size: bytes) -> int:
    """A number of seven bits a byte."""
    return size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3]
