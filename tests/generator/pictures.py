"""Small pictures written byte by byte, so that an archive of thousands needs no drawing library."""

from __future__ import annotations

import random
import struct
import zlib

_WIDTH, _HEIGHT, _BAND = 640, 480, 40


def draw_picture(seed: str) -> bytes:
    """A PNG of coloured bands, 640 by 480, unlike that of any other seed."""
    rnd = random.Random(seed)
    palette = bytes(rnd.randint(90, 230) for _ in range(3 * 16))
    band = [rnd.sample(range(16), 16) for _ in range(_HEIGHT // _BAND)]
    # Four bits a pixel: a byte with both halves alike is two pixels of one colour.
    rows = b"".join(
        (b"\0" + b"".join(bytes([colour * 17]) * (_BAND // 2) for colour in colours)) * _BAND for colours in band
    )
    return _encode_png(palette, rows)


def _encode_png(palette: bytes, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 4, 3, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"PLTE", palette), _chunk(b"IDAT", zlib.compress(rows, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
