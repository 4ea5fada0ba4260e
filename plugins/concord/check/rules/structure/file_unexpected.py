"""A file has no place in the archive's layout.

What: A file or folder has a name that means nothing here. It is ignored: it appears nowhere on the site.
Why: A misspelt name would otherwise lose a text without a word.
Bad:
    entries/old-bridge/txt.hi.md
Good:
    entries/old-bridge/text.hi.md
Fix: Correct the name, or remove the file.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST004",
    name="file-unexpected",
    severity=Severity.WARNING,
    message=N_("“{name}” has no place here and is ignored."),
    help=N_("Correct its name, or remove it. The names that count are listed in docs/formats.md."),
    demands=("S27",),
)

check = found_by_reader
