"""Reads the charter: four files, the chain that seals them, and the digests of their bytes. Part of `read_archive`."""

from __future__ import annotations

import hashlib
import re
from typing import Final, TypeVar

from concord.model.archive import Charter, Sourced
from concord.model.charter import ArchiveFile, ChainLink, PeopleFile, PolicyFile, SidesFile
from concord.model.document import Document
from concord.model.fields import Model
from concord.problems import N_, Location, Problem
from concord.read.reading import Reading
from concord.read.walk import join

M = TypeVar("M", bound=Model)
Links = tuple[Sourced[ChainLink], ...]

_FOLDER: Final = "charter"
_CHAIN: Final = "charter/chain"
_FILES: Final = ("archive.yml", "people.yml", "policy.yml", "sides.yml")
_LINK: Final = re.compile(r"([1-9][0-9]{0,5})\.yml")


def read_charter(reading: Reading) -> Charter | None:
    """The charter, or None when one of its files is missing or cannot be relied on."""
    reading.expect_only(_FOLDER, frozenset(_FILES), frozenset({"chain"}))
    archive = _read(reading, "archive.yml", ArchiveFile)
    sides = _read(reading, "sides.yml", SidesFile)
    people = _read(reading, "people.yml", PeopleFile)
    policy = _read(reading, "policy.yml", PolicyFile)
    chain = _read_chain(reading)
    if not (archive and sides and people and policy):
        return None
    digests = {
        "archive.yml": _digest(archive.document),
        "people.yml": _digest(people.document),
        "policy.yml": _digest(policy.document),
        "sides.yml": _digest(sides.document),
    }
    genesis = _digest(chain[0].document) if chain and chain[0].value.n == 1 else None
    return Charter(archive, sides, people, policy, chain, digests, genesis)


def _digest(document: Document) -> str:
    return hashlib.sha256(document.raw).hexdigest()


def _read(reading: Reading, name: str, model: type[M]) -> Sourced[M] | None:
    if name in reading.files(_FOLDER):
        return reading.read_model(join(_FOLDER, name), model)
    reading.problems.append(Problem("charter-missing", Location(join(_FOLDER, name)), {"file": name}))
    return None


def _read_chain(reading: Reading) -> Links:
    """The links in order of their numbers."""
    named = {int(match[1]): name for name in reading.files(_CHAIN) if (match := _LINK.fullmatch(name))}
    reading.expect_only(_CHAIN, frozenset(named.values()))
    links = (_read_link(reading, number, named[number]) for number in sorted(named))
    return tuple(link for link in links if link)


def _read_link(reading: Reading, number: int, name: str) -> Sourced[ChainLink] | None:
    link = reading.read_model(join(_CHAIN, name), ChainLink)
    if link is None or link.value.n == number:
        return link
    values = {"field": "n", "expected": N_("the number in the file's name"), "found": str(link.value.n)}
    reading.problems.append(Problem("field-invalid", link.at("n"), values))
    return None
