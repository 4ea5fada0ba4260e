"""An approval is dated after the day of judging.

What: The day of the approval has not come yet on the day for which the archive is judged.
Why: Nothing may be published on the strength of a day to come.
Bad:
    date: 2099-01-01
Good:
    date: (the day it was given)
Fix: Wait for the day, write the right one in a new approval, or judge with a later --as-of.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP006",
    name="approval-from-future",
    severity=Severity.ERROR,
    message=N_("This approval is dated {date}; the archive is judged as of {as_of}."),
    help=N_("Wait for that day, or write a new approval with the right one."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
