"""The id in a file is not the name of its folder.

What: `id` in `entry.yml` differs from the name of the folder.
Why: Approvals and links name the folder; a second name would let words pass for another entry's.
Bad:
    # entries/old-bridge/entry.yml
    id: new-bridge
Good:
    # entries/old-bridge/entry.yml
    id: old-bridge
Fix: Make `id` the folder's name. An id that was ever published is never changed or given again.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ID001",
    name="id-mismatch",
    severity=Severity.ERROR,
    message=N_("The id “{id}” is not the folder's name “{folder}”."),
    help=N_("Write: id: {folder}"),
    demands=("S41",),
)


def check(context: Context) -> Iterator[Problem]:
    """Ids against folders."""
    for entry, file in context.entries:
        if file.value.id is not None and file.value.id != entry.id:
            yield build_problem(RULE, file.at("id"), id=file.value.id, folder=entry.id)
