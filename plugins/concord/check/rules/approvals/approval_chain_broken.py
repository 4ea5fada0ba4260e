"""Approvals of a person do not follow one another.

What: A person's files must be numbered 1, 2, 3 without a gap, and each must name the exact file before it.
Why: So nobody can take an approval away, or slip one in between, without its being seen.
Bad:
    statements/amina/1.yml
    statements/amina/3.yml
Good:
    statements/amina/1.yml
    statements/amina/2.yml
Fix: Bring back the file that is missing or was changed; never edit an approval, write a new one with `concord
approve`.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP001",
    name="approval-chain-broken",
    severity=Severity.ERROR,
    message=N_("This approval (number {seq} of {handle}) does not follow the one before it."),
    help=N_("Bring back the missing or changed file. Never edit an approval: write a new one with concord approve."),
    demands=("S04", "F02", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
