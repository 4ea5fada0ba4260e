"""Walks a file's model: every human-readable string with its language and key path. Used by rules on words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from pydantic import BaseModel

from concord.model.document import KeyPath
from concord.model.fields import InWords


@dataclass(frozen=True, slots=True)
class Said:
    """One string in one language; `path` leads to the language map that holds it."""

    path: KeyPath
    lang: str
    text: str


def iter_said(value: BaseModel) -> Iterator[Said]:
    """Every string of every language map below a model, in the order of its fields."""
    for path, words in iter_words(value):
        for lang, text in words.items():
            yield Said(path, lang, text)


def iter_words(value: BaseModel) -> Iterator[tuple[KeyPath, Mapping[str, str]]]:
    """Every language map below a model, with its key path."""
    yield from _walk(value, ())


def _walk(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Mapping[str, str]]]:
    if isinstance(value, BaseModel):
        for key, name, holds_words in _fields(type(value)):
            yield from _enter(getattr(value, name), (*path, key), holds_words=holds_words)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*path, str(key)))


def _enter(value: object, path: KeyPath, *, holds_words: bool) -> Iterator[tuple[KeyPath, Mapping[str, str]]]:
    if not holds_words:
        yield from _walk(value, path)
        return
    yield from _maps(value, path)


def _maps(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Mapping[str, str]]]:
    """The language maps of a field of words: one, none, or a list of them."""
    if isinstance(value, dict):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _maps(item, (*path, index))


@lru_cache(maxsize=256)
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """(name in the file, attribute, whether it holds words) of every field of a model."""
    return tuple(
        (field.alias or name, name, _holds_words((*field.metadata, field.annotation)))
        for name, field in model.model_fields.items()
    )


def _holds_words(annotations: tuple[object, ...]) -> bool:
    """Whether the mark stands in an annotation: pydantic lifts it from `Words`, and leaves it inside `Words | None`."""
    return any(isinstance(extra, InWords) or _holds_words(get_args(extra)) for extra in annotations)
