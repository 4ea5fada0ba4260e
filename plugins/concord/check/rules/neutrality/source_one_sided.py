"""A contested claim rests on sources of one side alone.

What: All sources of a claim of type `contested` were published by the same side.
Why: What the others have written about it should be a click away, and somebody outside if there is anybody.
Bad:
    claims:
      - {id: c1, type: contested, sources: [s1], ...}   # s1: side east
Good:
    claims:
      - {id: c1, type: contested, sources: [s1, s4], ...}   # s4: side west
Fix: Add a source of another side or from outside.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU007",
    name="source-one-sided",
    severity=Severity.WARNING,
    message=N_("Every source of this claim comes from the side “{side}”."),
    help=N_("Add a source of another side or from outside."),
    demands=("S37", "S38"),
)


def check(context: Context) -> Iterator[Problem]:
    """Origins of the sources of contested claims."""
    for _, file in context.entries:
        origin = {source.id: source.side for source in file.value.sources}
        for index, claim in enumerate(file.value.claims):
            sides = {origin[source] for source in claim.sources if source in origin}
            if claim.type is ClaimType.CONTESTED and len(sides) == 1 and (side := sides.pop()):
                yield build_problem(RULE, file.at("claims", index, "sources"), side=side)
