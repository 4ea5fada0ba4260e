"""An approval was signed with a key that did not count on its day.

What: In `people.yml` the key begins later than the day of the approval, or has ended before it. The approval does
not count.
Why: A key that was given up may lie in anybody's drawer.
Bad:
    date: 2026-03-06 (the key ends on 2026-02-28)
Good:
    date: 2026-03-06 (the key has no end)
Fix: Sign with the key that counts on that day, or write a new approval.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP036",
    name="signature-untimely",
    severity=Severity.ERROR,
    message=N_("On {date} the key with which {handle} signed this approval did not count."),
    help=N_("Sign with the key that counts on that day, or approve again."),
    demands=("S04", "S22", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
