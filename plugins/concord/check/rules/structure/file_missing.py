"""An entry has no file that says what it is.

What: The folder of an entry has no `entry.yml`. A `record.yml` may be absent: the entry is a draft then.
Why: Without it nobody knows what the texts and pictures beside it are about, and whether they may be shared.
Bad:
    entries/old-bridge/text.hi.md
Good:
    entries/old-bridge/entry.yml
    entries/old-bridge/text.hi.md
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
