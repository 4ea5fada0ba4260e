"""Seals the charter: a link names the exact bytes of its four files; the first link is the archive's genesis."""

from __future__ import annotations

from concord.approve.digest import digest_bytes
from concord.approve.store import AgreedStore
from concord.model.archive import CHARTER_FILES, Charter


def find_unsealed(charter: Charter) -> tuple[str, ...]:
    """Charter files whose bytes are not those the last link names; all of them before the founding."""
    sealed = {str(name): sha256 for name, sha256 in charter.chain[-1].value.files.items()} if charter.chain else {}
    return tuple(name for name in CHARTER_FILES if charter.digests.get(name) != sealed.get(name))


def keep_sealed(charter: Charter, store: AgreedStore) -> None:
    """Keeps the bytes that a link is about to name: later rules are judged by these."""
    for file in charter.files.values():
        store.write(file.document.raw)


def render_link(charter: Charter, day: str) -> tuple[str, str]:
    """File name and text of the next link of the chain."""
    number = len(charter.chain) + 1
    prev = digest_bytes(charter.chain[-1].document.raw) if charter.chain else "null"
    lines = [
        "format: concord-chain/1",
        f"n: {number}",
        f"prev: {prev}",
        f"in_force_from: {day}",
        "files:",
        *(f"  {name}: {charter.digests[name]}" for name in CHARTER_FILES),
    ]
    return f"{number}.yml", "\n".join(lines) + "\n"
