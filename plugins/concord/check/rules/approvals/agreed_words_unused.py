"""A file in agreed/ was approved by nobody.

What: A file lies in `agreed/` whose bytes no approval names.
Why: The folder is for what all agreed to. Anything else could be something that should not be public.
Bad:
    agreed/9f0e...   # named by no approval
Good:
    agreed/3b1c...   # named by an approval
Fix: Remove the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP018",
    name="agreed-words-unused",
    severity=Severity.WARNING,
    message=N_("Nobody has approved what is kept here."),
    help=N_("Remove this file."),
    demands=("S27", "F11"),
)


def check(context: Context) -> Iterator[Problem]:
    """Names in `agreed/` against every act, and every link of the charter's chain."""
    charter = context.archive.charter
    named = {act.sha256 for statement in context.archive.statements for act in statement.file.value.acts}
    named |= charter.named if charter else frozenset()
    for sha256 in sorted(context.archive.agreed - named):
        yield build_problem(RULE, Location(f"agreed/{sha256}"))
