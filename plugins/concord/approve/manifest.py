"""Writes a release down: one layout, so that two people who build the same site write the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from concord.approve.digest import digest_bytes
from concord.model.archive import Statement
from concord.model.release import LastStatement, ReleaseFile


def digest_agreed(shown: Mapping[str, Mapping[str, str]]) -> str:
    """Digest of all agreed words that a site shows, by subject and part: lines as `sha256sum` writes them, sorted."""
    names = {f"{about}/{part}": sha256 for about, parts in shown.items() for part, sha256 in parts.items()}
    return digest_list(names)


def digest_list(digests: Mapping[str, str]) -> str:
    """SHA-256 of a list of digests by name, as `sha256sum` writes it, sorted by name."""
    return digest_bytes("".join(f"{sha256}  {name}\n" for name, sha256 in sorted(digests.items())).encode())


def find_last_statements(statements: Iterable[Statement]) -> tuple[LastStatement, ...]:
    """The last statement of each person, by handle."""
    last: dict[str, Statement] = {}
    for statement in statements:
        if statement.handle not in last or last[statement.handle].seq < statement.seq:
            last[statement.handle] = statement
    return tuple(LastStatement(handle=handle, seq=one.seq, sha256=one.sha256) for handle, one in sorted(last.items()))


def render_release(release: ReleaseFile) -> str:
    """The text of a release: fixed order, one statement a line."""
    shape = release.presentation
    lines = [
        f"format: {release.format}",
        f"n: {release.n}",
        f"prev: {release.prev or 'null'}",
        f"genesis: {release.genesis}",
        f"date: {release.date}",
        f"as_of: {release.as_of}",
        f"charter: {release.charter}",
        *(["demonstration: true"] if release.demonstration else []),
        f"sums: {release.sums}",
        f"agreed: {release.agreed}",
        f"configuration: {release.configuration or 'null'}",
        "presentation:",
        *(f"  {name}: {getattr(shape, name)}" for name in type(shape).model_fields),
        "statements:" if release.statements else "statements: []",
        *(f"- {{handle: {last.handle}, seq: {last.seq}, sha256: {last.sha256}}}" for last in release.statements),
    ]
    return "\n".join(lines) + "\n"


def find_differing(mine: ReleaseFile, theirs: ReleaseFile) -> tuple[str, ...]:
    """Fields in which two releases differ; `presentation` is said more exactly."""
    names = [name for name in type(mine).model_fields if getattr(mine, name) != getattr(theirs, name)]
    if "presentation" in names:
        one, other = mine.presentation, theirs.presentation
        at = names.index("presentation")
        inner = [f"presentation/{n}" for n in type(one).model_fields if getattr(one, n) != getattr(other, n)]
        names[at : at + 1] = inner
    return tuple(names)
