"""What stands behind a site: charter, statements, and the agreed bytes of what it shows. Part of the gate.

What is kept true: of something hidden, closed, withdrawn or standing in short, no byte passes but what its page shows.
Media pass as they were agreed to, unless they carry more than what is seen and heard. Statements pass whole, since a
statement with a piece cut out proves nothing; they name words by digest only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.approve.agreement import Agreement, EntryAgreement
from concord.approve.digest import digest_bytes
from concord.approve.store import AgreedStore, StoreError
from concord.check.pictures import find_metadata
from concord.check.recordings import assess_sound_bytes
from concord.model.archive import Archive, Charter
from concord.model.items import find_media_form
from concord.read.faults import Faults
from concord.read.files import read_bytes

_MAX_SIGNATURE: Final = 64 * 1024
_MAGIC: Final = ((b"\x89PNG", "PNG"), (b"\xff\xd8", "JPEG"), (b"RIFF", "WEBP"))

Digests = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Files of charter and statements by their path in the archive; by subject the digests that are shown."""

    files: Mapping[str, bytes]
    shown: Mapping[str, Digests]
    given: frozenset[str]
    """Digests whose bytes pass; the others are shown in part only."""
    authors: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Who wrote a part and acted on it too: what policy says of authors cannot be judged without."""
    store: AgreedStore


def build_evidence(
    root: Path,
    archive: Archive,
    agreement: Agreement,
    store: AgreedStore,
    shown: Mapping[str, Digests],
    cut: frozenset[str],
) -> Evidence:
    """The evidence for what is shown; of subjects that are `cut` the page says less than was agreed to."""
    given = {
        sha256
        for about, digests in shown.items()
        if about not in cut
        for name, sha256 in digests.items()
        if not name.startswith("media/") or _is_bare(store, name, sha256)
    }
    return Evidence(
        files=dict(sorted(_find_files(root, archive))),
        shown=shown,
        given=frozenset(given),
        authors=_find_all_authors(archive, agreement, shown),
        store=store,
    )


def _is_bare(store: AgreedStore, name: str, sha256: str) -> bool:
    # A site that is made again from its proof has no bytes of pictures that did not pass.
    try:
        raw = store.read(sha256)
    except StoreError:
        return False
    if find_media_form(name).is_recording:
        return assess_sound_bytes(raw, name.rpartition(".")[2]).bare is not None
    return is_bare_picture(raw)


def is_bare_picture(raw: bytes) -> bool:
    """Whether bytes are a picture that says nothing of who made it, where and with what."""
    kind = next((name for magic, name in _MAGIC if raw.startswith(magic)), None)
    return kind is not None and not any(find_metadata(raw, kind))


def _find_files(root: Path, archive: Archive) -> Iterator[tuple[str, bytes]]:
    if archive.charter:
        yield from _find_charter(archive.charter)
        yield from _find_sealed(archive)
    for statement in archive.statements:
        path = f"statements/{statement.handle}/{statement.seq}.yml"
        yield path, statement.file.document.raw
        if (root / f"{path}.sig").is_file():
            raw = read_bytes(root, _MAX_SIGNATURE, Faults(f"{path}.sig"))
            if raw is not None:
                yield f"{path}.sig", raw
    for release in archive.releases:
        yield f"releases/{release.n}.yml", release.file.document.raw
        for handle, signature in sorted(release.signatures.items()):
            yield f"releases/{release.n}.{handle}.sig", signature.raw


def _find_sealed(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """What links sealed before the files changed: later links are judged by these."""
    now = archive.charter.digests.values() if archive.charter else ()
    for charter in archive.sealed:
        for file in charter.files.values() if charter else ():
            sha256 = digest_bytes(file.document.raw)
            if sha256 not in now:
                yield f"agreed/{sha256}", file.document.raw


def _find_charter(charter: Charter) -> Iterator[tuple[str, bytes]]:
    for name, file in charter.files.items():
        yield f"charter/{name}", file.document.raw
    for link in charter.chain:
        yield f"charter/chain/{link.value.n}.yml", link.document.raw


def _find_all_authors(
    archive: Archive, agreement: Agreement, shown: Mapping[str, Digests]
) -> dict[str, Mapping[str, tuple[str, ...]]]:
    acted: dict[str, set[tuple[str, str]]] = {}
    for statement in archive.statements:
        for act in statement.file.value.acts:
            acted.setdefault(act.about, set()).add((statement.handle, act.part))
    return {
        judged.about: found
        for judged in agreement.entries.values()
        if judged.about in shown and (found := _find_authors(archive, judged, acted.get(judged.about, set())))
    }


def _find_authors(
    archive: Archive, judged: EntryAgreement, acted: set[tuple[str, str]]
) -> Mapping[str, tuple[str, ...]]:
    entry = archive.entries[judged.id]
    wrote: dict[str, set[str]] = {}
    for work in entry.record.value.contributions if entry.record else ():
        if work.handle and work.role != "reviewed" and (work.handle, work.part) in acted:
            wrote.setdefault(work.part, set()).add(work.handle)
    return {part: tuple(sorted(handles)) for part, handles in sorted(wrote.items())}
