"""Reads what every link of the charter's chain sealed: files as they stand, else the bytes kept in `agreed/`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from concord.model.archive import Charter, Sourced
from concord.model.charter import ArchiveFile, ChainLink, PeopleFile, PolicyFile, SidesFile
from concord.model.fields import Model
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_YAML
from concord.read.model_values import read_model
from concord.read.reading import Reading

M = TypeVar("M", bound=Model)


def read_sealed(reading: Reading, charter: Charter) -> tuple[Charter | None, ...]:
    """By link the charter that it sealed. None where it cannot be had: a rule asks for it."""
    return tuple(_iter_sealed(reading, charter))


def _iter_sealed(reading: Reading, charter: Charter) -> Iterator[Charter | None]:
    seen: dict[str, Sourced[Any] | None] = {charter.digests[name]: file for name, file in charter.files.items()}
    for number, link in enumerate(charter.chain, start=1):
        if {str(name): sha256 for name, sha256 in link.value.files.items()} == charter.digests:
            yield charter if number == len(charter.chain) else _cut(charter, number)
        else:
            yield _read(reading, charter, link, number, seen)


def _cut(charter: Charter, number: int) -> Charter:
    """The charter with its chain as far as a link."""
    return replace(charter, chain=charter.chain[:number])


def _read(
    reading: Reading, charter: Charter, link: Sourced[ChainLink], number: int, seen: dict[str, Sourced[Any] | None]
) -> Charter | None:
    files = {str(name): sha256 for name, sha256 in link.value.files.items()}

    def find(name: str, model: type[M]) -> Sourced[M] | None:
        sha256 = files.get(name, "")
        if sha256 not in seen:
            seen[sha256] = _read_kept(reading, sha256, model)
        found = seen[sha256]
        return found if found and isinstance(found.value, model) else None

    archive, sides = find("archive.yml", ArchiveFile), find("sides.yml", SidesFile)
    people, policy = find("people.yml", PeopleFile), find("policy.yml", PolicyFile)
    if not (archive and sides and people and policy):
        return None
    return Charter(archive, sides, people, policy, charter.chain[:number], files, charter.genesis)


def _read_kept(reading: Reading, sha256: str, model: type[M]) -> Sourced[M] | None:
    if sha256 not in reading.files("agreed"):
        return None
    # Faults in rules of the past are nobody's to mend; the rule on kept rules speaks of the file as a whole.
    faults = Faults(f"agreed/{sha256}")
    raw = read_bytes(reading.root, MAX_YAML, faults)
    if raw is None or hashlib.sha256(raw).hexdigest() != sha256:
        return None
    return read_model(raw, model, faults)
