"""The next review is put off longer than all sides agreed.

What: `due` of a review lies later than its `date` and the `review_months` of the policy.
Why: Whoever records the review also writes when the next one is due. Nobody should be able to write “in ten years”.
Bad:
    {date: 2026-02-01, by: amina, due: 2036-02-01}   # review_months: 6
Good:
    {date: 2026-02-01, by: amina, due: 2026-08-01}
Fix: Write the day that the policy gives, or an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.days import add_months
from concord.check.reviews import iter_reviews
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU025",
    name="review-too-far",
    severity=Severity.ERROR,
    message=N_("All sides agreed that the next review is due by {latest} at the latest."),
    help=N_("Write that day or an earlier one."),
    demands=("S07",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Due days of all reviews against the policy."""
    policy = context.agreement.policy if context.agreement else None
    for held in iter_reviews(context) if policy else ():
        latest = add_months(held.review.on, policy.review_months) if policy else ""
        if held.review.due > latest:
            yield build_problem(RULE, held.at("due"), latest=latest)
