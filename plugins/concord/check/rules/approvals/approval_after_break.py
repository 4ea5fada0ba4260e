"""An approval stands behind a broken one and does not count.

What: As long as an earlier file of the same person is not in order, the later ones are not counted.
Why: What comes after a break may rest on what was lost there.
Bad:
    statements/amina/2.yml   # after a changed 1.yml
Good:
    statements/amina/1.yml   # as it was written
Fix: Mend the earlier file; this one then counts again.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP002",
    name="approval-after-break",
    severity=Severity.ERROR,
    message=N_("Approval number {seq} of {handle} does not count while an earlier one is not in order."),
    help=N_("Mend the earlier one; this one then counts again."),
    demands=("S04", "F02", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
