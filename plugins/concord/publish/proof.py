"""`/proof/`: what stands behind the words of a site, laid out as an archive, so that anybody can judge it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from concord import __version__
from concord.derive.books import build_books
from concord.derive.evidence import Evidence
from concord.derive.shown import is_shown
from concord.derive.site import Site, SiteEntry
from concord.model.part import PartKind, parse_part
from concord.publish.output import Output
from concord.render import addresses
from concord.render.press import Press

FOLDER = "proof"
WORDS = f"{FOLDER}/words.json"
SUMS = "SHA256SUMS"
FORMAT = "concord-proof/1"


def find_proof(press: Press) -> Iterator[Output]:
    """Charter, statements, agreed bytes and the list of what is shown where; a workshop edition proves nothing."""
    evidence = press.site.evidence
    if evidence is None:
        return
    for path, raw in evidence.files.items():
        yield Output(f"{FOLDER}/{path}", "proof", lambda raw=raw: raw)  # type: ignore[misc]
    for sha256 in sorted(evidence.given):
        yield Output(f"{FOLDER}/agreed/{sha256}", "proof", lambda sha256=sha256: evidence.store.read(sha256))  # type: ignore[misc]
    yield Output(WORDS, "proof", lambda: _write(build_words(press, evidence)))


def build_words(press: Press, evidence: Evidence) -> dict[str, Any]:
    """Which part of which entry is shown where, by digest, and what is needed to make the pages again."""
    site = press.site
    return {
        "format": FORMAT,
        "demonstration": site.archive.demonstration,
        "genesis": site.genesis,
        "made_with": __version__,
        "presentation": press.presentation.model_dump(),
        "parts": list_parts(site, evidence),
        "assets": {
            "addresses": dict(press.assets.addresses),
            "fonts": {address: digest(path) for address, path in sorted(press.assets.fonts.items())},
        },
        "pictures": {
            media.sha256: [asdict(one) for one in press.find_derivatives(media)]
            for entry in site.entries.values()
            for media in entry.media.values()
            if media.sha256 not in evidence.given
        },
        "books": build_books(site, evidence, site.cut).model_dump(mode="json", by_alias=True),
    }


def list_parts(site: Site, evidence: Evidence) -> list[dict[str, Any]]:
    """Every part that is shown, by digest, with the files on which it is shown."""
    entries = (
        {
            "about": f"entries/{entry.id}",
            "part": name,
            "sha256": sha256,
            "in_proof": sha256 in evidence.given,
            "pages": find_pages(entry, name),
        }
        for entry in site.entries.values()
        for name, sha256 in evidence.shown[f"entries/{entry.id}"].items()
    )
    tables = (
        {
            "about": about,
            "part": name,
            "sha256": sha256,
            "in_proof": True,
            "pages": [addresses.find_file(addresses.find_hub(lang, about)) for lang in site.languages],
        }
        for about, shown in evidence.shown.items()
        if not about.startswith("entries/")
        for name, sha256 in shown.items()
    )
    return [*entries, *tables]


def find_pages(entry: SiteEntry, name: str) -> list[str]:
    """The files of the site on which a part of an entry is shown."""
    part = parse_part(name)
    pages = [
        addresses.find_file(addresses.find_entry(lang, entry.id))
        for lang in entry.languages
        if is_shown(entry, name, lang, all_languages=False)
    ]
    if part and part.kind is not PartKind.MEDIA:
        pages.append(addresses.find_data(entry.id))
    if part and part.kind is PartKind.CAPTIONS:
        pages.append(addresses.find_captions(part.lang or "", entry.id, part.slug or ""))
    return [*pages, addresses.find_file(addresses.find_parallel(entry.id))]


def find_sums(press: Press) -> Iterator[Output]:
    """`/SHA256SUMS` of everything else: made last, from the files as they were written."""
    if press.site.evidence is None:
        return
    from concord.publish.registry import KINDS  # noqa: PLC0415 - the registry names this kind too

    def make() -> bytes:
        others = (output for kind in KINDS if kind.find is not find_sums for output in kind.find(press))
        return write_sums({output.path: hashlib.sha256(output.make()).hexdigest() for output in others})

    yield Output(SUMS, "sums", make, finish=sum_folder)


def sum_folder(folder: Path) -> bytes:
    """The sums of all files in a folder, but for the list itself."""
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return write_sums({name: digest(path) for name, path in names.items() if name != SUMS})


def write_sums(digests: dict[str, str]) -> bytes:
    """A list as `sha256sum` writes and reads it, sorted by path."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(digests.items())).encode()


def split_sums(text: str) -> list[str]:
    """The lines of such a list: nothing but a line feed ends one."""
    return text.removesuffix("\n").split("\n") if text else []


def digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
