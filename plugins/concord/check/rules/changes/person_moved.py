"""A person was moved to another side.

What: A handle stands for another side than before this change, or for none.
Why: What somebody approved is counted for the side of the handle. Moved to another side, all of it would be that side's
word, said by nobody of it.
Bad:
    boris: {side: west, ...}   # was east
Good:
    boris-2: {side: west, ...}
Fix: Give the person a new handle for the new side, and end the terms of the old one.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP077",
    name="person-moved",
    severity=Severity.ERROR,
    message=N_("{handle} was moved from {before} to {after}; earlier approvals would count for another side."),
    help=N_("Give the person a new handle, and end the terms of the old one."),
    demands=("S05", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Handles, then and now; approvals of a handle that is gone do not count, which has a rule of its own."""
    before = context.base.founded if context.base else None
    after = context.archive.charter
    if before is None or after is None:
        return
    for handle, person in before.people.value.people.items():
        now = after.people.value.people.get(handle)
        if now and now.side != person.side:
            values = {"before": person.side or "-", "after": now.side or "-"}
            yield build_problem(RULE, after.people.at("people", handle), handle=handle, **values)
