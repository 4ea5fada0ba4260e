"""An approval was signed with a key that nobody here has.

What: The signature is right, but its key stands with nobody in `people.yml`, or stands there by a change to which not
all who are asked have agreed yet, or whose days still run. The approval is not read.
Why: Anybody can make a key. Only those count that the sides have written down.
Bad:
    signed with a key that people.yml does not name
Good:
    signed with a key of the person in people.yml
Fix: Sign with a key that stands in `people.yml` and counts already, or have the side add this one there.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP034",
    name="signature-key-unknown",
    severity=Severity.ERROR,
    message=N_("No one here has the key with which this approval of {handle} was signed."),
    help=N_("Sign with a key that stands in people.yml and counts already, or have the side add this one."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
