"""The releases of the archive do not follow one another, or name something that is not here.

What: Files in `releases/` must be numbered 1, 2, 3 without a gap. Each names the exact one before it, this archive, the
rules in force on its day, and the last approval of each person as it still is.
Why: A release is what every side has built and signed. Whoever takes an approval or a release away afterwards
contradicts a file that all have signed.
Bad:
    releases/1.yml
    releases/3.yml
Good:
    releases/1.yml
    releases/2.yml
Fix: Bring back the file that is missing or was changed. Never edit a release; prepare another one with
`concord release prepare`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.releases import find_chain_faults
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP110",
    name="release-chain-broken",
    severity=Severity.ERROR,
    message=N_("Release {number} does not follow the one before it, or names something that is not here."),
    help=N_("Bring back the missing or changed file; never edit a release."),
    demands=("S42", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Numbers, days, rules and approvals that releases name."""
    for fault in find_chain_faults(context.archive):
        yield build_problem(RULE, fault.release.file.at(*fault.path), number=str(fault.release.n))
