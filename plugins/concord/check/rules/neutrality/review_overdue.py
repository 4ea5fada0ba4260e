"""The review of an entry is overdue.

What: The day on which the last review said that the next one is due has passed.
Why: What was fair two years ago may not be today. The sides promised each other to look again.
Bad:
    reviews:
      - {date: 2025-01-10, by: amina, due: 2025-07-10}
Good:
    reviews:
      - {date: 2026-07-02, by: boris, due: 2027-01-02}
Fix: Have somebody of another side than the last editor's read the entry again, and record the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU011",
    name="review-overdue",
    severity=Severity.WARNING,
    message=N_("The next review was due on {due}."),
    help=N_("Have somebody of another side read the entry again, and record the review."),
    demands=("S07",),
)


def check(context: Context) -> Iterator[Problem]:
    """Last reviews of published entries against the day of judging."""
    for record in context.published:
        reviews = record.record.value.reviews
        last = max(range(len(reviews)), key=lambda index: reviews[index].on, default=None)
        if last is not None and reviews[last].due < context.as_of:
            yield build_problem(RULE, record.record.at("reviews", last, "due"), due=reviews[last].due)
