"""Reads a unified diff that adds files, and refuses any other. Lines between diffs are not looked at."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from concord.problems import N_
from concord.read.limits import MAX_MEDIA
from concord.sheets.faults import Refusal

_HUNK: Final = re.compile(rb"@@ -0,0 \+1(?:,([0-9]{1,7}))? @@")
_MODES: Final = (b"100644", b"100755")
_CHANGES: Final = (
    b"deleted file mode", b"old mode", b"new mode", b"rename ", b"copy ", b"similarity index", b"dissimilarity index",
)  # fmt: skip
_ONLY_NEW: Final = N_("it changes something that is there already; send new drafts only")
_BROKEN: Final = N_("the patch is damaged or cut off")
_NO_NEWLINE: Final = b"\\ No newline"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a patch adds, and the line (from 1) where that begins."""

    path: str
    raw: bytes
    line: int


class _Reader:
    """Lines of a body with a place in them."""

    def __init__(self, lines: list[bytes]) -> None:
        self.lines = lines
        self.at = 0

    @property
    def line(self) -> bytes:
        """The line at hand; empty past the end."""
        return self.lines[self.at] if self.at < len(self.lines) else b""

    @property
    def has_more(self) -> bool:
        return self.at < len(self.lines)

    def refuse(self, what: str) -> Refusal:
        """A refusal at the line at hand."""
        return Refusal("parcel-refused", self.at + 1, what=what)


def read_patch(lines: list[bytes]) -> Iterator[NewFile]:
    """Every file that a body adds. Raises Refusal."""
    reader = _Reader(lines)
    while reader.has_more:
        if reader.line.startswith(b"diff --git ") or (reader.line.startswith(b"--- ") and _is_diff(reader)):
            yield _read_file(reader)
        else:
            reader.at += 1


def _is_diff(reader: _Reader) -> bool:
    """Whether a line with three hyphens begins a diff without git: text has such lines too."""
    following = reader.lines[reader.at + 1] if reader.at + 1 < len(reader.lines) else b""
    return following.startswith(b"+++ ")


def _read_file(reader: _Reader) -> NewFile:
    begin = reader.at + 1
    path = _name_by_git(reader) if reader.line.startswith(b"diff --git ") else ""
    if path:
        reader.at += 1
    is_new = False
    while reader.has_more and not reader.line.startswith((b"diff --git ", b"@@ ", b"GIT binary patch", b"-- ")):
        line = reader.line
        _judge_head(reader, line)
        is_new = is_new or line.startswith((b"--- ", b"new file mode "))
        if line.startswith(b"+++ "):
            path = _check_name(reader, _name_after(line), path)
        reader.at += 1
    if not path or not is_new:
        raise reader.refuse(_ONLY_NEW)
    return NewFile(path, _read_contents(reader), begin)


def _judge_head(reader: _Reader, line: bytes) -> None:
    """Refuses what a line of a diff's head says, if it is anything but a new plain file."""
    if line.startswith(_CHANGES) or (line.startswith(b"--- ") and _name_after(line) != b"/dev/null"):
        raise reader.refuse(_ONLY_NEW)
    if line.startswith(b"new file mode ") and line.split()[-1] not in _MODES:
        raise reader.refuse(N_("a link or a special file"))
    if line.startswith(b"Binary files "):
        raise reader.refuse(N_("the picture is missing in it; make the patch with --binary"))


def _name_by_git(reader: _Reader) -> str:
    """The path in `diff --git a/PATH b/PATH`; a name in quotes holds what no name of ours holds."""
    both = reader.line[len(b"diff --git ") :]
    half = (len(both) - 1) // 2
    first, second = both[:half], both[half + 1 :]
    if not first.startswith(b"a/") or second != b"b/" + first[2:]:
        raise reader.refuse(_ONLY_NEW)
    return _decode(reader, second[2:])


def _check_name(reader: _Reader, name: bytes, before: str) -> str:
    path = _decode(reader, name[2:] if name.startswith(b"b/") else name)
    if before and path != before:
        raise reader.refuse(_BROKEN)
    return path


def _name_after(line: bytes) -> bytes:
    return line[4:].partition(b"\t")[0].rstrip(b"\r ")


def _decode(reader: _Reader, name: bytes) -> str:
    try:
        return name.decode("ascii")
    except UnicodeDecodeError:
        raise reader.refuse(N_("a path that leads somewhere else")) from None


def _read_contents(reader: _Reader) -> bytes:
    if reader.line.startswith(b"GIT binary patch"):
        return _read_binary(reader)
    match = _HUNK.match(reader.line)
    if not match:
        if reader.line.startswith(b"@@ "):
            raise reader.refuse(_ONLY_NEW)
        return b""
    count = int(match[1] or 1)
    lines = reader.lines[reader.at + 1 : reader.at + 1 + count]
    if len(lines) < count or not all(line.startswith(b"+") for line in lines):
        raise reader.refuse(_BROKEN)
    reader.at += 1 + count
    text = b"\n".join(line[1:] for line in lines)
    if reader.line.startswith(_NO_NEWLINE):
        reader.at += 1
    else:
        text += b"\n"
    if reader.line.startswith((b"@@ ", b"+")):
        raise reader.refuse(_BROKEN)
    return text


def _read_binary(reader: _Reader) -> bytes:
    """A whole file in git's own letters: lines of base 85, packed. Deltas speak of something that is there already."""
    reader.at += 1
    match = re.fullmatch(rb"literal ([0-9]{1,9})", reader.line)
    if not match:
        raise reader.refuse(_ONLY_NEW)
    size = int(match[1])
    if size > MAX_MEDIA:
        raise reader.refuse(N_("the picture is too large"))
    reader.at += 1
    packed = []
    while reader.line:
        packed.append(_read_letters(reader))
        reader.at += 1
    try:
        raw = zlib.decompressobj().decompress(b"".join(packed), size + 1)
    except zlib.error:
        raise reader.refuse(_BROKEN) from None
    if len(raw) != size:
        raise reader.refuse(_BROKEN)
    return raw


def _read_letters(reader: _Reader) -> bytes:
    first, rest = reader.line[:1], reader.line[1:]
    length = first[0] - ord("A") + 1 if first.isupper() else first[0] - ord("a") + 27
    try:
        raw = base64.b85decode(rest)
    except ValueError:
        raise reader.refuse(_BROKEN) from None
    if not first.isalpha() or length > len(raw):
        raise reader.refuse(_BROKEN)
    return raw[:length]
