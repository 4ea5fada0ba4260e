"""Divides an entry into what no language says and what each language says, and joins them again.

Frozen format (docs/formats.md): `facts` is the document without its language maps; `facts.<lang>` is a flat
object from the path of each string to the string. A path is RFC 6901 with one change: an item of a list that
has an `id` is named by it, so that adding a claim does not move the words of the others.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from concord.model.document import Tree
from concord.model.fields import InWords

Strings = dict[str, str]


def split_words(tree: Tree, model: type[BaseModel]) -> tuple[Tree, dict[str, Strings]]:
    """(facts, {language: strings}) of a document that follows `model`. `join_words` is its inverse."""
    strings: dict[str, Strings] = {}

    def walk(node: Tree, kind: Any, path: str) -> Tree:
        if _is_words(kind) and isinstance(node, dict):
            for lang, text in node.items():
                if isinstance(text, str):
                    strings.setdefault(lang, {})[path] = text
            return None
        if isinstance(node, dict):
            fields = _fields_of(kind)
            return {
                key: value
                for key, child in node.items()
                if (value := walk(child, fields(key), f"{path}/{_escape(key)}")) is not None
            }
        if isinstance(node, list):
            item = _item_of(kind)
            return [walk(child, item, f"{path}/{_name_of(child, index)}") for index, child in enumerate(node)]
        return node

    return walk(tree, model, ""), strings


def join_words(facts: Tree, strings: dict[str, Strings]) -> Tree:
    """The document that `split_words` divided; languages come in the order of the mapping given.

    Words whose item the facts no longer hold are left out: a language may be agreed later than the facts.
    """
    tree = _copy(facts)
    for lang, words in strings.items():
        for path, text in words.items():
            _place(tree, path, lang, text)
    return tree


def _is_words(kind: Any) -> bool:
    if typing.get_origin(kind) is typing.Annotated:
        return any(isinstance(extra, InWords) for extra in kind.__metadata__)
    return any(_is_words(option) for option in _options(kind))


def _options(kind: Any) -> tuple[Any, ...]:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return typing.get_args(kind)
    return ()


def _plain(kind: Any) -> Any:
    """The type inside Annotated and inside `X | None`."""
    if typing.get_origin(kind) is typing.Annotated:
        return _plain(typing.get_args(kind)[0])
    options = [option for option in _options(kind) if option is not type(None)]
    return _plain(options[0]) if options else kind


def _fields_of(kind: Any) -> typing.Callable[[str], Any]:
    plain = _plain(kind)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        hints = _hints(plain)
        return lambda key: hints.get(key)
    if typing.get_origin(plain) is dict:
        value = typing.get_args(plain)[1]
        return lambda _key: value
    return lambda _key: None


_HINTS: dict[type[BaseModel], dict[str, Any]] = {}


def _hints(model: type[BaseModel]) -> dict[str, Any]:
    """Annotations by the name a file uses (the alias), looked up once a model."""
    if model not in _HINTS:
        hints = typing.get_type_hints(model, include_extras=True)
        _HINTS[model] = {field.alias or name: hints[name] for name, field in model.model_fields.items()}
    return _HINTS[model]


def _item_of(kind: Any) -> Any:
    plain = _plain(kind)
    return typing.get_args(plain)[0] if typing.get_origin(plain) in (tuple, list) else None


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


def _place(tree: Tree, path: str, lang: str, text: str) -> None:
    *parents, last = [_unescape(token) for token in path.split("/")[1:]]
    node: Tree = tree
    for token in parents:
        node = _child(node, token)
    if isinstance(node, dict):
        words = node.setdefault(last, {})
    elif isinstance(node, list) and last.isdecimal() and int(last) < len(node):
        words = node[int(last)] = node[int(last)] or {}
    else:
        return
    if isinstance(words, dict):
        words[lang] = text


def _child(node: Tree, token: str) -> Tree:
    if isinstance(node, dict):
        return node.get(token)
    for item in node if isinstance(node, list) else ():
        if isinstance(item, dict) and item.get("id") == token:
            return item
    return node[int(token)] if isinstance(node, list) and token.isdecimal() and int(token) < len(node) else None


def iter_strings(strings: dict[str, Strings]) -> Iterator[tuple[str, str, str]]:
    """Every (language, path, text), sorted by language, then path."""
    for lang in sorted(strings):
        for path in sorted(strings[lang]):
            yield lang, path, strings[lang][path]
