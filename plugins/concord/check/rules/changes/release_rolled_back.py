"""A release that was there was taken away or changed, or a new one goes back behind it.

What: A file `releases/<n>.yml` or a signature under it that was there before this change is gone or has other bytes.
Or a new release is built for an earlier day, by older rules, or names fewer approvals of somebody than the one before.
Why: What every side has signed is the proof against whoever would turn the archive back. It must not go back itself.
Bad:
    releases/2.yml   # deleted, or written anew
Good:
    releases/3.yml   # a further one
Fix: Bring this file back as it was. Prepare a new release from the archive as all sides have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.releases import find_backward
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP112",
    name="release-rolled-back",
    severity=Severity.ERROR,
    message=N_("Release {number} was taken away or changed, or goes back behind the one before it."),
    help=N_("Bring this file back as it was; a new release never goes back."),
    demands=("S42", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Releases and signatures that were there, then the steps of the new ones."""
    if context.base is None:
        return
    now = {release.n: release for release in context.archive.releases}
    for old in context.base.archive.releases:
        new, number = now.get(old.n), str(old.n)
        if new is None or new.sha256 != old.sha256:
            yield build_problem(RULE, Location(old.file.document.path), number=number)
            continue
        for handle in sorted(old.signatures.keys() - new.signatures.keys()):
            yield build_problem(RULE, Location(f"releases/{number}.{handle}.sig"), number=number)
    known = {release.n for release in context.base.archive.releases}
    for new in context.archive.releases:
        before = now.get(new.n - 1)
        if before and new.n not in known:
            for path in find_backward(new, before):
                yield build_problem(RULE, new.file.at(*path), number=str(new.n))
