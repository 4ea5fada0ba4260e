"""A text is not in the one form that the archive keeps.

What: The file has a byte order mark, other line ends than LF, no line end at its end, or letters that are not
composed as in Unicode NFC.
Why: Approvals name exact bytes. Two files that look the same must be the same, on every computer.
Bad:
    a file saved by an old Windows editor (BOM, CRLF)
Good:
    the same file after `concord fmt`
Fix: Run `concord fmt`; nothing that readers see changes. Approvals, agreed words and links of the chain are never
mended, since their bytes are what was said: fetch the archive anew with `git clone -c core.autocrlf=false ADDRESS`.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST012",
    name="text-not-canonical",
    severity=Severity.ERROR,
    message=N_("This is not in the form that the archive keeps: {what}."),
    help=N_("Run: concord fmt"),
    demands=("F25",),
)

check = found_by_reader
