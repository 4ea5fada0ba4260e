"""A field holds a value that it cannot hold.

What: The value is of another kind than the field asks for, or is not one of its choices.
Why: It cannot be shown, compared or agreed to with a sure meaning.
Bad:
    contested: perhaps
Good:
    contested: true
Fix: Write a value of the kind that the message names.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST017",
    name="field-invalid",
    severity=Severity.ERROR,
    message=N_("“{field}” should be {expected}; here stands “{found}”."),
    help=N_("Write {expected}."),
    demands=("S36",),
)

check = found_by_reader
