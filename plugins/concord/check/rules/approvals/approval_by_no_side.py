"""Somebody who speaks for no side approved.

What: A facilitator, or a person without a side, gave an approval.
Why: A facilitator helps all sides and therefore decides for none.
Bad:
    statements/facilitator/1.yml
Good:
    statements/amina/1.yml   # a steward of a side
Fix: Remove the approval; a steward of the side approves.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP008",
    name="approval-by-no-side",
    severity=Severity.ERROR,
    message=N_("{handle} speaks for no side, so this approval does not count."),
    help=N_("A steward of the side has to approve."),
    demands=("S39", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
