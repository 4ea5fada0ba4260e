"""An embargo has no end.

What: `access` is `embargo` and there is no `embargo_until`, or there is one and `access` is something else.
Why: What is held back without a day for it is held back for ever, and nobody need ever give a reason.
Bad:
    access: embargo
Good:
    access: embargo
    embargo_until: 2030-12-31
Fix: Agree on a last day. What is to stay closed has `access: closed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.entry import Access
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT015",
    name="embargo-undated",
    severity=Severity.ERROR,
    message=N_("An embargo and its last day go together; here is one without the other."),
    help=N_("Write access: embargo and embargo_until with a day, or neither."),
    demands=("S27", "F11"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Embargoes against their last days."""
    for _, file in context.entries:
        is_held = file.value.access is Access.EMBARGO
        if is_held and not file.value.embargo_until:
            yield build_problem(RULE, file.at("access"))
        if file.value.embargo_until and not is_held:
            yield build_problem(RULE, file.at("embargo_until"))
