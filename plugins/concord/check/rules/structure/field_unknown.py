"""A field has a name that nothing reads.

What: A file holds a field that files of its kind do not have.
Why: It is nearly always a slip, and what stands in it would be lost.
Bad:
    sumary: {hi: एक पुल}
Good:
    summary: {hi: एक पुल}
Fix: Correct the name, or remove the field.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST016",
    name="field-unknown",
    severity=Severity.ERROR,
    message=N_("The field “{field}” is not known here."),
    help=N_("Correct or remove it. {hint}"),
    demands=("S36",),
)

check = found_by_reader
