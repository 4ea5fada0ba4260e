"""The review of an entry is overdue.

What: The entry is contested or says something about the present, and the day on which its last review said that the
next one is due has passed. A review stands in `record.yml`, or covers a list of entries in `programme/reviews.yml`.
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
from concord.check.reviews import find_last_reviews
from concord.check.rule import build_problem
from concord.model.entry import EntryFile
from concord.model.items import ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU011",
    name="review-overdue",
    severity=Severity.WARNING,
    message=N_("The next review was due on {due}."),
    help=N_("Have somebody of another side read the entry again, and record the review."),
    demands=("S07",),
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Last reviews of published entries that can go out of date, against the day of judging."""
    last = find_last_reviews(context)
    for record in context.published:
        held = last.get(record.entry.id)
        if held and held.review.due < context.as_of and _goes_out_of_date(record.file.value):
            yield build_problem(RULE, held.at("due"), due=held.review.due)


def _goes_out_of_date(file: EntryFile) -> bool:
    """Whether words were hard to find, or are true of a day only; what is neither does not change by waiting."""
    return file.is_contested or any(claim.type is ClaimType.STATUS for claim in file.claims)
