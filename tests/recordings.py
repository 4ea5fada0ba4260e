"""Makes a tone (MP3) and a film with a silent sound (MP4) out of nothing, with no encoder: own work, CC0.

The tone is one line of the spectrum in every frame; the pictures of the film are written as plain samples, and between
two of them nothing changes. Both are as bare as the check wants them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

RATE = 22_050
SIDE = 48, 32


class Bits:
    """A row of bits."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, value: int, width: int) -> Bits:
        self.text += format(value, f"0{width}b")
        return self

    def ue(self, value: int) -> Bits:
        """A number as H.264 writes it (9.1)."""
        code = format(value + 1, "b")
        self.text += "0" * (len(code) - 1) + code
        return self

    def align(self, bit: str = "0") -> Bits:
        self.text += bit * (-len(self.text) % 8)
        return self

    def raw(self) -> bytes:
        whole = self.text + "0" * (-len(self.text) % 8)
        return int(whole, 2).to_bytes(len(whole) // 8, "big") if whole else b""


def make_tone(seconds: float, line: int = 12) -> bytes:
    """An MP3 of one channel; `line` times 19 Hertz is about how high it is."""
    frames, bits = round(seconds * RATE / 576), 0
    made = []
    for number in range(frames):
        # 8 kbit/s do not fit whole bytes: every few frames one more.
        size = 72 * 8000 * (number + 1) // RATE - 72 * 8000 * number // RATE
        head = bytes((0xFF, 0xF3, 0x10 | (size - 26) << 1, 0xC0))
        spectrum = Bits()
        spectrum.text = "1" * (line // 2) + "010"  # table 1: pairs of nothing, then (1, 0) with its sign
        side = Bits().put(0, 8).put(0, 1).put(len(spectrum.text), 12).put(line // 2 + 1, 9).put(195, 8)
        side.put(0, 9).put(0, 1).put(1, 5).put(1, 5).put(1, 5).put(7, 4).put(7, 3).put(0, 1).put(0, 1).align()
        body = (side.raw() + bytes(9))[:9] + spectrum.raw()
        made.append((head + body).ljust(size, b"\0"))
        bits += size
    return b"".join(made)


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, name) + body


def full(name: bytes, flags: int, *content: bytes) -> bytes:
    return box(name, struct.pack(">I", flags), *content)


def _nal(kind: int, rbsp: bytes) -> bytes:
    """A unit of H.264, with the byte that keeps it from looking like the start of another."""
    out, zeros = bytearray((kind,)), 0
    for byte in rbsp:
        if zeros >= 2 and byte <= 3:
            out.append(3)
            zeros = 0
        out.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(out)


def _make_parameters() -> tuple[bytes, bytes]:
    width, height = SIDE
    sps = Bits().put(66, 8).put(0xC0, 8).put(10, 8).ue(0).ue(0).ue(2).ue(1).put(0, 1)
    sps.ue(width // 16 - 1).ue(height // 16 - 1).put(1, 1).put(1, 1).put(0, 1).put(0, 1).put(1, 1).align()
    pps = Bits().ue(0).ue(0).put(0, 1).put(0, 1).ue(0).ue(0).ue(0).put(0, 1).put(0, 2).ue(0).ue(0).ue(0)
    pps.put(0, 1).put(0, 1).put(0, 1).put(1, 1).align()
    return _nal(0x67, sps.raw()), _nal(0x68, pps.raw())


def _make_picture(shade: int, number: int) -> bytes:
    """A whole picture of one grey, sample by sample (7.3.5, I_PCM)."""
    bits = Bits().ue(0).ue(7).ue(0).put(0, 4).ue(number % 2).put(0, 1).put(0, 1).ue(0)
    for _ in range(SIDE[0] * SIDE[1] // 256):
        bits.ue(25).align()
        bits.text += format(shade, "08b") * 256 + "10000000" * 128
    return _nal(0x65, bits.put(1, 1).align().raw())


def _make_same(frame: int) -> bytes:
    """A picture in which nothing has changed."""
    bits = Bits().ue(0).ue(5).ue(0).put(frame % 16, 4).put(0, 1).put(0, 1).put(0, 1).ue(0)
    return _nal(0x41, bits.ue(SIDE[0] * SIDE[1] // 256).put(1, 1).align().raw())


def _describe(size: int, *content: bytes) -> bytes:
    return bytes((size, sum(map(len, content)))) + b"".join(content)


def _make_track(number: int, ms: int, handler: bytes, media: bytes, entry: bytes, tables: Iterable[bytes]) -> bytes:
    width, height = SIDE if handler == b"vide" else (0, 0)
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    volume = 0 if width else 0x100
    head = struct.pack(">IIIII8xHHHH", 0, 0, number, 0, ms, 0, 0, volume, 0)
    kind = full(b"vmhd", 1, bytes(8)) if width else full(b"smhd", 0, bytes(4))
    return box(
        b"trak",
        full(b"tkhd", 3, head, matrix, struct.pack(">II", width << 16, height << 16)),
        box(
            b"mdia",
            full(b"mdhd", 0, struct.pack(">II", 0, 0), media, struct.pack(">HH", 0x55C4, 0)),
            full(b"hdlr", 0, bytes(4), handler, bytes(13)),
            box(
                b"minf",
                kind,
                box(b"dinf", full(b"dref", 0, struct.pack(">I", 1), full(b"url ", 1))),
                box(b"stbl", full(b"stsd", 0, struct.pack(">I", 1), entry), *tables),
            ),
        ),
    )


def _make_tables(sizes: list[int], ticks: int, keys: list[int]) -> list[bytes]:
    tables = [full(b"stts", 0, struct.pack(">III", 1, len(sizes), ticks))]
    if keys:
        tables.append(full(b"stss", 0, struct.pack(f">I{len(keys)}I", len(keys), *keys)))
    tables.append(full(b"stsc", 0, struct.pack(">IIII", 1, 1, len(sizes), 1)))
    tables.append(full(b"stsz", 0, struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)))
    return tables


def make_film(seconds: int, *, film: bool = True) -> bytes:
    """An MP4 of four pictures a second, each second of another grey, with a silent sound; or the sound alone."""
    ms = seconds * 1000
    # One channel in which nothing is heard: an element without bands, and the end (14496-3, 4.4.2).
    silence = Bits().put(0, 3).put(0, 4).put(100, 8).put(0, 11).put(0, 3).put(7, 3).align().raw()
    sounds = [silence] * (ms * 16 // 1024)
    pictures: list[bytes] = []
    for second in range(seconds if film else 0):
        pictures += [_make_picture(60 + 40 * (second % 4), second), *(_make_same(frame) for frame in (1, 2, 3))]
    pictures = [struct.pack(">I", len(one)) + one for one in pictures]
    config = _describe(5, Bits().put(2, 5).put(8, 4).put(1, 4).put(0, 3).raw())
    decoder = _describe(4, bytes((0x40, 0x15)), bytes(3), struct.pack(">II", 16_000, 16_000), config)
    stream = _describe(3, struct.pack(">HB", 2, 0), decoder, _describe(6, b"\x02"))
    heard = box(b"mp4a", struct.pack(">6xH8xHHHHI", 1, 1, 16, 0, 0, 16_000 << 16), full(b"esds", 0, stream))
    sps, pps = _make_parameters()
    about = bytes((1, *sps[1:4], 0xFF, 0xE1)) + struct.pack(">H", len(sps)) + sps
    about += b"\x01" + struct.pack(">H", len(pps)) + pps
    seen = box(
        b"avc1",
        struct.pack(">6xH16xHHIIIH32xHH", 1, *SIDE, 0x480000, 0x480000, 0, 1, 24, 0xFFFF),
        box(b"avcC", about),
    )
    brands = box(b"ftyp", b"isom" if film else b"M4A ", bytes(4), b"isom", b"mp42")

    def build(start: int) -> bytes:
        places = {b"vide": start, b"soun": start + sum(map(len, pictures))}
        tracks = []
        if film:
            tables = _make_tables([len(one) for one in pictures], 1, list(range(1, len(pictures) + 1, 4)))
            tables.append(full(b"stco", 0, struct.pack(">II", 1, places[b"vide"])))
            tracks.append(_make_track(1, ms, b"vide", struct.pack(">II", 4, len(pictures)), seen, tables))
        tables = _make_tables([len(one) for one in sounds], 1024, [])
        tables.append(full(b"stco", 0, struct.pack(">II", 1, places[b"soun"])))
        tracks.append(_make_track(2, ms, b"soun", struct.pack(">II", 16_000, len(sounds) * 1024), heard, tables))
        matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
        head = full(
            b"mvhd", 0, struct.pack(">IIIIIH10x", 0, 0, 1000, ms, 0x10000, 0x100), matrix, bytes(24), b"\0\0\0\3"
        )
        return brands + box(b"moov", head, *tracks)

    movie = build(0)
    return build(len(movie) + 8) + box(b"mdat", *pictures, *sounds)
