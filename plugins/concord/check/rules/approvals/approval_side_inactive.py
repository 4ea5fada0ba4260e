"""A side that is paused or has left approved.

What: On that day the person's side was paused, had withdrawn, or is not known.
Why: A side that has stepped back is not spoken for; what it agreed to before stays agreed.
Bad:
    status: paused
    status_since: 2026-05-01   # approval of 2026-06-01
Good:
    status: active
Fix: Wait until the side is active again.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP010",
    name="approval-side-inactive",
    severity=Severity.ERROR,
    message=N_("The side of {handle} was not active on {date}."),
    help=N_("Wait until the side is active again."),
    demands=("S41", "F01"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
