"""A redaction is recorded to which two safety coordinators have not agreed.

What: A record in `programme/redactions.yml` lacks the word of safety coordinators of two different sides, or they are
not those whom it names.
Why: To take words out of the history is the one thing that nobody can undo. One side alone must never be able to.
Bad:
    by: [amina, anwar]   # both of one side
Good:
    by: [amina, boris]   # one of each side, both in office for safety, and each has agreed
Fix: Have the coordinators named in the record agree to it: concord redact
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.redactions import FEWEST_SIDES, find_agreeing
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP094",
    name="redaction-unagreed",
    severity=Severity.ERROR,
    message=N_("Two safety coordinators of different sides have not agreed to redaction {number}."),
    help=N_("Have those whom it names agree to it: concord redact"),
    demands=("F09", "F10"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every record, by the rules in force."""
    file = context.archive.programme.redactions
    rules = context.agreement.rules.charter if context.agreement else None
    if file is None or rules is None:
        return
    for index, one in enumerate(file.value.redactions):
        if len(find_agreeing(context.archive, rules, one, context.as_of)) < FEWEST_SIDES:
            yield build_problem(RULE, file.at("redactions", index, "by"), number=str(one.n))
