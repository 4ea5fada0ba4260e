"""Divides an entry into what no language says and what each language says, and joins them again.

Frozen format (docs/formats.md): `facts` is the document without its language maps; `facts.<lang>` is a flat
object from the path of each string to the string. A path is RFC 6901 with one change: an item of a list that
has an `id` is named by it, so that adding a claim does not move the words of the others.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from concord.model.document import Tree
from concord.model.fields import InWords

Strings = dict[str, str]


def split_words(tree: Tree, model: type[BaseModel]) -> tuple[Tree, dict[str, Strings]]:
    """(facts, {language: strings}) of a document that follows `model`. `join_words` is its inverse."""
    strings: dict[str, Strings] = {}
    return _split(tree, _shape_of(model), "", strings), strings


def _split(node: Tree, shape: Shape, path: str, strings: dict[str, Strings]) -> Tree:
    if isinstance(node, dict):
        if shape.is_words:
            for lang, text in node.items():
                if isinstance(text, str):
                    strings.setdefault(lang, {})[path] = text
            return None
        facts: dict[str, Tree] = {}
        for key, child in node.items():
            value = _split(child, shape.of_key(key), f"{path}/{_escape(key)}", strings)
            if value is not None:
                facts[key] = value
        return facts
    if isinstance(node, list):
        return [_split(child, shape.item, f"{path}/{_name_of(child, n)}", strings) for n, child in enumerate(node)]
    return node


def join_words(facts: Tree, strings: dict[str, Strings]) -> Tree:
    """The document that `split_words` divided; languages come in the order of the mapping given.

    Words whose item the facts no longer hold are left out: a language may be agreed later than the facts.
    """
    tree = _copy(facts)
    for lang, words in strings.items():
        for path, text in words.items():
            _place(tree, path, lang, text)
    return tree


@dataclass(frozen=True, slots=True)
class Shape:
    """What a place of a document may hold, as far as finding language maps goes; made once from the annotations."""

    is_words: bool = False
    fields: Mapping[str, Shape] = field(default_factory=dict)
    values: Shape | None = None
    items: Shape | None = None

    def of_key(self, key: str) -> Shape:
        """The shape of a key's value."""
        return self.fields.get(key) or self.values or PLAIN

    @property
    def item(self) -> Shape:
        """The shape of a list's items."""
        return self.items or PLAIN


PLAIN = Shape()


@cache
def _shape_of(model: type[BaseModel]) -> Shape:
    hints = typing.get_type_hints(model, include_extras=True)
    return Shape(fields={info.alias or name: _shape(hints[name]) for name, info in model.model_fields.items()})


def _shape(kind: Any) -> Shape:
    """The shape of an annotation: looks through Annotated and `X | None`."""
    if typing.get_origin(kind) is typing.Annotated:
        marked = any(isinstance(extra, InWords) for extra in kind.__metadata__)
        return Shape(is_words=True) if marked else _shape(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return next((shape for option in typing.get_args(kind) if (shape := _shape(option)) != PLAIN), PLAIN)
    if typing.get_origin(kind) in (tuple, list):
        return Shape(items=_shape(typing.get_args(kind)[0]))
    if typing.get_origin(kind) is dict:
        return Shape(values=_shape(typing.get_args(kind)[1]))
    return _shape_of(kind) if isinstance(kind, type) and issubclass(kind, BaseModel) else PLAIN


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unescape(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")


def _name_of(child: Tree, index: int) -> str:
    name = child.get("id") if isinstance(child, dict) else None
    return _escape(name) if isinstance(name, str) and name else str(index)


def _copy(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: _copy(value) for key, value in tree.items()}
    return [_copy(value) for value in tree] if isinstance(tree, list) else tree


class _Placed(dict[str, Tree]):
    """A language map that joining made: words go into these and into nothing that the facts say."""


def _place(tree: Tree, path: str, lang: str, text: str) -> None:
    *parents, last = [_unescape(token) for token in path.split("/")]
    node: Tree = tree
    for token in parents[1:]:
        node = _child(node, token)
    if isinstance(node, dict):
        words = node.setdefault(last, _Placed())
    elif isinstance(node, list) and (index := _find_index(node, last)) is not None:
        words = node[index] = _Placed() if node[index] is None else node[index]
    else:
        return
    if isinstance(words, _Placed):
        words[lang] = text


def _child(node: Tree, token: str) -> Tree:
    if isinstance(node, dict):
        return node.get(token)
    if not isinstance(node, list):
        return None
    for item in node:
        if isinstance(item, dict) and item.get("id") == token:
            return item
    index = _find_index(node, token)
    # An item that has a name is never meant by a number: that number was the name of another, which is gone.
    return node[index] if index is not None and _name_of(node[index], index) == token else None


def _find_index(items: list[Tree], token: str) -> int | None:
    """The place in a list that a step of a path means; as long as the list, since no number is read beyond it."""
    is_number = token.isascii() and token.isdecimal() and len(token) <= len(str(len(items)))
    return int(token) if is_number and int(token) < len(items) else None
