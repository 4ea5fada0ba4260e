"""The record of a redaction was changed or taken away.

What: A record that stood in `programme/redactions.yml` before this change is gone or says something else.
Why: It is all that is left of what was taken out. Without it nobody would know that anything was.
Bad:
    redactions: []   # one stood here
Good:
    redactions: [{n: 1, ...}, {n: 2, ...}]
Fix: Restore the record.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP096",
    name="redaction-rewritten",
    severity=Severity.ERROR,
    message=N_("The record of redaction {number} is not as it was."),
    help=N_("Restore it; these records only grow."),
    demands=("F10", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Records, then and now."""
    before = context.base.archive.programme.redactions if context.base else None
    after = context.archive.programme.redactions
    if before is None or before.document.path in context.faulty:
        return
    kept = {one.n: one for one in after.value.redactions} if after else {}
    for one in before.value.redactions:
        if kept.get(one.n) != one:
            place = after.at("redactions") if after and after.value.redactions else Location(before.document.path)
            yield build_problem(RULE, place, number=str(one.n))
