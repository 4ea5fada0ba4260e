"""The tombstone of a withdrawn entry was changed or taken away.

What: All owning sides had agreed that this entry is withdrawn, on which ground and day. The change says otherwise.
Why: A tombstone is the promise that something does not come back, often to somebody who is in danger.
Bad:
    tombstone: {ground: safety, on: 2026-03-01}   # removed, and the title stands there again
Good:
    tombstone: {ground: safety, on: 2026-03-01}   # as it was agreed
Fix: Restore the tombstone. What may be told again is told as a new entry, under a new name.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP052",
    name="tombstone-changed",
    severity=Severity.ERROR,
    message=N_("This entry was withdrawn by agreement; its tombstone is not as it was agreed."),
    help=N_("Restore the tombstone; what may be told again is a new entry with a new name."),
    demands=("S41", "F10"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Agreed tombstones against the tree."""
    for entry, file in context.entries if context.base else ():
        agreed = context.base.find_facts(entry.id).get("tombstone") if context.base else None
        if not isinstance(agreed, dict):
            continue
        stone = file.value.tombstone
        if stone is None or (str(stone.ground), stone.on) != (agreed.get("ground"), agreed.get("on")):
            yield build_problem(RULE, file.at("tombstone") if stone else file.at())
