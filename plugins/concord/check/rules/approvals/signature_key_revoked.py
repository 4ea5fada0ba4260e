"""An approval was signed with a key that had been revoked.

What: The key is revoked in `people.yml`, and this approval comes after the last one that was its owner's. It does
not count; those up to that one do, and so do later ones with another key.
Why: Whoever stole a key can sign with it. What the owner said before stays said.
Bad:
    revoked: {last_good: (the approval before this one), on: 2026-04-01}
Good:
    revoked: {last_good: (this approval), on: 2026-04-01}
Fix: If the owner did say so, the owner says it again with a new key.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP037",
    name="signature-key-revoked",
    severity=Severity.WARNING,
    message=N_("Approval number {seq} of {handle} was signed with a revoked key and does not count."),
    help=N_("If {handle} did say so, {handle} approves again with another key."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
