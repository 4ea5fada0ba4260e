"""The tables that the whole archive shares, as they may be shown. Part of the gate: only agreed bytes pass."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from concord.approve.agreement import Agreement
from concord.approve.store import AgreedStore
from concord.model.archive import Archive
from concord.model.tables import GlossaryFile, NamesFile, PlacesFile
from concord.model.words import join_words

M = TypeVar("M", bound=BaseModel)
_MOST_REPAIRS = 20


@dataclass(frozen=True, slots=True)
class Tables:
    """Names, places and glossary; empty where nothing is agreed."""

    names: NamesFile = field(default_factory=lambda: NamesFile(format="concord-names/1"))
    places: PlacesFile = field(default_factory=lambda: PlacesFile(format="concord-places/1"))
    glossary: GlossaryFile = field(default_factory=lambda: GlossaryFile(format="concord-glossary/1"))


def derive_tables(archive: Archive, agreement: Agreement, store: AgreedStore, *, proposed: bool = False) -> Tables:
    """The tables of a site. Raises StoreError when agreed bytes are gone."""
    read = _ReadTables(archive, agreement, store, proposed)
    empty = Tables()
    return Tables(
        names=read("names", NamesFile) or empty.names,
        places=read("places", PlacesFile) or empty.places,
        glossary=read("glossary", GlossaryFile) or empty.glossary,
    )


@dataclass(frozen=True, slots=True)
class _ReadTables:
    archive: Archive
    agreement: Agreement
    store: AgreedStore
    proposed: bool

    def __call__(self, subject: str, model: type[M]) -> M | None:
        """The table that may be shown, if there is one."""
        table, judged = self.archive.tables.get(subject), self.agreement.tables.get(subject)
        if judged is None:
            return None
        if self.proposed:
            value = table.file.value if table else None
            return value if isinstance(value, model) else None
        raw = {name: self.store.read(sha256) for name, sha256 in judged.published.items()}
        if "facts" not in raw:
            return None
        strings = {name.removeprefix("facts."): json.loads(words) for name, words in raw.items() if name != "facts"}
        return _build(join_words(json.loads(raw["facts"]), strings), model)


def _build(tree: Any, model: type[M]) -> M | None:
    """The table; an item that has lost its words with a language that is not shown is left out."""
    for _ in range(_MOST_REPAIRS):
        try:
            return model.model_validate(tree)
        except ValidationError as error:
            places = {fault["loc"][:2] for fault in error.errors(include_url=False)}
            # From the back, so that the places in front keep their numbers.
            if not all(_remove(tree, place) for place in sorted(places, key=_sort_key, reverse=True)):
                return None
    return None


def _sort_key(place: tuple[int | str, ...]) -> tuple[str, int]:
    index = place[1] if len(place) > 1 else -1
    return str(place[0]), index if isinstance(index, int) else -1


def _remove(tree: Any, place: tuple[int | str, ...]) -> bool:
    match place:
        case str(name), int(index) if isinstance(tree.get(name), list) and index < len(tree[name]):
            del tree[name][index]
            return True
    return False
