"""Seals a charter and lets stewards agree to everything, a thousand parts at a sitting: chain, statements, store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concord.approve.digest import digest_bytes
from concord.approve.seal import CHARTER_FILES
from concord.approve.sitting import find_act, render_statement
from concord.model.part import Part, parse_part
from concord.model.statement import Act

# A statement has to stay below the size and the number of values that the reader takes from one file.
ACTS_PER_SITTING = 1000


@dataclass(frozen=True, slots=True)
class Steward:
    """Who acts: handle, side, languages read, and the reader relied on for each other language."""

    handle: str
    side: str
    reads: frozenset[str]
    relies_on: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A part of an entry to be agreed to, with its bytes."""

    entry: str
    part: Part
    raw: bytes
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Before:
    """What the next statement needs to know of the one before."""

    seq: int
    sha256: str


def write_seal(archive: Path, day: str) -> str:
    """The first link of the chain over the charter as it lies there; returns the genesis."""
    charter, store = archive / "charter", archive / "agreed"
    store.mkdir(exist_ok=True)
    digests = []
    for name in CHARTER_FILES:
        kept = (charter / name).read_bytes()
        (store / digest_bytes(kept)).write_bytes(kept)
        digests.append(f"  {name}: {digest_bytes(kept)}\n")
    raw = f"format: concord-chain/1\nn: 1\nprev: null\nin_force_from: {day}\nfiles:\n{''.join(digests)}".encode()
    (charter / "chain").mkdir(exist_ok=True)
    (charter / "chain/1.yml").write_bytes(raw)
    return digest_bytes(raw)


def write_sittings(archive: Path, genesis: str, stewards: Sequence[Steward], words: Iterable[Words], day: str) -> None:
    """Every steward says to every part what the steward's side says of it; the store keeps the words."""
    acts: dict[str, list[Act]] = {steward.handle: [] for steward in stewards}
    store = archive / "agreed"
    for item in words:
        sha256 = digest_bytes(item.raw)
        (store / sha256).write_bytes(item.raw)
        for steward in stewards:
            if steward.side in item.owners:
                acts[steward.handle].append(_build_act(steward, item, sha256))
    for handle, said in acts.items():
        for seq, raw in enumerate(_render_sittings(genesis, said, day), start=1):
            target = archive / "statements" / handle / f"{seq}.yml"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)


def _build_act(steward: Steward, item: Words, sha256: str) -> Act:
    lang = item.part.lang
    unread = lang is not None and lang not in steward.reads
    # Values of our own making: checking a hundred thousand of them would be most of the generator's time.
    return Act.model_construct(
        act=find_act(item.part, steward.side),
        about=f"entries/{item.entry}",
        part=item.part.name,
        rev=1,
        sha256=sha256,
        relies_on=steward.relies_on[lang] if lang and unread else None,
    )


def _render_sittings(genesis: str, acts: list[Act], day: str) -> Iterator[bytes]:
    before: Any = None
    for batch in _batches(acts):
        raw = render_statement(genesis, before, day, batch, demonstration=True).encode()
        yield raw
        before = _Before(before.seq + 1 if before else 1, digest_bytes(raw))


def _batches(acts: list[Act]) -> Iterator[list[Act]]:
    for start in range(0, len(acts), ACTS_PER_SITTING):
        yield acts[start : start + ACTS_PER_SITTING]


def find_part(name: str) -> Part:
    """A part by a name that is known to be one."""
    part = parse_part(name)
    if part is None:
        raise ValueError(name)
    return part
