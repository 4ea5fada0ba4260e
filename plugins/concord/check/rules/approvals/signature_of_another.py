"""An approval was signed by somebody else.

What: The key that signed belongs to another person of the archive, maybe of another side. The approval is not read.
Why: Nobody says yes for another, and no side for the other.
Bad:
    statements/amina/3.yml, signed by boris
Good:
    statements/amina/3.yml, signed by amina
Fix: Remove the `.sig` file; the person signs with a key of their own.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP035",
    name="signature-of-another",
    severity=Severity.ERROR,
    message=N_("{other} signed this approval of {handle}."),
    help=N_("Remove this file; {handle} signs with a key of their own."),
    demands=("S04", "F03"),
    protects_side=True,
)

check = found_by_reader
