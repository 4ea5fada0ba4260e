"""A signature is not in the one form a signature has.

What: The file is not what `ssh-keygen -Y sign` writes, byte for byte: too long, cut short, spelt otherwise, or of a
kind that is not taken. The approval beside it is not read.
Why: Only one form is taken, so that nobody can hide anything in a signature or lay a second one beside it.
Bad:
    -----BEGIN SSH SIGNATURE----- (and spaces at the ends of lines)
Good:
    -----BEGIN SSH SIGNATURE-----
Fix: Remove the `.sig` file and sign anew with `concord sign`.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP031",
    name="signature-malformed",
    severity=Severity.ERROR,
    message=N_("This is no signature in the form that is taken: {what}."),
    help=N_("Remove this file; {handle} then runs: concord sign"),
    demands=("S04", "F03"),
    protects_side=True,
)

check = found_by_reader
