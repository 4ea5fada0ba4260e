"""Most sources of a contested entry come from one side.

What: The entry is contested, has four sources or more, and three quarters of them or more were published by one side.
Why: Each claim may be well founded and the whole still lean. Readers of the other side count.
Bad:
    sources: four, of which side east published three
Good:
    sources: four, of which side east published two
Fix: Look for what the other sides, or somebody outside, have published. If there is nothing, say so under `suppress`
in `record.yml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU027",
    name="sources-one-sided",
    severity=Severity.WARNING,
    message=N_("{count} of {all} sources of this contested entry come from the side “{side}”."),
    help=N_("Look for sources of other sides or from outside; if there are none, say so under suppress in record.yml."),
    demands=("S38", "F12"),
)

FEWEST = 4
# Three quarters.
PART, OF = 3, 4


def check(context: Context) -> Iterator[Problem]:
    """Where the sources of contested entries were published."""
    for _, file in context.entries:
        sources = file.value.sources
        if file.value.is_contested and len(sources) >= FEWEST:
            for side, count in Counter(source.side for source in sources if source.side).items():
                if count * OF >= len(sources) * PART:
                    numbers = {"count": str(count), "all": str(len(sources))}
                    yield build_problem(RULE, file.at_key("sources"), side=side, **numbers)
