"""The parts of an entry as they stand in the tree, each with the digest of its exact bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from concord.approve.digest import canonical_json, digest_bytes
from concord.model.archive import Entry, Table
from concord.model.document import Tree
from concord.model.entry import EntryFile
from concord.model.items import find_media_form
from concord.model.part import Part, PartKind
from concord.model.words import split_words

# The work whose files carry no name of their own.
MAIN_WORK: Final = "main"


@dataclass(frozen=True, slots=True)
class PartBytes:
    """A part and its bytes; `raw` is None for media, whose bytes stay on disk at `path`."""

    part: Part
    sha256: str
    raw: bytes | None
    path: str


def build_parts(entry: Entry) -> Mapping[str, PartBytes]:
    """Every part of an entry by name. An entry whose `entry.yml` cannot be read has no fact parts."""
    parts = dict(_fact_parts(entry)) if entry.file else {}
    for name, (part, text) in entry.texts.items():
        parts[name] = PartBytes(part, digest_bytes(text.raw), text.raw, text.path)
    for name, (part, media) in entry.media.items():
        parts[name] = PartBytes(part, media.sha256, None, media.path)
    return dict(sorted(parts.items()))


def build_table_parts(table: Table) -> Mapping[str, PartBytes]:
    """`facts` and each `facts.<lang>` of a table that the whole archive shares."""
    document = table.file.document
    return dict(sorted(_name_facts(document.path, split_facts(document.tree, type(table.file.value)))))


def split_facts(tree: Tree, model: type[BaseModel] = EntryFile) -> dict[str, bytes]:
    """The canonical bytes of `facts` and of each `facts.<lang>` of a document that follows a model."""
    facts, strings = split_words(tree, model)
    parts = {"facts": canonical_json(facts)}
    for lang, words in strings.items():
        parts[f"facts.{lang}"] = canonical_json(dict(words))
    return parts


def name_files(facts: Mapping[str, Any]) -> frozenset[str]:
    """The parts that facts name as files of the entry: media, and works in each of their versions."""
    media = {f"media/{item['file']}" for item in facts.get("media", ())}
    works = {
        name_work(work["id"], lang)
        for work in facts.get("works", ())
        for lang in (work["lang"], *(version["lang"] for version in work.get("versions", ())))
    }
    return frozenset(media | works)


def find_recordings(facts: Mapping[str, Any]) -> frozenset[str]:
    """Ids of the sounds and films that facts name."""
    return frozenset(
        str(item["id"])
        for item in facts.get("media", ())
        if "id" in item and find_media_form(item["file"]).is_recording
    )


def name_captions(recording: str, lang: str) -> str:
    """The part that holds the captions of a recording in one language."""
    return f"{PartKind.CAPTIONS}.{recording}.{lang}"


def name_work(id_: str, lang: str) -> str:
    """The part of a work in one language or script."""
    return f"work.{lang}" if id_ == MAIN_WORK else f"work.{id_}.{lang}"


def _fact_parts(entry: Entry) -> list[tuple[str, PartBytes]]:
    if entry.file is None:
        return []
    document = entry.file.document
    return _name_facts(document.path, split_facts(document.tree))


def _name_facts(path: str, facts: Mapping[str, bytes]) -> list[tuple[str, PartBytes]]:
    return [(name, PartBytes(_fact_part(name), digest_bytes(raw), raw, path)) for name, raw in facts.items()]


def _fact_part(name: str) -> Part:
    _, _, lang = name.partition(".")
    return Part(name, PartKind.WORDS, lang) if lang else Part(name, PartKind.FACTS)
