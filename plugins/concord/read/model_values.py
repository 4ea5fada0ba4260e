"""From a document to a typed value: what pydantic says about a field becomes a located problem in plain words."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from concord.model.archive import Sourced
from concord.model.document import Document, KeyPath, Tree
from concord.model.fields import LANGUAGE_TAG, Model
from concord.problems import N_
from concord.read.characters import show
from concord.read.faults import MAX_KEPT, Faults
from concord.read.samples import find_sample, find_words_sample
from concord.read.scripts import find_mixed_words, has_mixed_words
from concord.read.yaml_document import build_document

M = TypeVar("M", bound=Model)

# Fields that hold names, where a letter of another alphabet could pretend to be another name.
_NAMES: Final = frozenset({"title", "name", "names", "heading", "holder", "label", "where", "cite"})
_LONGEST_NAME: Final = 60
# In a place or a date the languages stand one step further in; giving them straight away is the commonest slip.
_WORDS: Final = "words"
_LONGEST_TAG: Final = 3


def read_model(raw: bytes, model: type[M], faults: Faults) -> Sourced[M] | None:
    """The value in a file's bytes, or None when anything about it cannot be relied on; `faults` says why."""
    document = build_document(raw, faults)
    if document is None:
        return None
    if not raw.isascii() and has_mixed_words(raw.decode(errors="replace")):
        _check_names(document, document.tree, (), faults, is_name=False)
    value = _validate(document, model, faults)
    return Sourced(value, document) if value is not None and faults.is_sound else None


def _validate(document: Document, model: type[M], faults: Faults) -> M | None:
    try:
        return model.model_validate(document.tree)
    except ValidationError:
        # A field left empty is a field left out. Few files have one, so this comes second.
        tree = _without_nothing(document.tree)
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
    # Of several answers for one place (a union tries every option) the last names the choices.
    located = {(_find_path(tree, detail["loc"]), _last(detail)): detail for detail in details}
    unknown = (path for (path, _), detail in located.items() if detail["type"] == "extra_forbidden")
    # A file of nothing but unknown names is not worth a comparison of each.
    misspelt = {_find_meant(path, model) for path in islice(unknown, MAX_KEPT)}
    said = misspelt | {(name,) for name in faults.unread}
    for (path, absent), detail in located.items():
        if not faults.is_full and not (absent and (*path, absent) in said):
            _note(document, path, detail, model, faults)
    return None


def _find_meant(path: KeyPath, model: type[Model]) -> KeyPath:
    """The field that stands there misspelt: to call it missing too would be two findings for one slip."""
    name = str(path[-1])
    known = find_field_names(model, path[:-1])
    if _WORDS in known and name != _WORDS and LANGUAGE_TAG.fullmatch(name) and len(name) <= _LONGEST_TAG:
        return (*path[:-1], _WORDS)
    near = difflib.get_close_matches(name, known, n=1) if len(name) <= _LONGEST_NAME else []
    return (*path[:-1], near[0]) if near else ()


def _last(detail: ErrorDetails) -> str:
    """Absent fields have no place of their own, so they are told apart by name."""
    return str(detail["loc"][-1]) if detail["type"] == "missing" else ""


def _note(document: Document, path: KeyPath, detail: ErrorDetails, model: type[Model], faults: Faults) -> None:
    match detail["type"]:
        case "missing":
            _note_missing(document, (*path, str(detail["loc"][-1])), model, faults)
        case "extra_forbidden":
            _note_unknown(document, path, model, faults)
        case _:
            _note_invalid(document, path, detail, model, faults)


def _note_missing(document: Document, path: KeyPath, model: type[Model], faults: Faults) -> None:
    field = show(str(path[-1]))
    # One value, since a sentence that runs from right to left would show the two halves the other way round.
    line = f"{field}: {find_sample(find_kind(model, path))}"
    faults.add("field-missing", document.at(*path), field=field, line=line)


def _note_unknown(document: Document, path: KeyPath, model: type[Model], faults: Faults) -> None:
    meant = _find_meant(path, model)
    hint = N_("Did you mean {nearest}?") if meant else ""
    if meant and meant[-1] == _WORDS and LANGUAGE_TAG.fullmatch(str(path[-1])):
        hint = N_("A language stands below {nearest}, two spaces further in.")
    faults.add(
        "field-unknown", document.at_key(*path), field=show(str(path[-1])),
        nearest=f"{meant[-1]}" if meant else "", hint=hint,
    )  # fmt: skip


def _note_invalid(document: Document, path: KeyPath, detail: ErrorDetails, model: type[Model], faults: Faults) -> None:
    is_key = "[key]" in detail["loc"]
    expected, values = _explain(detail)
    if expected == _NAMED and (sample := find_words_sample(find_kind(model, path), _find_language(document.tree))):
        expected, values = N_("the language and then the words, such as {sample}"), {"sample": sample}
    faults.add(
        "field-invalid",
        document.at_key(*path) if is_key else document.at(*path),
        field=show(_name_field(path)) or document.path.rpartition("/")[2],
        expected=expected,
        found=_show_found(detail["input"]),
        **values,
    )


