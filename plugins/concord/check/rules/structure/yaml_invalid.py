"""A YAML file is not well formed.

What: The file does not follow the rules of YAML at the place shown.
Why: A guess at what was meant could publish what nobody wrote.
Bad:
    title: {hi: पुल, ur: پل
Good:
    title: {hi: पुल, ur: پل}
Fix: Look at the place shown and at the line above it: a colon, a bracket, a quotation mark or the indentation is
amiss.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST007",
    name="yaml-invalid",
    severity=Severity.ERROR,
    message=N_("This cannot be understood: {what}."),
    help=N_("Look here and at the line above: a colon, bracket, quotation mark or indent is amiss."),
    demands=("F25",),
)

check = found_by_reader
