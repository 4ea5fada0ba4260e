"""A field that every file of this kind needs is absent.

What: A required field is absent or empty.
Why: A later stage would have to guess, and a guess about heritage is a claim.
Bad:
    title: {hi: पुल}
Good:
    title: {hi: पुल}
    kind: place
Fix: Add the field; docs/reference/fields.md says what it may hold.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST015",
    name="field-missing",
    severity=Severity.ERROR,
    message=N_("The field “{field}” is missing."),
    help=N_("Add the line “{line}”."),
    demands=("S36",),
)

check = found_by_reader
