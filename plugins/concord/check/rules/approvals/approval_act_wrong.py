"""An approval is of the wrong kind.

What: Words of all sides are agreed to (`agree`); a side's own account is owned by that side (`own`) and seen by the
others (`seen`).
Why: Nobody has a veto over the other side's account, and everybody has one over what all say together.
Bad:
    act: agree
    part: narrative.east.hi
Good:
    act: own   # by a steward of east
Fix: Write a new approval with `concord approve`, which chooses the right kind.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP012",
    name="approval-act-wrong",
    severity=Severity.ERROR,
    message=N_("“{act}” does not fit {part} for the side of {handle}."),
    help=N_("Write a new approval with concord approve, which chooses the right kind."),
    demands=("S04", "S09", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
