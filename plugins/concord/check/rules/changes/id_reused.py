"""A name that an earlier entry had is given to a new one.

What: The folder is new in this change, and somebody approved words of an entry of that name long before.
Why: Links, lessons and approvals point to a name for ever. Under it must never stand something else.
Bad:
    entries/old-bridge/   # new; another entry had this name and was taken away
Good:
    entries/old-bridge-at-the-mill/
Fix: Give the new entry a name that was never used.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP051",
    name="id-reused",
    severity=Severity.ERROR,
    message=N_("An earlier entry had the name {entry}; names are never given again."),
    help=N_("Give the new entry a name that was never used."),
    demands=("S41", "F01"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Entries that are new, against everything that was ever approved."""
    base = context.base
    for entry in context.archive.entries.values() if base else ():
        if base and entry.id not in base.archive.entries and entry.subject in base.acted_on:
            place = entry.file.at() if entry.file else Location(entry.folder)
            yield build_problem(RULE, place, entry=entry.id)
