"""An approval has to be signed and is not.

What: Policy asks for signed approvals, and no signature lies beside this one. It is not even read.
Why: Without a signature, whoever may write into the repository could say yes in somebody's name.
Bad:
    statements/amina/3.yml
Good:
    statements/amina/3.yml, statements/amina/3.yml.sig
Fix: The person signs it: `concord sign --as HANDLE --key KEYFILE`. If the person did not write it, remove it.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP030",
    name="signature-missing",
    severity=Severity.ERROR,
    message=N_("This approval of {handle} is not signed."),
    help=N_("If {handle} wrote it: concord sign --as {handle} --key KEYFILE. If not, remove it."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