def _name_field(path: KeyPath) -> str:
    """The name of the field a person would look for: the last that is no number."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _find_language(tree: Tree) -> str:
    """A language that the file speaks already, for an example; dots where it speaks none."""
    values = tree.values() if isinstance(tree, dict) else ()
    keys = (key for value in values if isinstance(value, dict) for key in value)
    return next((key for key in keys if LANGUAGE_TAG.fullmatch(key) and len(key) <= _LONGEST_TAG), "...")


def _show_found(found: Any) -> str:
    if isinstance(found, dict):
        return "{…}"
    if isinstance(found, list):
        return "[…]"
    return "…" if found is None else show(str(found))


_ABSENT: Final[Tree] = "\0absent"


def _find_inner(node: Tree, step: int | str) -> Tree:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step, _ABSENT)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else _ABSENT


def _find_path(tree: Tree, loc: tuple[int | str, ...]) -> KeyPath:
    """The part of pydantic's path that is in the document; it also names options of unions and functions."""
    path: list[str | int] = []
    node: Tree = tree
    for step in loc:
        inner = _find_inner(node, step)
        if inner is not _ABSENT:
            path.append(step)
            node = inner
    return tuple(path)


# Words for what our own field types expect, by the message they raise.
_OWN: Final = {
    "slug": N_("an id of a-z, 0-9 and single hyphens"),
    "language-tag": N_("a language tag such as hi or ur-Latn"),
    "day": N_("a day of the calendar such as 2026-11-20"),
    "sha256": N_("64 digits 0-9 and a-f"),
    "true or false": N_("true or false"),
    "a whole number": N_("a whole number"),
    "words": N_("words, not an empty text"),
}
_NAMED: Final = N_("named values, one a line")
_TYPES: Final = {
    "string_type": N_("a text"),
    "dict_type": _NAMED,
    "model_type": _NAMED,
    "model_attributes_type": _NAMED,
    "tuple_type": N_("a list"),
    "list_type": N_("a list"),
    "literal_error": N_("one of: {choices}"),
    "enum": N_("one of: {choices}"),
    "too_short": N_("at least {limit} of them"),
    "string_too_long": N_("at most {limit} characters"),
    "greater_than_equal": N_("a number of {limit} or more"),
}
_BY_FIELD: Final = {
    "url": N_("a web address that begins with https:// or http://"),
    "address": N_("a web address that begins with https://"),
    "file": N_("a file name such as town-gate.jpg"),
    "about": N_("what the approval is about, such as entries/town-gate"),
    "part": N_("the name of the words, such as text.hi"),
    "key": N_("the kind of key and its letters, such as ssh-ed25519 AAAA, without a comment"),
}
_LIMITS: Final = ("min_length", "max_length", "ge")


def _explain(detail: ErrorDetails) -> tuple[str, dict[str, str]]:
    """What would have been right: a phrase for the catalogues and the values in it."""
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return _OWN.get(str(context.get("error")), N_("something else")), {}
    if detail["type"] == "string_pattern_mismatch":
        return _BY_FIELD.get(_name_field(detail["loc"]), N_("something else")), {}
    limit = next((str(context[name]) for name in _LIMITS if name in context), None)
    values = {} if limit is None else {"limit": limit}
    if "expected" in context:
        values["choices"] = context["expected"].replace("'", "").replace(" or ", ", ")
    return _TYPES.get(detail["type"], N_("something else")), values


def find_field_names(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Names that a mapping at a path of a document may hold, as files write them."""
    plain = find_kind(model, path)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return [field.alias or name for name, field in plain.model_fields.items()]
    return []


def find_kind(model: type[BaseModel], path: KeyPath) -> Any:
    """The type that a model has at a path of a document, without what only limits it."""
    kind: Any = model
    for step in path:
        kind = _step_into(kind, step)
    return _find_plain(kind)


def _step_into(kind: Any, step: str | int) -> Any:
    plain = _find_plain(kind)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in plain.model_fields.items()}
        return fields.get(str(step))
    arguments = get_args(plain)
    return arguments[-1 if get_origin(plain) is dict else 0] if arguments else None


def _find_plain(kind: Any) -> Any:
    """A type without Annotated and without `| None`."""
    if hasattr(kind, "__metadata__"):
        return _find_plain(get_args(kind)[0])
    options = [option for option in get_args(kind) if option is not type(None)]
    is_optional = len(options) < len(get_args(kind))
    return _find_plain(options[0]) if is_optional else kind


def _without_nothing(tree: Tree) -> Tree:
    """The tree without fields that hold nothing."""
    if isinstance(tree, dict):
        return {name: _without_nothing(value) for name, value in tree.items() if value is not None}
    return [_without_nothing(item) for item in tree] if isinstance(tree, list) else tree


def _check_names(document: Document, tree: Tree, path: KeyPath, faults: Faults, *, is_name: bool) -> None:
    """Looks for words of mixed alphabets in everything below a field that holds names."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            _check_names(document, value, (*path, key), faults, is_name=is_name or key in _NAMES)
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            _check_names(document, value, (*path, index), faults, is_name=is_name)
    elif tree and is_name:
        for _, word, alphabets in find_mixed_words(tree):
            faults.add("letters-mixed", document.at(*path), word=show(word), scripts=", ".join(alphabets))
