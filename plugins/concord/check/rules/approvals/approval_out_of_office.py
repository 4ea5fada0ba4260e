"""Somebody approved outside a term of office.

What: On that day the person was no steward.
Why: Offices rotate; power does not outlast them.
Bad:
    date: 2027-06-01   # the term ended 2026-12-31
Good:
    date: 2026-06-01
Fix: A steward who is in office approves, or the side renews the term in people.yml.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP009",
    name="approval-out-of-office",
    severity=Severity.ERROR,
    message=N_("{handle} was no steward on {date}."),
    help=N_("Ask a steward who is in office, or have the side renew the term."),
    demands=("S05", "S22", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
