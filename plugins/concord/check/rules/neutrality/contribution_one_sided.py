"""One side did all the work on an entry that several own.

What: Contributions to an entry that is to be published name sides for what was written or translated, and only one of
the sides that own it is among them. To review, or to agree, is not counted.
Why: Whoever only nods is soon a name on somebody else's page. The page says who worked on it; readers notice.
Bad:
    owned_by: [east, west]
    contributions: [{part: text.en, role: wrote, side: east}]
Good:
    contributions: [{part: text.en, role: wrote, side: east}, {part: text.fr, role: translated, side: west}]
Fix: Ask the other side for a text, a translation or an account of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.check.substance import find_working_sides
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU030",
    name="contribution-one-sided",
    severity=Severity.WARNING,
    message=N_("Of the sides that own this entry only “{side}” wrote or translated anything."),
    help=N_("Ask the other side for a text, a translation or an account of its own."),
    demands=("F08", "S14"),
)


def check(context: Context) -> Iterator[Problem]:
    """Who wrote and translated published entries."""
    for record in context.published:
        owners = set(record.file.value.owned_by)
        working = owners & find_working_sides(record)
        if len(owners) > 1 and len(working) == 1:
            yield build_problem(RULE, record.record.at_key("contributions"), side=working.pop())
