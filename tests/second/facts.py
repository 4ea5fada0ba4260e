"""Facts and words of a file as docs/formats.md says, with their digests; nothing here is the tool's own."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference"
TABLES = ("glossary", "names", "places")


def read_yaml(raw: bytes) -> Any:
    """Plain scalars stay the text that was typed; nothing, `~` and `null` are null."""
    return _plain(yaml.compose(raw.decode(), yaml.SafeLoader))


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if node is None or (not node.style and node.value in {"", "~", "null"}) else node.value


def find_digests(paths: Sequence[Path]) -> dict[Path, str]:
    """What `sha256sum` says of each file."""
    found: dict[Path, str] = {}
    for start in range(0, len(paths), 500):
        some = paths[start : start + 500]
        said = subprocess.run(["sha256sum", "--zero", "--", *some], check=True, capture_output=True).stdout
        found |= {path: line[:64].decode() for path, line in zip(some, said.split(b"\0"), strict=False)}
    return found


def find_digest(raw: bytes) -> str:
    """The same of bytes that lie in no file."""
    return hashlib.sha256(raw).hexdigest()


def split_facts(name: str, tree: Any) -> dict[str, bytes]:
    """`facts` and each `facts.<lang>` of an entry or a table; the schema says which objects are language maps."""
    schema = load_schema(name)
    words: dict[str, dict[str, str]] = {}

    def take(value: Any, shape: Any, path: str) -> Any:
        shape = _look_through(schema, shape)
        if isinstance(value, list):
            names = [_name(item, at) for at, item in enumerate(value)]
            return [take(item, shape.get("items"), f"{path}/{one}") for one, item in zip(names, value, strict=True)]
        if not isinstance(value, dict):
            return value
        if "A-Za-z]{2,3}" in shape.get("propertyNames", {}).get("pattern", ""):
            for lang, text in value.items():
                if text is not None:
                    words.setdefault(lang, {})[path] = text
            return None
        fields = shape.get("properties", {})
        kept = {
            key: take(item, fields.get(key) or shape.get("additionalProperties"), f"{path}/{_escape(key)}")
            for key, item in value.items()
        }
        return {key: item for key, item in kept.items() if item is not None}

    facts = take(tree, schema, "")
    return {"facts": canonical(facts)} | {f"facts.{lang}": canonical(said) for lang, said in words.items()}


@cache
def load_schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())


def _look_through(schema: Any, shape: Any) -> Any:
    while isinstance(shape, dict) and ("$ref" in shape or "anyOf" in shape):
        if "anyOf" in shape:
            shape = next(one for one in shape["anyOf"] if one.get("type") != "null")
        else:
            shape = schema["$defs"][shape["$ref"].rsplit("/", 1)[1]]
    return shape or {}


def _name(item: Any, at: int) -> str:
    named = isinstance(item, dict) and isinstance(item.get("id"), str) and item["id"]
    return _escape(item["id"]) if named else str(at)


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def canonical(value: Any) -> bytes:
    """RFC 8785 for strings, lists, objects and null."""
    return json.dumps(_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def _order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _order(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [_order(item) for item in value] if isinstance(value, list) else value
