"""A stub rests on the sources of some of its sides only.

What: An entry stands as a stub, none of its sources is from outside, and an owning side has none.
Why: A stub decides nothing. A reader who wants to know more must be able to follow every side's trail from it.
Bad:
    stub: {why: ...}
    sources: [{id: s1, side: east, ...}]
Good:
    stub: {why: ...}
    sources: [{id: s1, side: east, ...}, {id: s2, side: west, ...}]
Fix: Add a source of the side that has none, or one from outside.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU040",
    name="stub-one-sided",
    severity=Severity.ERROR,
    message=N_("This stub has no source of the side “{side}”, and none from outside."),
    help=N_("Add a source of this side, or one from outside."),
    demands=("F16", "S38", "S40"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Sources of stubs by owning side; that there is a source at all is publication-incomplete's."""
    for _, file in context.entries:
        origins = {source.side for source in file.value.sources}
        if file.value.stub and origins and None not in origins:
            for side in file.value.owned_by:
                if side not in origins:
                    yield build_problem(RULE, file.at_key("sources"), side=side)
