"""The history of what all sides agreed about the archive was cut or rewritten.

What: A file in `charter/chain/` that was there before this change is gone or has other bytes.
Why: Each of these files seals the rules by which everybody is judged, and the first one is what every approval names.
Whoever changes one makes another archive with other rules and the same name.
Bad:
    charter/chain/2.yml   # deleted, or written anew
Good:
    charter/chain/3.yml   # a further one
Fix: Bring the file back as it was. Rules change by a further seal that all sides agree to.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP055",
    name="rules-history-changed",
    severity=Severity.ERROR,
    message=N_("What all sides agreed as number {number} about the archive is gone or was rewritten."),
    help=N_("Bring this file back as it was; rules change only by a further seal."),
    demands=("S46", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Links of the chain, then and now."""
    before = context.base.archive.charter if context.base else None
    after = context.archive.charter
    if before is None or after is None:
        return
    now = {link.value.n: link.document.raw for link in after.chain}
    for link in before.chain:
        if now.get(link.value.n) != link.document.raw:
            yield build_problem(RULE, Location(link.document.path), number=str(link.value.n))
