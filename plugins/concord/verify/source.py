"""Opens what is to be verified: a folder, a ZIP, or a server on this machine. Nothing of it is trusted."""

from __future__ import annotations

import http.client
import re
import stat
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote, urlsplit

from concord.problems import N_
from concord.publish.proof import SUMS, split_sums
from concord.verify.files import MOST_BYTES_OF_FILE

MOST_FILES: Final = 500_000
MOST_BYTES: Final = 8 * 1024**3
# Text packs well; what packs better than this was made to fill a disk.
MOST_PACKED: Final = 400
_CHUNK: Final = 1024 * 1024
# Commas stand in the addresses of tiles, as IIIF writes them.
_PATH: Final = re.compile(r"(?:[A-Za-z0-9._,-]+/)*[A-Za-z0-9._,-]+")
_LINE: Final = re.compile(r"([0-9a-f]{64})  ([^\n]+)")
_SECONDS: Final = 30
# How long one file may take, however steadily it drips.
_SECONDS_OF_FILE: Final = 120

NOTHING = N_("there is no folder, ZIP file or local address of this name")
ELSEWHERE = N_("only http://127.0.0.1 with a port is asked: fetch a site that is elsewhere first")
NO_ZIP = N_("this is no ZIP file that can be read")
HOSTILE_PATH = N_("a file in it has a path that leads elsewhere, or stands there twice")
TOO_MUCH = N_("it holds more than anybody can look at")
NO_ANSWER = N_("the server gives no list of its files")


class SourceError(Exception):
    """Why something cannot be looked at at all: a sentence of ours."""


@contextmanager
def open_source(where: str) -> Iterator[Path]:
    """The folder of a site. What comes from a ZIP or a server is copied into one that goes away afterwards."""
    if where.startswith(("http://", "https://")):
        with tempfile.TemporaryDirectory(prefix="concord-verify-") as folder:
            _fetch(where, Path(folder))
            yield Path(folder)
        return
    path = Path(where)
    if path.is_dir():
        yield path
    elif path.is_file():
        with tempfile.TemporaryDirectory(prefix="concord-verify-") as folder:
            yield _unpack(path, Path(folder))
    else:
        raise SourceError(NOTHING)


def is_plain(path: str) -> bool:
    """Whether a path stays below where it starts, on every system."""
    return bool(_PATH.fullmatch(path)) and not any(set(step) == {"."} for step in path.split("/"))


def read_sums(raw: bytes) -> dict[str, str] | None:
    """Digests by path from a list as `sha256sum` writes it; None for anything else, or for a path that stands twice."""
    try:
        lines = split_sums(raw.decode())
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or not is_plain(match[2]) or match[2] in found:
            return None
        found[match[2]] = match[1]
    return found


def _unpack(archive: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            _check_members(members)
            left = MOST_BYTES
            for member in members:
                with packed.open(member) as file:
                    left -= _copy(file, folder / member.filename, min(left, MOST_BYTES_OF_FILE))
    except SourceError:
        raise
    except Exception as error:  # a reader of packed bytes may raise anything; all of it means one thing
        raise SourceError(NO_ZIP) from error
    inside = [path for path in folder.iterdir() if path.is_dir()]
    is_wrapped = len(inside) == 1 and not (folder / SUMS).exists() and (inside[0] / SUMS).exists()
    return inside[0] if is_wrapped else folder


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    linked = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    if linked or not all(map(is_plain, names)) or not _are_apart(names):
        raise SourceError(HOSTILE_PATH)
    bomb = any(one.file_size > _CHUNK and one.file_size > MOST_PACKED * max(1, one.compress_size) for one in members)
    if bomb or len(names) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
        raise SourceError(TOO_MUCH)


def _are_apart(names: Iterable[str]) -> bool:
    """Whether no two paths meet on any system, and no file is the folder of another."""
    found: set[str] = set()
    folders: set[str] = set()
    for name in map(str.lower, names):
        if name in found:
            return False
        found.add(name)
        steps = name.split("/")
        folders.update("/".join(steps[:depth]) for depth in range(1, len(steps)))
    return not found & folders


def _fetch(where: str, folder: Path) -> None:
    """The files that the server's own list names: what it does not name, nobody can ask a server for."""
    try:
        parts = urlsplit(where)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(ELSEWHERE) from error
    if parts.scheme != "http" or host != "127.0.0.1" or parts.username is not None:
        raise SourceError(ELSEWHERE)
    server = http.client.HTTPConnection(host, port or 80, timeout=_SECONDS)
    try:
        base = parts.path.rstrip("/")
        left = MOST_BYTES - _ask(server, f"{base}/{SUMS}", folder / SUMS, MOST_BYTES)
        sums = read_sums((folder / SUMS).read_bytes()) if (folder / SUMS).is_file() else None
        if sums is None:
            raise SourceError(NO_ANSWER)
        if not _are_apart([SUMS, *sums]):
            raise SourceError(HOSTILE_PATH)
        if len(sums) > MOST_FILES:
            raise SourceError(TOO_MUCH)
        for name in sums:
            left -= _ask(server, f"{base}/{quote(name)}", folder / name, left)
    except (OSError, http.client.HTTPException) as error:
        raise SourceError(NO_ANSWER) from error
    finally:
        server.close()


def _ask(server: http.client.HTTPConnection, path: str, target: Path, left: int) -> int:
    """Fetches one file, if the server gives it, and says how large it was. Follows no redirection."""
    server.request("GET", path)
    answer = server.getresponse()
    if answer.status != http.HTTPStatus.OK:
        server.close()
        return 0
    size = _copy(answer, target, min(left, MOST_BYTES_OF_FILE))
    # An answer that was cut short is no file of the site; the next question needs a line of its own.
    if answer.length:
        target.unlink()
        server.close()
    return size


def _copy(file: IO[bytes] | http.client.HTTPResponse, target: Path, limit: int) -> int:
    """Copies no more than a limit; returns how much."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size, end = 0, time.monotonic() + _SECONDS_OF_FILE
    take = file.read1 if isinstance(file, http.client.HTTPResponse) else file.read
    with target.open("xb") as out:
        while chunk := take(_CHUNK):
            size += len(chunk)
            if size > limit or time.monotonic() > end:
                raise SourceError(TOO_MUCH)
            out.write(chunk)
    return size
