"""Two items of a list have the same id.

What: Two sources, claims, facts, pictures or keepers of an entry share an id, or two pictures share a file.
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

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Sourced
from concord.model.entry import EntryFile
from concord.problems import N_, Problem, Related, Rule, Severity

RULE = Rule(
    code="ID002",
    name="id-duplicate",
    severity=Severity.ERROR,
    message=N_("“{id}” is the id of an earlier item already."),
    help=N_("Give this item an id of its own."),
    demands=("S37",),
)


LISTS = ("facts", "custody", "claims", "sources", "media")


def check(context: Context) -> Iterator[Problem]:
    """Ids within each list of an entry, and the files of its pictures."""
    for _, file in context.entries:
        for name in LISTS:
            yield from _check_list(file, name, "id", [item.id for item in getattr(file.value, name)])
        yield from _check_list(file, "media", "file", [media.file for media in file.value.media])


def _check_list(file: Sourced[EntryFile], name: str, key: str, ids: list[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, item_id in enumerate(ids):
        if item_id in seen:
            before = Related(file.at(name, seen[item_id], key), N_("it stands here already"))
            yield build_problem(RULE, file.at(name, index, key), before, id=item_id)
        seen.setdefault(item_id, index)
