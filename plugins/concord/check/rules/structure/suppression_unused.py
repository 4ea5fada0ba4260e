"""A finding that was to be passed over is no longer there.

What: `suppress` in `record.yml` names a rule that finds nothing in this entry.
Why: An old exception would hide the next fault of that kind.
Bad:
    suppress:
      - {rule: narrative-unequal, reason: ...}   # the lengths are equal now
Good:
    (no such line)
Fix: Remove the line.
"""

from __future__ import annotations

from concord.check.rule import found_by_runner
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST026",
    name="suppression-unused",
    severity=Severity.WARNING,
    message=N_("There is nothing left here for “{name}” to pass over."),
    help=N_("Remove this line."),
    demands=("S04",),
)

check = found_by_runner
