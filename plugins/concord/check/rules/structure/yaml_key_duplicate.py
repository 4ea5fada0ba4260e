"""A name stands twice in one mapping.

What: The same name has two values in the same place, perhaps in two spellings that look alike.
Why: Most programs silently keep one of the two; sides could believe they agreed to the other.
Bad:
    title: {hi: पुल}
    title: {hi: नया पुल}
Good:
    title: {hi: पुल}
Fix: Keep one of the two.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST010",
    name="yaml-key-duplicate",
    severity=Severity.ERROR,
    message=N_("“{key}” stands here a second time."),
    help=N_("Keep one of the two."),
    demands=("F25", "S04"),
)

check = found_by_reader
