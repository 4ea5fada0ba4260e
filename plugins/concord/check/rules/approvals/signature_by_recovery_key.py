"""An approval was signed with the key that is kept for an emergency.

What: A key marked `recovery` counts while its owner has no other key in force. Here there was one. The approval
does not count.
Why: A key that is kept in a safe place is used when the others are lost. Used every day it would be lost with them.
Bad:
    signed with a key marked recovery: true
Good:
    signed with the key of every day
Fix: Sign with the other key. If that one is lost, have its last day written into `people.yml` first.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP038",
    name="signature-by-recovery-key",
    severity=Severity.ERROR,
    message=N_("{handle} signed approval number {seq} with the key that is kept for an emergency."),
    help=N_("Sign with the other key; if it is lost, have its last day written into people.yml."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
