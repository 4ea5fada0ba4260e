"""Two items of a list have the same id.

What: Two sources, claims, facts, works, pictures or keepers of an entry share an id, two pictures share a file, two
versions of a work share a language, or two items of a table or two rounds of reviews share an id.
Why: A citation would point at both, and words agreed for one would appear beside the other.
Bad:
    sources:
      - {id: s1, cite: ...}
      - {id: s1, cite: ...}
Good:
    sources:
      - {id: s1, cite: ...}
      - {id: s2, cite: ...}
Fix: Give the later one an id of its own, and look at what refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Sourced
from concord.model.document import KeyPath
from concord.model.entry import EntryFile
from concord.model.items import Work
from concord.problems import N_, Problem, Related, Rule, Severity

RULE = Rule(
    code="ID002",
    name="id-duplicate",
    severity=Severity.ERROR,
    message=N_("“{id}” is the id of an earlier item already."),
    help=N_("Give this item an id of its own."),
    demands=("S37",),
)


LISTS = ("facts", "custody", "ownership_claims", "claims", "works", "sources", "media")
TABLES = {"names": "names", "places": "places", "glossary": "terms"}


def check(context: Context) -> Iterator[Problem]:
    """Ids within each list of entries, tables and reviews; files of pictures, languages of works, communities."""
    for _, file in context.entries:
        value = file.value
        for name in LISTS:
            yield from _check_list(file, (name,), "id", [item.id for item in getattr(value, name)])
        yield from _check_list(file, ("media",), "file", [media.file for media in value.media])
        yield from _check_list(file, ("voices",), "community", [voice.community for voice in value.voices])
        for index, work in enumerate(value.works):
            yield from _check_versions(file, index, work)
    for subject, table in sorted(context.archive.tables.items()):
        name = TABLES[subject]
        yield from _check_list(table.file, (name,), "id", [item.id for item in getattr(table.file.value, name)])
    if reviews := context.archive.programme.reviews:
        yield from _check_list(reviews, ("reviews",), "id", [review.id for review in reviews.value.reviews])


def _check_versions(file: Sourced[EntryFile], index: int, work: Work) -> Iterator[Problem]:
    """Two versions in one language and script would be one file; the original is a version too."""
    original: dict[str, KeyPath] = {work.lang: ("works", index, "lang")}
    yield from _check_list(
        file, ("works", index, "versions"), "lang", [version.lang for version in work.versions], original
    )


def _check_list(
    file: Sourced[Any], path: KeyPath, key: str, ids: list[str], before: Mapping[str, KeyPath] = MappingProxyType({})
) -> Iterator[Problem]:
    # Paths, not places: to find a place the whole file is read again.
    seen = dict(before)
    for index, item_id in enumerate(ids):
        here = (*path, index, key)
        if item_id in seen:
            first = Related(file.at(*seen[item_id]), N_("it stands here already"))
            yield build_problem(RULE, file.at(*here), first, id=item_id)
        seen.setdefault(item_id, here)
