"""Law: whoever is called what, the site is the same with the names exchanged. No side is first, in any output.

An archive is generated twice with the sides' ids exchanged and everything else alike, by place and not by name. Every
file of the two sites must then be equal once ids (they stand in file names and anchors too) and the digests of words
that hold ids are exchanged as well. Lists keep their order in this; keys of a JSON object have none.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.approve.parts import build_parts
from concord.model.archive import Archive
from concord.read.archive import read_archive
from generator.charter import SIDES
from laws.sites import print_site
from laws.strategies import heavy, plans, written

_TOKEN = re.compile(rb"[0-9a-f]{8,64}|" + b"|".join(side.encode() for side in SIDES))


@heavy(6, 150)
@given(plans(), st.data())
@pytest.mark.parametrize("proposed", [False, True], ids=["public", "workshop"])
def test_exchanging_sides_exchanges_the_site_and_changes_nothing_else(proposed, plan, data):
    exchanged = tuple(data.draw(st.permutations(plan.sides), label="sides"))
    with written(plan) as one, written(replace(plan, sides=exchanged)) as other:
        names = dict(zip(plan.sides, exchanged, strict=True))
        exchange = _Exchange(names, _match_digests(one.archive, other.archive, names))
        expected = {exchange.path(path): exchange.content(path, raw) for path, raw in _print(one.archive, proposed)}
        found = {path: _parse(path, raw) for path, raw in _print(other.archive, proposed)}
        assert sorted(found) == sorted(expected)
        for path, content in found.items():
            assert content == expected[path], path


def _print(archive: Path, proposed: bool) -> list[tuple[str, bytes]]:
    pages = print_site(archive, proposed=proposed)
    assert any(path.startswith("parallel/") for path in pages), "a site without an entry would prove nothing"
    # The list of all files says of other bytes that they are other bytes.
    return [(path, raw) for path, raw in pages.items() if path != "SHA256SUMS"]


class _Exchange:
    """Puts one id for another, and the digest of words that hold one for the digest of words that hold the other."""

    def __init__(self, names: dict[str, str], digests: dict[str, str]) -> None:
        self.names = {old.encode(): new.encode() for old, new in names.items()}
        self.digests = {old.encode(): new.encode() for old, new in digests.items()}

    def path(self, path: str) -> str:
        return self._exchange(path.encode()).decode()

    def content(self, path: str, raw: bytes) -> object:
        return _parse(path, self._exchange(raw))

    def _exchange(self, raw: bytes) -> bytes:
        return _TOKEN.sub(lambda match: self._find(match[0]), raw)

    def _find(self, token: bytes) -> bytes:
        if token in self.names:
            return self.names[token]
        # Pages show the beginning of a digest.
        for old, new in self.digests.items():
            if old.startswith(token):
                return new[: len(token)]
        return token


def _parse(path: str, raw: bytes) -> object:
    if path == "proof/words.json":
        # For programs alone, and listed by name so that every machine writes the same.
        tree = json.loads(raw)
        return tree | {"parts": sorted(tree["parts"], key=lambda part: (part["about"], part["part"]))}
    return json.loads(raw) if path.endswith(".json") else raw


def _match_digests(one: Path, other: Path, names: dict[str, str]) -> dict[str, str]:
    first, second = read_archive(one), read_archive(other)
    found = _find_digests(first), _find_digests(second)
    matched = {sha256: found[1][_rename(name, names)] for name, sha256 in found[0].items()}
    return {old: new for old, new in matched.items() if old != new}


def _rename(name: str, names: dict[str, str]) -> str:
    return re.sub("|".join(names), lambda match: names[match[0]], name)


def _find_digests(archive: Archive) -> dict[str, str]:
    digests = {"genesis": archive.charter.genesis}
    digests |= {f"charter {name}": sha256 for name, sha256 in archive.charter.digests.items()}
    for entry in archive.entries.values():
        digests |= {f"{entry.id} {name}": part.sha256 for name, part in build_parts(entry).items()}
    digests |= {f"{item.handle} {item.seq}": item.sha256 for item in archive.statements}
    return digests
