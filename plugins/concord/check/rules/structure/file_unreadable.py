"""A file cannot be opened or is not text.

What: A file of the archive cannot be opened, is not text in UTF-8, or disappeared while it was being read.
Why: Nobody can agree to words that nobody can read. Reading goes on with the other files, so that one report shows
everything.
Bad:
    a text saved as "Windows-1252" or "UTF-16"
Good:
    the same text saved as UTF-8
Fix: Save the file again as UTF-8 text; if it cannot be opened at all, bring it back from the version before.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST001",
    name="file-unreadable",
    severity=Severity.ERROR,
    message=N_("This file cannot be read: {what}."),
    help=N_("Save the file again as plain text in UTF-8."),
    demands=("F25",),
)

check = found_by_reader
