"""An approval is dated before the one before it.

What: Days of one person's approvals may be equal but not go back.
Why: A day that goes back could move an approval into a term of office, or before a change.
Bad:
    date: 2026-03-01   # number 2, after number 1 of 2026-04-01
Good:
    date: 2026-04-02
Fix: Write a new approval with the right day.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP005",
    name="approval-back-dated",
    severity=Severity.ERROR,
    message=N_("This approval is dated {date}, before the one before it."),
    help=N_("Write a new approval with the right day."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
