"""An entry belongs to one side alone.

What: `owned_by` names one side only.
Why: The archive holds what is shared. What one side owns alone has a place in its own archive, or in its own
account.
Bad:
    owned_by: [east]
Good:
    owned_by: [east, west]
Fix: Name the sides that own it together, and ask the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU001",
    name="sole-side",
    severity=Severity.ERROR,
    message=N_("Only {count} side owns this entry; at least two do."),
    help=N_("Name under owned_by every side that owns it together."),
    demands=("S03",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Owners of every entry."""
    for _, file in context.entries:
        owners = set(file.value.owned_by)
        # A draft without owners is everybody's until a steward asks; publication-incomplete asks for them then.
        if len(owners) == 1:
            yield build_problem(RULE, file.at("owned_by"), count=str(len(owners)))
