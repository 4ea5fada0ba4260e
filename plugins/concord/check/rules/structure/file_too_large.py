"""A file, a line or a folder is larger than is read.

What: A file has more bytes, lines longer, values more or folders deeper than the limits of the reader.
Why: A file that never ends would stop the check of every other file; limits make each run end.
Bad:
    entries/old-bridge/entry.yml   # 300 MB
Good:
    entries/old-bridge/entry.yml   # some KB
Fix: Divide a long text into several, make a picture smaller, and keep originals outside the archive.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST003",
    name="file-too-large",
    severity=Severity.ERROR,
    message=N_("This is too large: {what}."),
    help=N_("Make it smaller, or divide it."),
    demands=("F12",),
)

check = found_by_reader
