"""An approval comes from somebody whom the archive does not know.

What: The folder's name is no handle in `charter/people.yml`.
Why: Only people whom a side has named may speak for it.
Bad:
    statements/nobody/1.yml
Good:
    statements/amina/1.yml   # amina stands in people.yml
Fix: Correct the folder's name, or have the side name the person.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP007",
    name="approval-person-unknown",
    severity=Severity.ERROR,
    message=N_("Nobody here is called “{handle}”."),
    help=N_("Correct the folder's name, or have a side name this person in people.yml."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
