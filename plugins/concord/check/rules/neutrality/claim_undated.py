"""A claim about the present has no date.

What: A claim of type `status` lacks `as_of`.
Why: A road that is open today may be closed tomorrow. Undated, the sentence turns into a falsehood, and then into
an accusation.
Bad:
    {id: c3, type: status, text: {...}, sources: [s5]}
Good:
    {id: c3, type: status, as_of: 2025-05, text: {...}, sources: [s5]}
Fix: Add the day, month or year of the source that says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU008",
    name="claim-undated",
    severity=Severity.ERROR,
    message=N_("This says how things are and not when."),
    help=N_("Add as_of with the date of the source that says so."),
    demands=("S37", "F19"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Claims that are true of a day only."""
    for _, file in context.entries:
        for index, claim in enumerate(file.value.claims):
            if claim.type is ClaimType.STATUS and claim.as_of is None:
                yield build_problem(RULE, file.at("claims", index))
