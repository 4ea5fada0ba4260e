"""A signature does not fit the approval it stands beside.

What: The approval was changed after it was signed, or the signature was made of something else. The approval is not
read.
Why: A signature is for exact bytes. A changed letter means that nobody has signed this.
Bad:
    statements/amina/3.yml, edited after it was signed
Good:
    statements/amina/3.yml, as it was signed
Fix: Bring back the file as it was signed. Never edit an approval: write a new one with `concord approve`.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP032",
    name="signature-wrong",
    severity=Severity.ERROR,
    message=N_("The signature does not fit this approval of {handle}: {what}."),
    help=N_("Bring back the file as it was signed; never edit an approval."),
    demands=("S04", "F02", "F03"),
    protects_side=True,
)

check = found_by_reader
