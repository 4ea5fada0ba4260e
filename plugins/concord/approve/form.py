"""Whether bytes have the form of the part that they were agreed as. Asked before anything relies on agreed words.

Words in the tree are judged by `read`. Those of the store may be older than the tree, or were never in it, and a digest
says only that they are the bytes somebody named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from concord.approve.digest import canonical_json
from concord.model.document import Tree
from concord.model.entry import Access, EntryFile, Kind, Share
from concord.model.items import find_media_form
from concord.model.part import Part, PartKind
from concord.model.tables import GlossaryFile, NamesFile, PlacesFile
from concord.read.faults import Faults
from concord.read.limits import MAX_MARKDOWN, MAX_YAML
from concord.read.texts import read_captions, read_markdown

_TABLES = (NamesFile, PlacesFile, GlossaryFile)
# Facts and words are no longer than the file they were taken from, but for what JSON puts around them.
_MAX_JSON = 4 * MAX_YAML


def has_form(part: Part, raw: bytes) -> bool:
    """Whether bytes could have been taken from a lawful file of their kind. Media are judged when they are opened."""
    match part.kind:
        case PartKind.MEDIA:
            return True
        case PartKind.FACTS:
            return parse_facts(raw) is not None or parse_table(raw) is not None
        case PartKind.WORDS:
            words = _parse_canonical(raw)
            return isinstance(words, dict) and all(isinstance(text, str) for text in words.values())
    faults = Faults(part.name)
    read = read_captions if part.kind is PartKind.CAPTIONS else read_markdown
    return len(raw) <= MAX_MARKDOWN and read(raw, faults) is not None and not faults.problems()


def parse_facts(raw: bytes) -> dict[str, Any] | None:
    """The facts in canonical bytes, with those fields sound that judging and stubs rely on; None for anything else."""
    facts = _parse_canonical(raw)
    if not isinstance(facts, dict) or not facts.keys() <= EntryFile.model_fields.keys():
        return None
    is_named = facts.get("kind") in tuple(Kind) and facts.get("access") in (None, *Access)
    lists = all(_is_texts(facts.get(name)) for name in ("owned_by", "order"))
    is_told = facts.get("share") in (None, *Share) and facts.get("contested") in (None, "true", "false")
    return facts if is_named and lists and is_told and _has_sound_files(facts) else None


def parse_table(raw: bytes) -> dict[str, Any] | None:
    """The facts of a table that the whole archive shares; None for anything else."""
    facts = _parse_canonical(raw)
    is_table = isinstance(facts, dict) and any(facts.keys() <= model.model_fields.keys() for model in _TABLES)
    return facts if isinstance(facts, dict) and is_table else None


def _has_sound_files(facts: Mapping[str, Any]) -> bool:
    """Whether what names files of the entry, media and works, has the names it needs."""
    media, works = facts.get("media", []), facts.get("works", [])
    versions = [work.get("versions", []) for work in _objects(works)]
    return (
        _all_have(media, "file")
        and _all_have([item for item in _objects(media) if find_media_form(str(item["file"])).is_recording], "id")
        and _all_have(works, "id", "lang")
        and all(_all_have(of_one, "lang") for of_one in versions)
    )


def _all_have(items: Tree, *names: str) -> bool:
    """Whether a list holds nothing but objects, each with texts under these names."""
    return isinstance(items, list) and all(
        isinstance(item, dict) and all(isinstance(item.get(name), str) for name in names) for item in items
    )


def _objects(items: Tree) -> list[dict[str, Tree]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _parse_canonical(raw: bytes) -> Tree:
    """The tree of text behind canonical bytes; None for bytes that are not the one form of their values."""
    if len(raw) > _MAX_JSON:
        return None
    try:
        tree: Tree = json.loads(raw)
        return tree if _is_text(tree) and canonical_json(tree) == raw else None
    except (ValueError, RecursionError):
        return None


def _is_text(tree: Tree) -> bool:
    """Whether there is nothing in a tree but names, lists, texts and nothing."""
    if isinstance(tree, dict):
        return all(map(_is_text, tree.values()))
    return all(map(_is_text, tree)) if isinstance(tree, list) else tree is None or isinstance(tree, str)


def _is_texts(value: Tree) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
