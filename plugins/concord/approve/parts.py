"""The parts of an entry as they stand in the tree, each with the digest of its exact bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.approve.digest import canonical_json, digest_bytes
from concord.model.archive import Entry
from concord.model.document import Tree
from concord.model.entry import EntryFile
from concord.model.part import Part, PartKind
from concord.model.words import split_words


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


def split_facts(tree: Tree) -> dict[str, bytes]:
    """The canonical bytes of `facts` and of each `facts.<lang>` of an entry document."""
    facts, strings = split_words(tree, EntryFile)
    parts = {"facts": canonical_json(facts)}
    for lang, words in strings.items():
        parts[f"facts.{lang}"] = canonical_json(dict(words))
    return parts


def _fact_parts(entry: Entry) -> list[tuple[str, PartBytes]]:
    if entry.file is None:
        return []
    path = entry.file.document.path
    return [
        (name, PartBytes(_fact_part(name), digest_bytes(raw), raw, path))
        for name, raw in split_facts(entry.file.document.tree).items()
    ]


def _fact_part(name: str) -> Part:
    _, _, lang = name.partition(".")
    return Part(name, PartKind.WORDS, lang) if lang else Part(name, PartKind.FACTS)
