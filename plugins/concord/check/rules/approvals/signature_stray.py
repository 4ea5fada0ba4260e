"""A signature stands beside nothing.

What: A signature is named like the approval it signs, with `.sig` behind it: `3.yml.sig` beside `3.yml`. This one
has no such approval, or another spelling of the name.
Why: Some systems take two spellings for one file, and then nobody knows which signature was meant.
Bad:
    statements/amina/3.sig
Good:
    statements/amina/3.yml.sig
Fix: Bring back the approval, or remove the signature.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP039",
    name="signature-stray",
    severity=Severity.ERROR,
    message=N_("The signature {name} belongs to no approval here."),
    help=N_("Bring back the approval it was made of, or remove this file."),
    demands=("S04", "F02", "F03"),
    protects_side=True,
)

check = found_by_reader
