"""Fills the `agreed/` store with words that have just become agreed and are still in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from concord.approve.agreement import Agreement, PartStatus
from concord.approve.digest import digest_bytes
from concord.approve.store import AgreedStore


def find_unkept(agreement: Agreement, store: AgreedStore) -> Iterator[tuple[str, PartStatus]]:
    """(entry, part) of agreed words that are in the tree and not in the store."""
    for entry in agreement.subjects:
        for status in entry.parts.values():
            if status.is_agreed and status.agreed and not (store.root / status.agreed.sha256).is_file():
                yield entry.id, status


def write_agreed(root: Path, agreement: Agreement, store: AgreedStore) -> int:
    """Keeps every agreed part of the tree in the store; returns how many were new.

    Media are read again and kept only if their bytes still have the digest that was agreed to.
    """
    kept = 0
    for _, status in find_unkept(agreement, store):
        proposed = status.proposed
        if proposed is None:
            continue
        raw = proposed.raw if proposed.raw is not None else (root / proposed.path).read_bytes()
        if digest_bytes(raw) == proposed.sha256:
            store.write(raw)
            kept += 1
    return kept
