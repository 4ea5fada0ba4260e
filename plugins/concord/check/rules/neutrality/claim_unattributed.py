"""A contested claim does not say who makes it.

What: A claim of type `contested` has nobody under `by`.
Why: What is disputed is somebody's word. Without a name it would be said in the voice of all.
Bad:
    {id: c2, type: contested, text: {...}, sources: [s4]}
Good:
    {id: c2, type: contested, by: [west], text: {...}, sources: [s4]}
Fix: Name the sides that say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU009",
    name="claim-unattributed",
    severity=Severity.ERROR,
    message=N_("This claim is contested and nobody is named who makes it."),
    help=N_("Name under by the sides that say so."),
    demands=("S01", "S37"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Contested claims without a speaker."""
    for _, file in context.entries:
        for index, claim in enumerate(file.value.claims):
            if claim.type is ClaimType.CONTESTED and not claim.by:
                yield build_problem(RULE, file.at("claims", index))
