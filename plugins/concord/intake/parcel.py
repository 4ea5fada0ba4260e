"""What was sent: folders of drafts, each with its files. Paths of every kind of parcel are judged here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from concord.intake.mail import find_bodies, is_patch
from concord.intake.patch import read_patch
from concord.problems import N_
from concord.read.entries import find_text_part
from concord.read.limits import MAX_MARKDOWN, MAX_MEDIA, MAX_YAML
from concord.sheets.faults import Refusal
from concord.sheets.limits import MIB, read_whole, too_large
from concord.sheets.packed import MAGIC, is_plain, open_packed, unpack

MAX_PARCEL: Final = 128 * MIB
MAX_FILES: Final = 300
ENTRY: Final = "entry.yml"
MEDIA: Final = "media"
_PICTURE: Final = re.compile(r".*\.(?:png|jpe?g|webp)", re.IGNORECASE | re.DOTALL)
# What programs leave in packed folders without anybody's doing.
_LEFT_BY_PROGRAMS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"})
_OF_STEWARDS: Final = frozenset({"record.yml", "hide.yml"})
_ABOVE: Final = (("archive", "entries"), ("entries",))


class ParcelError(Exception):
    """A parcel is refused: why, and at which file of it or line."""

    def __init__(self, refusal: Refusal, member: str = "") -> None:
        super().__init__(refusal.kind)
        self.refusal = refusal
        self.member = member


def refuse(what: str, member: str = "", line: int = 0, **values: str) -> ParcelError:
    """The error of a parcel, with a phrase for the catalogues."""
    return ParcelError(Refusal("parcel-refused", line, what=what, **values), member)


@dataclass
class Parcel:
    """Files by folder and name, such as `entry.yml` or `media/bridge.jpg`. The folder is empty where none was named."""

    folders: dict[str, dict[str, bytes]] = field(default_factory=dict)
    size: int = 0

    def add(self, path: str, raw: bytes) -> None:
        """Takes a file in, if its path is one that a draft has. Raises ParcelError."""
        place = find_place(path)
        if place is None:
            return
        folder, name = place
        files = self.folders.setdefault(folder, {})
        if name.lower() in {other.lower() for other in files}:
            raise refuse(N_("two files have the same name"), path)
        self.size += len(raw)
        if self.size > MAX_PARCEL or sum(map(len, self.folders.values())) >= MAX_FILES:
            raise ParcelError(too_large(N_("a parcel of more than {limit} files, or too many bytes"), MAX_FILES), path)
        files[name] = raw


def find_place(path: str) -> tuple[str, str] | None:
    """(folder, name) of a path; None for what programs leave behind. Raises ParcelError for every other path."""
    steps = path.split("/")
    if not path.isprintable() or set(path) & set('\\:*?"<>|') or any(step in ("", ".", "..") for step in steps):
        raise refuse(N_("a path that leads somewhere else"), path)
    if not _LEFT_BY_PROGRAMS.isdisjoint(steps):
        return None
    above = next((lead for lead in _ABOVE if tuple(steps[: len(lead)]) == lead), ())
    inside = steps[len(above) :]
    is_picture = len(inside) > 1 and inside[-2] == MEDIA
    name = "/".join(inside[-2:] if is_picture else inside[-1:])
    folders = inside[: -2 if is_picture else -1]
    # In an archive a file of a draft stands in the draft's folder; in a parcel of one draft it may stand at the top.
    if len(folders) > 1 or (above and not folders):
        raise refuse(N_("a file that belongs to no draft"), path)
    find_limit(name, path)
    return "".join(folders), name


def find_limit(name: str, path: str) -> int:
    """How many bytes a file of this name may have. Raises ParcelError for a name that no draft has."""
    if name in _OF_STEWARDS:
        raise refuse(N_("a file that only stewards begin"), path)
    if name == ENTRY:
        return MAX_YAML
    if find_text_part(name):
        return MAX_MARKDOWN
    if name.startswith(f"{MEDIA}/") and _PICTURE.fullmatch(name):
        return MAX_MEDIA
    raise refuse(N_("a file that belongs to no draft"), path)


def open_parcel(path: Path) -> Parcel:
    """The drafts in a packed folder, a mailed patch, or a single file of nine answers. Raises ParcelError."""
    try:
        raw = read_whole(path, MAX_PARCEL)
        if raw.startswith(MAGIC):
            return _open_packed(raw)
        parcel = Parcel()
        if is_patch(raw):
            for body in find_bodies(raw):
                for new in read_patch(body):
                    _add_from_patch(parcel, new.path, new.raw, new.line)
        else:
            if len(raw) > MAX_YAML:
                raise too_large(N_("a file of {size} bytes; {limit} are enough"), MAX_YAML, size=len(raw))
            parcel.add(ENTRY, raw)
    except Refusal as refusal:
        raise ParcelError(refusal) from None
    return parcel


def _add_from_patch(parcel: Parcel, path: str, raw: bytes, line: int) -> None:
    """A patch may touch new drafts of the archive and nothing else, so its paths have to say so in full."""
    if not path.startswith("archive/entries/"):
        raise refuse(N_("it touches more than new drafts below archive/entries/"), path, line)
    try:
        parcel.add(path, raw)
    except ParcelError as error:
        raise ParcelError(Refusal(error.refusal.kind, line, **error.refusal.values), error.member) from None


def _open_packed(raw: bytes) -> Parcel:
    parcel = Parcel()
    with open_packed(raw) as packed:
        for member in packed.infolist():
            path = member.orig_filename
            if member.is_dir():
                continue  # folders are made for the files in them, and for nothing else
            if not is_plain(member):
                raise refuse(N_("a link or a special file"), path)
            place = find_place(path)
            if place is None:
                continue
            try:
                parcel.add(path, unpack(packed, member, find_limit(place[1], path)))
            except Refusal as refusal:
                raise ParcelError(refusal, path) from None
    return parcel
