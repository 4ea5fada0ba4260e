"""A change of what all sides agreed is not in force yet.

What: All who had to have agreed to a change of sides, languages or policy, and the days of notice are not over.
Why: Everybody should be able to see a change of the rules coming. Until that day the rules before it are in force, and
approvals are judged by those.
Bad:
    in_force_from: 2026-05-01   # agreed on 2026-05-01, with 30 days of notice, and today is 2026-05-10
Good:
    in_force_from: 2026-05-01   # and today is 2026-06-01
Fix: Nothing: it comes into force by itself on the day that is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP047",
    name="rules-not-yet",
    severity=Severity.NOTE,
    message=N_("This change of what all sides agreed is in force from {day}; until then the rules before it are."),
    help=N_("There is nothing to do: it comes into force by itself."),
    demands=("S46",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Links that all have agreed to and whose day is still to come."""
    for verdict in context.agreement.rules.links if context.agreement else ():
        if verdict.from_day and not verdict.is_in_force(context.as_of):
            yield build_problem(RULE, verdict.link.at("in_force_from"), day=verdict.from_day)
