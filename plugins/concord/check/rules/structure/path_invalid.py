"""The name of a file or folder cannot be used everywhere.

What: A name holds letters other than the layout asks for, differs from another only in large and small letters, or
cannot be stored on Windows.
Why: Contributors of all sides have different computers; a name that exists on one and not on another divides the
archive.
Bad:
    entries/Old Bridge/
Good:
    entries/old-bridge/
Fix: Rename it with small letters a-z, digits and single hyphens.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST006",
    name="path-invalid",
    severity=Severity.ERROR,
    message=N_("The name “{name}” cannot be used here."),
    help=N_("Rename it: {what}."),
    demands=("F25",),
)

check = found_by_reader
