"""Something hidden stands in a signed approval.

What: The signature fits, but the file holds a character that no approval needs: one that is not seen, or a letter
that looks like another. It is not read.
Why: People sign what they see. The tool writes approvals in plain letters only, so anything else was put there.
Bad:
    about: entries/old-bridge (and a mark that is not seen)
Good:
    about: entries/old-bridge
Fix: Remove the approval and its signature, and write it with `concord approve --sign`.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP040",
    name="signed-characters",
    severity=Severity.ERROR,
    message=N_("A character stands here that no approval needs."),
    help=N_("Remove this approval and its signature; {handle} approves again."),
    demands=("S04", "F03", "F20"),
    protects_side=True,
)

check = found_by_reader
