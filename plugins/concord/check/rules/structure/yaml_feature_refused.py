"""A feature of YAML is used that the archive does not allow.

What: Anchors, aliases, merge keys, tags, several documents in a file, directives and lists used as names are
refused.
Why: They let one line change the meaning of another far away, and different programs read them differently.
Bad:
    summary: &s {hi: एक पुल}
    title: *s
Good:
    summary: {hi: एक पुल}
    title: {hi: एक पुल}
Fix: Write the value out where it is needed. A value that begins with * & ! or % needs quotation marks.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST009",
    name="yaml-feature-refused",
    severity=Severity.ERROR,
    message=N_("This uses {what}, which is not allowed here."),
    help=N_("Write the value out. A value that begins with * & ! or % needs quotation marks."),
    demands=("F25",),
)

check = found_by_reader
