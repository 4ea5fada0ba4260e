"""A link or device stands where a file should be.

What: A symbolic link or a special file stands somewhere under `archive/`.
Why: A link could bring into the site what was never sent to the archive, or make the check wait for ever.
Bad:
    entries/old-bridge/text.hi.md -> ../../../notes/private.md
Good:
    entries/old-bridge/text.hi.md   # the text itself
Fix: Put the file itself where the link is.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST005",
    name="file-not-plain",
    severity=Severity.ERROR,
    message=N_("This is {what}, not a plain file."),
    help=N_("Put the file itself here."),
    demands=("S27", "F11"),
)

check = found_by_reader
