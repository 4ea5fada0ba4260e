"""The last day of an embargo has passed.

What: `embargo_until` lies before the day of judging, and `access` still says `embargo`. Nothing opens by itself.
Why: A day was promised. Whoever waited for it should find an answer, and people decide, not a calendar.
Bad:
    access: embargo
    embargo_until: 2025-12-31      # the day is 2026-06-01
Good:
    access: embargo
    embargo_until: 2030-12-31
Fix: Decide together: bring the words and open the entry, agree on a new day, or close it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.entry import Access
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT016",
    name="embargo-over",
    severity=Severity.WARNING,
    message=N_("The last day of this embargo, {until}, has passed."),
    help=N_("Decide together: open the entry, agree on a new day, or close it."),
    demands=("S27",),
    protects_side=True,
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Last days of embargoes against the day of judging."""
    for _, file in context.entries:
        until = file.value.embargo_until
        if file.value.access is Access.EMBARGO and until and until < context.as_of:
            yield build_problem(RULE, file.at("embargo_until"), until=until)
