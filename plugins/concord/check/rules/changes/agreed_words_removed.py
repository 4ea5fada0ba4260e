"""Words that were approved are no longer kept.

What: A file in `agreed/` whose bytes somebody approved was there before this change and is gone.
Why: The site and every proof read agreed words from there. Earlier words stay too: they show what was agreed then.
Bad:
    agreed/3b1c...   # deleted
Good:
    agreed/3b1c...   # as it was
Fix: Bring the file back. What endangers somebody is taken out by a redaction of two safety coordinators.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.redactions import find_licence
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP056",
    name="agreed-words-removed",
    severity=Severity.ERROR,
    message=N_("Words that were approved are no longer kept here."),
    help=N_("Bring this file back; earlier words stay as evidence."),
    demands=("S04", "S42", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Names in `agreed/`, then and now."""
    if context.base is None:
        return
    gone = (context.base.archive.agreed & context.base.kept) - context.archive.agreed
    for sha256 in sorted(gone - find_licence(context)[1]) if gone else ():
        yield build_problem(RULE, Location(f"agreed/{sha256}"))
