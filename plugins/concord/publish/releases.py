"""The list of files that a release names, and what differs between two such lists.

Left out are the releases themselves and the pages that say whether one is signed: these change when a side signs, and
nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.approve.chain import find_rules
from concord.approve.digest import digest_bytes
from concord.approve.manifest import digest_agreed, find_last_statements
from concord.derive.site import Site
from concord.model.archive import Archive, Release
from concord.model.release import Presentation, ReleaseFile
from concord.publish.proof import split_sums, sum_folder, write_sums

_LINE: Final = re.compile(r"([0-9a-f]{64})  ([^\n]+)")
_APART: Final = re.compile(r"proof/releases/[A-Za-z0-9._-]+|[A-Za-z0-9-]+/how/index\.html")


def list_release(folder: Path) -> bytes:
    """The list that a release of the site in a folder names, taken from its files as they are."""
    return cut_sums(sum_folder(folder))


def cut_sums(sums: bytes) -> bytes:
    """A list of all files without those that change when a side signs."""
    return write_sums({name: sha256 for name, sha256 in parse_sums(sums).items() if not _APART.fullmatch(name)})


def parse_sums(sums: bytes) -> dict[str, str]:
    """Digests by path; lines in another form say nothing."""
    lines = (_LINE.fullmatch(line) for line in split_sums(sums.decode("utf-8", "replace")))
    return {match[2]: match[1] for match in lines if match}


def find_differing_files(mine: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[str]:
    """Paths that are in one list only or have another digest in each, sorted."""
    return (path for path in sorted({*mine, *theirs}) if mine.get(path) != theirs.get(path))


@dataclass(frozen=True, slots=True)
class Built:
    """What somebody has built: the site as derived, how it looks, the list of its files, its configuration if any."""

    site: Site
    archive: Archive
    presentation: Presentation
    sums: bytes
    configuration: bytes | None


def build_release(built: Built, before: Release | None, date: str) -> ReleaseFile:
    """The release that follows another: the same bytes for everybody who has built the same."""
    site, archive = built.site, built.archive
    rules = find_rules(archive, date).charter
    if site.evidence is None or site.genesis is None or rules is None:
        raise ValueError(date)
    return ReleaseFile(
        format="concord-release/1",
        n=before.n + 1 if before else 1,
        prev=before.sha256 if before else None,
        genesis=site.genesis,
        date=date,
        as_of=site.as_of,
        charter=len(rules.chain),
        demonstration=site.archive.demonstration,
        sums=digest_bytes(built.sums),
        agreed=digest_agreed(site.evidence.shown),
        configuration=digest_bytes(built.configuration) if built.configuration is not None else None,
        presentation=built.presentation,
        statements=find_last_statements(archive.statements),
    )
