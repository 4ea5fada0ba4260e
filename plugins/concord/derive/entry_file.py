"""Facts and the words of some languages, joined to an entry that the model accepts. Part of the gate.

Where only some languages are shown, an item may have lost all its words (a caption written in one language only):
such an item is left out rather than shown empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from concord.model.entry import EntryFile
from concord.model.words import Strings, join_words

_MOST_REPAIRS = 20


def build_entry_file(facts: Any, strings: Mapping[str, Strings]) -> EntryFile | None:
    """The entry, or None when what is left is none."""
    tree: Any = join_words(facts, dict(strings))
    for _ in range(_MOST_REPAIRS):
        try:
            file = EntryFile.model_validate(tree)
        except ValidationError as error:
            places = {_find_smallest(tuple(fault["loc"])) for fault in error.errors(include_url=False)}
            # From the back, so that the places in front keep their numbers.
            if not all(_remove(tree, place) for place in sorted(places, key=_sort_key, reverse=True)):
                return None
        else:
            return file if file.title and file.summary else None
    return None


def _find_smallest(place: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The item of a list that holds the fault, else the field: what can be left out without untruth."""
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


def _sort_key(place: tuple[int | str, ...]) -> tuple[str, int]:
    return str(place[0]), int(place[1]) if len(place) > 1 else -1


def _remove(tree: Any, place: tuple[int | str, ...]) -> bool:
    name = place[0] if place else ""
    field = EntryFile.model_fields.get(str(name))
    if name not in tree or (field and field.is_required()):
        return False
    if len(place) == 1:
        del tree[name]
        return True
    items = tree[name]
    if not isinstance(items, list) or int(place[1]) >= len(items):
        return False
    del items[int(place[1])]
    return True
