"""An entry lacks one of its two files.

What: The folder of an entry has no `entry.yml` (what is agreed to) or no `record.yml` (bookkeeping).
Why: Without the first nobody knows what the entry says; without the second nobody knows what is asked for it.
Bad:
    entries/old-bridge/entry.yml
Good:
    entries/old-bridge/entry.yml
    entries/old-bridge/record.yml
Fix: Add the file that is missing, or remove the folder if the entry was never begun.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST002",
    name="file-missing",
    severity=Severity.ERROR,
    message=N_("The file {file} is missing from this entry."),
    help=N_("Add {file} to the entry's folder."),
    demands=("S36",),
)

check = found_by_reader
