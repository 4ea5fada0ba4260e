"""A side reviews what it alone has written.

What: A review in `record.yml` or `programme/reviews.yml` is by somebody of a side, and all contributions to the entry
that name a side (`wrote` or `translated`) are of that same side.
Why: The sides promised each other to look at each other's work. A side that looks at its own has looked at nothing.
Bad:
    contributions: [{part: text.en, role: wrote, side: east}]
    reviews: [{date: 2026-02-01, by: boris, due: 2026-08-01}]   # boris: side east
Good:
    contributions: [{part: text.en, role: wrote, side: east}]
    reviews: [{date: 2026-02-01, by: amina, due: 2026-08-01}]   # amina: side west
Fix: Have somebody of another side, or of none, read the entry, and record that review.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.reviews import iter_reviews
from concord.check.rule import build_problem
from concord.check.substance import find_working_sides
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU024",
    name="review-by-own-side",
    severity=Severity.ERROR,
    message=N_("The side “{side}” alone wrote “{entry}”, and this review of it is by the same side."),
    help=N_("Have somebody of another side, or of none, read the entry, and record that review."),
    demands=("S07",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Reviews against who wrote and translated what they cover."""
    charter = context.archive.charter
    people = charter.people.value.people if charter else {}
    working = {record.entry.id: find_working_sides(record) for record in context.records}
    for held in iter_reviews(context):
        side = people[held.review.by].side if held.review.by in people else None
        for entry in held.entries:
            if side and working.get(entry) == frozenset({side}):
                yield build_problem(RULE, held.at("by"), side=side, entry=entry)
