"""A signature was made for another purpose.

What: The signature is one of a commit, a file or another tool, not one of an approval in an archive. The approval
is not read.
Why: Whoever signs something else has not said yes to words. Each purpose has its own name inside the signature.
Bad:
    ssh-keygen -Y sign -n git
Good:
    concord sign
Fix: Remove the `.sig` file; the person signs with `concord sign`.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP033",
    name="signature-purpose",
    severity=Severity.ERROR,
    message=N_("This signature was made for another purpose ({name})."),
    help=N_("Remove this file; {handle} then runs: concord sign"),
    demands=("S04", "F03"),
    protects_side=True,
)

check = found_by_reader
