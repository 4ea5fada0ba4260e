"""An approval names words that cannot exist.

What: What was approved has a name that no words of an entry can have.
Why: An approval of nothing could later be taken for an approval of something.
Bad:
    part: txt.hi
Good:
    part: text.hi
Fix: Write a new approval with `concord approve`, which knows the names.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP011",
    name="approval-part-unknown",
    severity=Severity.ERROR,
    message=N_("No words of an entry can be called “{part}”."),
    help=N_("Write a new approval with concord approve."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
