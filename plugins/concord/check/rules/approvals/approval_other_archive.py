"""An approval was given in another archive.

What: The approval names another founding than this archive's.
Why: Words copied between archives do not bring anybody's approval with them.
Bad:
    genesis: (the founding of another archive)
Good:
    genesis: (the founding of this archive)
Fix: Remove the copied file, and ask the steward to approve here.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP004",
    name="approval-other-archive",
    severity=Severity.ERROR,
    message=N_("This approval was given in another archive."),
    help=N_("Remove it, and ask {handle} to approve here."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
