"""Opens ZIP files of strangers: what they hold is counted before it is unpacked, and unpacked only to a limit."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from concord.problems import N_
from concord.sheets.faults import Refusal
from concord.sheets.limits import MAX_UNPACKED, TOO_MANY_BYTES, too_large

MAGIC: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_MAX_COMMENT: Final = 65_535
# Some eighty bytes a name: thousands of files, and no more.
_MAX_DIRECTORY: Final = 512 * 1024
MAX_MEMBERS: Final = 2_000
_LAWFUL: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = N_("it is damaged")
_PIECE: Final = 1024 * 1024


def open_packed(raw: bytes) -> zipfile.ZipFile:
    """A ZIP file with a lawful number of members, none of them read yet. Raises Refusal."""
    _measure_directory(raw)
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
    except Exception:  # noqa: BLE001 - a damaged directory may raise anything; all of it means one thing
        raise Refusal("sheet-unreadable", what=_BROKEN) from None
    for member in packed.infolist():
        if member.flag_bits & 1 or member.compress_type not in _LAWFUL:
            raise Refusal("sheet-unreadable", what=N_("it is locked, or packed in a form that is not read"))
    return packed


def _measure_directory(raw: bytes) -> None:
    """Refuses by the numbers at the end of the file, before anything is made of them."""
    at = raw.rfind(_END, max(0, len(raw) - _END_SIZE - _MAX_COMMENT))
    if at < 0 or at + _END_SIZE > len(raw):
        raise Refusal("sheet-unreadable", what=_BROKEN)
    count, size = struct.unpack("<HI", raw[at + 10 : at + 16])
    if count > MAX_MEMBERS or size > _MAX_DIRECTORY:
        raise too_large(N_("a packed file that holds more than {limit} files"), MAX_MEMBERS)


def is_plain(member: zipfile.ZipInfo) -> bool:
    """Whether a member is an ordinary file: no link, no device; systems without such things say nothing."""
    mode = member.external_attr >> 16
    return stat.S_IFMT(mode) in (0, stat.S_IFREG)


def unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The bytes of a member, never more than the limit, whatever it says of itself. Raises Refusal."""
    return b"".join(iter_pieces(packed, member, limit))


def iter_pieces(packed: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """The same piece by piece, for those that only count."""
    left = limit
    try:
        with packed.open(member) as file:
            while piece := file.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise too_large(TOO_MANY_BYTES, limit, size=max(member.file_size, limit + 1))
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Refusal("sheet-unreadable", what=_BROKEN) from None


def measure(packed: zipfile.ZipFile, limit: int = MAX_UNPACKED) -> None:
    """Refuses a file that unpacks to more than the limit in all: counted by unpacking, since it may lie."""
    left = limit
    for member in packed.infolist():
        for piece in iter_pieces(packed, member, left):
            left -= len(piece)
