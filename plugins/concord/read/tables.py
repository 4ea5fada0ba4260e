"""Reads the tables that the whole archive shares. Part of `read_archive`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from concord.model.archive import Table
from concord.model.tables import GlossaryFile, NamesFile, PlacesFile
from concord.read.reading import Reading

MODELS: Final[Mapping[str, type[GlossaryFile | NamesFile | PlacesFile]]] = MappingProxyType(
    {"glossary": GlossaryFile, "names": NamesFile, "places": PlacesFile}
)
TABLE_FILES: Final = frozenset(f"{subject}.yml" for subject in MODELS)


def read_tables(reading: Reading) -> dict[str, Table]:
    """The tables that are there and can be relied on, by subject."""
    present = set(reading.files(""))
    tables: dict[str, Table] = {}
    for subject, model in MODELS.items():
        file = reading.read_model(f"{subject}.yml", model) if f"{subject}.yml" in present else None
        if file:
            tables[subject] = Table(subject, file)
    return tables
