"""A finding is to be passed over that nobody may pass over.

What: `suppress` in `record.yml` names a rule that does not exist, an error, or a rule that protects a side.
Why: Bookkeeping is not agreed to by all sides, so it may quieten a reminder and never a safeguard.
Bad:
    suppress:
      - {rule: agreed-words-altered, reason: we know}
Good:
    suppress:
      - {rule: narrative-unequal, reason: Both desks chose these lengths on 3 May.}
Fix: Remove the line, and mend what the rule reports.
"""

from __future__ import annotations

from concord.check.rule import found_by_runner
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST025",
    name="suppression-refused",
    severity=Severity.ERROR,
    message=N_("“{name}” cannot be passed over."),
    help=N_("Remove this line, and mend what the rule reports."),
    demands=("S04", "F03"),
)

check = found_by_runner
