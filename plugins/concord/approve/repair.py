"""What of the `agreed/` store is missing or altered, and where else the same bytes may be had.

Only bytes whose SHA-256 fits are ever taken, wherever they come from: nothing that a copy says of itself is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.approve.agreement import Agreement
from concord.approve.digest import digest_bytes
from concord.approve.ledger import build_ledger
from concord.approve.redactions import find_redacted
from concord.approve.revision import FEWEST_OWNERS
from concord.approve.store import AgreedStore, StoreError
from concord.model.archive import Archive

# What was taken out stays out, whatever day is judged.
_EVER: Final = "9999-12-31"
# Where a copy keeps such bytes: an archive, a folder that holds one, a built site, a copy made by `concord leave`.
_PLACES: Final = ("agreed", "archive/agreed", "proof/agreed", "site/proof/agreed")


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """Words that are not kept as they were agreed. `reason` is missing or altered."""

    about: str
    part: str
    sha256: str
    reason: str


def find_unsound(archive: Archive, store: AgreedStore) -> frozenset[str]:
    """Digests that somebody approved or sealed, and under which no sound bytes are kept. Not all of them ever were.

    What was taken out for safety is not looked for: no copy may bring it back.
    """
    redacted = {f"entries/{id_}" for id_ in find_redacted(archive, _EVER)}
    acts = (act for statement in archive.statements for act in statement.file.value.acts)
    named = {act.sha256 for act in acts if act.about not in redacted}
    named |= archive.charter.named if archive.charter else frozenset()
    return frozenset(sha256 for sha256 in named if _find_fault(store, sha256))


def find_lost(archive: Archive, agreement: Agreement, store: AgreedStore) -> tuple[Lost, ...]:
    """All that is agreed and not kept, and facts that may be: without their bytes nobody knows who owns the entry."""
    redacted = find_redacted(archive, _EVER)
    wanted = {
        (judged.about, name, sha256)
        for judged in agreement.subjects
        for name, sha256 in judged.published.items()
        if judged.id not in redacted
    }
    wanted |= set(_iter_common_facts(archive, agreement))
    wanted |= set(_iter_sealed(archive))
    found = (Lost(*one, fault) for one in wanted if (fault := _find_fault(store, one[2])))
    return tuple(sorted(found))


def _iter_common_facts(archive: Archive, agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """Facts to which enough people of two sides agreed: so many could own the entry."""
    if agreement.policy is None:
        return
    redacted = {f"entries/{id_}" for id_ in find_redacted(archive, _EVER)}
    for (about, part), acts in build_ledger(archive, agreement.policy, agreement.as_of).acts.items():
        if part != "facts" or not about.startswith("entries/") or about in redacted:
            continue
        for sha256 in {act.sha256 for act in acts}:
            people = {(act.side, act.handle) for act in acts if act.sha256 == sha256}
            sides = [side for side, _ in people]
            if sum(sides.count(side) >= agreement.policy.people_per_side for side in {*sides}) >= FEWEST_OWNERS:
                yield about, part, sha256


def _iter_sealed(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """What all sides agreed about the archive at earlier times: later changes of it are judged by that."""
    charter = archive.charter
    for link in charter.chain[:-1] if charter else ():
        for name, sha256 in link.value.files.items():
            if charter and sha256 not in charter.digests.values():
                yield f"charter/{link.value.n}", name, sha256


def _find_fault(store: AgreedStore, sha256: str) -> str:
    try:
        store.read(sha256)
    except StoreError as error:
        return error.reason
    except OSError:
        return "altered"
    return ""


def iter_copied(copy: Path, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(digest, bytes) of what is wanted and kept soundly in a folder: an archive, a site, a copy of either."""
    stores = [AgreedStore(copy / place) for place in _PLACES]
    for sha256 in sorted(wanted):
        for store in stores:
            try:
                yield sha256, store.read(sha256)
            except (StoreError, OSError):
                continue
            break


def iter_in_tree(root: Path, agreement: Agreement, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(digest, bytes) of what is wanted and still stands in an entry or a table."""
    left = set(wanted)
    for judged in agreement.subjects:
        for status in judged.parts.values():
            proposed = status.proposed
            if proposed is None or proposed.sha256 not in left:
                continue
            raw = proposed.raw if proposed.raw is not None else _read(root / proposed.path)
            if raw is not None and digest_bytes(raw) == proposed.sha256:
                left.remove(proposed.sha256)
                yield proposed.sha256, raw


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def keep_found(store: AgreedStore, found: Iterable[tuple[str, bytes]]) -> int:
    """Writes what fits; how many were written. What stands in the way stays there, and is found lost again."""
    kept = 0
    for sha256, raw in found:
        if digest_bytes(raw) != sha256 or store.root.is_symlink():
            continue
        try:
            store.write(raw)
        except OSError:
            continue
        kept += 1
    return kept
