"""Not every side has signed the last release.

What: Somebody has written down what the site is made of, and a side has not signed it yet. Nothing waits for that:
agreed words are published all the same, and a page tells that how the pages look is not agreed to.
Why: How pages look and what they say around the agreed words can favour a side as well. So every side builds the
site for itself, compares and signs.
Bad:
    releases/3.yml
    releases/3.amina.sig   # signed by one of two sides
Good:
    releases/3.yml
    releases/3.amina.sig
    releases/3.boris.sig
Fix: Ask the side that is missing to run `concord release sign`. When something has changed since, prepare another
release.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.releases import assess_release, find_newest
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP113",
    name="release-unsigned",
    severity=Severity.WARNING,
    message=N_("Not every side has signed release {number}; missing: {sides}."),
    help=N_("Every side builds the same site, compares and signs; or prepare another release."),
    demands=("S42",),
    protects_side=True,
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """The last release alone: who let an older one lie has nothing to do about it."""
    release = find_newest(context.archive.releases)
    if release is None:
        return
    verdict = assess_release(context.archive, release)
    if not verdict.is_complete:
        yield build_problem(RULE, release.file.at("n"), number=str(release.n), sides=", ".join(verdict.missing) or "-")
