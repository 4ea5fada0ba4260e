"""A signature under a release does not count.

What: It does not fit the bytes of the release, was made for another purpose or with a key that is none of this
person's; or the person was not in office, or the key did not count, on the day of the release.
Why: A release says that every side has built the same site and seen it. Only somebody who may speak for a side can
say so.
Bad:
    releases/3.boris.sig   # made with a key that boris gave up last year
Good:
    releases/3.boris.sig   # made with the key that counts on the day of release 3
Fix: Take this file away and sign the release as it is, with a key that counts: `concord release sign`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.releases import assess_releases
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP111",
    name="release-signature-wrong",
    severity=Severity.ERROR,
    message=N_("The signature of {handle} under release {number} does not count: {what}."),
    help=N_("Take this file away and sign the release as it is, with a key that counts."),
    demands=("S42", "F02", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Signatures that fit the bytes and do not count; those that do not fit `read` has reported."""
    for verdict in assess_releases(context.archive):
        number = str(verdict.release.n)
        for handle, what in verdict.refused.items():
            place = Location(f"releases/{number}.{handle}.sig")
            yield build_problem(RULE, place, handle=handle, number=number, what=what)
