"""Writes trees of text as YAML that the guarded reader takes: the generator's only way to make a YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concord.model.document import Tree

# Everything else is quoted: being too careful costs two characters, being wrong changes the words.
_PLAIN = re.compile(r"[^\W_](?:[^\n\t:#\[\]{},&*!|>'\"%@`\\]*[^\s:#\[\]{},&*!|>'\"%@`\\])?")
_ABSENT = frozenset({"null", "Null", "NULL", "~", ""})
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def write_yaml(tree: Tree) -> str:
    """A block document with a final line feed; mappings keep their order, lists of words stand on one line."""
    return "".join(f"{line}\n" for line in _block(tree)) if tree else f"{_flow(tree)}\n"


def _block(tree: Tree) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _pair(write_scalar(key), value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _item(item)
    else:
        yield _flow(tree)


def _pair(key: str, value: Tree) -> Iterator[str]:
    if _is_nested(value):
        yield f"{key}:"
        yield from (f"  {line}" for line in _block(value))
    else:
        yield f"{key}: {_flow(value)}".rstrip(" ")


def _item(item: Tree) -> Iterator[str]:
    lines = _block(item) if _is_nested(item) else iter([_flow(item)])
    yield f"- {next(lines)}".rstrip(" ")
    yield from (f"  {line}" for line in lines)


def _is_nested(value: Tree) -> bool:
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and any(isinstance(item, dict | list) for item in value)


def _flow(value: Tree) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return write_scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) if item is not None else '~' for item in value)}]"
    return "{" + ", ".join(f"{write_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"


def write_scalar(text: str) -> str:
    """Plain where nothing can be misread, else double-quoted with escapes for all that is not visible."""
    if text not in _ABSENT and text.isprintable() and _PLAIN.fullmatch(text):
        return text
    return f'"{"".join(_escape(char) for char in text)}"'


def _escape(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
