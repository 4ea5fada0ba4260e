"""Reads an entry's folder: facts, record, texts by part, media by digest. Part of `read_archive`."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from concord.model.archive import Entry, MediaFile, Sourced
from concord.model.document import TextFile
from concord.model.entry import EntryFile
from concord.model.fields import MAX_SLUG, SLUG, Model
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import HideFile, RecordFile
from concord.problems import Location, Problem
from concord.read.faults import Faults
from concord.read.files import digest_file, read_bytes
from concord.read.limits import MAX_MARKDOWN, MAX_MEDIA
from concord.read.reading import Reading
from concord.read.texts import read_words
from concord.read.walk import join, note_name

M = TypeVar("M", bound=Model)

_KNOWN: Final = frozenset({"entry.yml", "record.yml", "hide.yml"})
_MEDIA: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.(?:png|jpg|jpeg|webp|mp3|m4a|mp4)")
_ELSEWHERE: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.ref\.yml")


def read_entries(reading: Reading) -> dict[str, Entry]:
    """Every entry by id, in order of ids."""
    reading.expect_only("entries", folders=frozenset(reading.folders("entries")))
    entries = {}
    for name in reading.folders("entries"):
        if SLUG.fullmatch(name) and len(name) <= MAX_SLUG:
            entries[name] = _read_entry(reading, name)
        else:
            note_name(reading.problems, "entries", name)
            _read_entry(reading, name)  # for what is wrong inside: one visit should be enough
    return entries


def _read_entry(reading: Reading, name: str) -> Entry:
    folder = join("entries", name)
    files = reading.files(folder)
    if "entry.yml" not in files:
        reading.problems.append(Problem("file-missing", Location(folder), {"file": "entry.yml"}))

    def read(file: str, model: type[M]) -> Sourced[M] | None:
        return reading.read_model(join(folder, file), model) if file in files else None

    return Entry(
        id=name,
        folder=folder,
        file=read("entry.yml", EntryFile),
        record=read("record.yml", RecordFile),
        hide=read("hide.yml", HideFile),
        is_hidden="hide.yml" in files,
        texts=_read_texts(reading, folder),
        media=_read_media(reading, folder),
    )


def _read_texts(reading: Reading, folder: str) -> dict[str, tuple[Part, TextFile]]:
    texts = {}
    parts = {name: part for name in reading.files(folder) if (part := find_text_part(name))}
    reading.expect_only(folder, _KNOWN | frozenset(parts), frozenset({"media"}))
    for name, part in parts.items():
        text = _read_text(reading, join(folder, name))
        if text:
            texts[part.name] = (part, text)
    return texts


def find_text_part(name: str) -> Part | None:
    """The part that a file of an entry holds as text, by the file's name: captions are `.vtt`, all others `.md`."""
    stem, _, ending = name.rpartition(".")
    part = parse_part(stem) if ending in ("md", "vtt") else None
    if part is None or part.kind in (PartKind.FACTS, PartKind.WORDS, PartKind.MEDIA):
        return None
    return part if (part.kind is PartKind.CAPTIONS) is (ending == "vtt") else None


def _read_text(reading: Reading, path: str) -> TextFile | None:
    faults = Faults(path)
    raw = read_bytes(reading.root, MAX_MARKDOWN, faults)
    text = read_words(raw, faults) if raw is not None else None
    reading.close(faults)
    return text


def _read_media(reading: Reading, folder: str) -> dict[str, tuple[Part, MediaFile]]:
    place = join(folder, "media")
    files = [name for name in reading.files(place) if _MEDIA.fullmatch(name)]
    elsewhere = [name for name in reading.files(place) if _ELSEWHERE.fullmatch(name)]
    reading.expect_only(place, frozenset(files + elsewhere))
    media = {}
    for name in files:
        part = parse_part(f"media/{name}")
        file = _digest_media(reading, join(place, name))
        if part and file:
            media[part.name] = (part, file)
    return media


def _digest_media(reading: Reading, path: str) -> MediaFile | None:
    faults = Faults(path)
    found = digest_file(reading.root, MAX_MEDIA, faults)
    reading.close(faults)
    return MediaFile(path, *found) if found else None
