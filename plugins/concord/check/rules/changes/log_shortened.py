"""A review or a dispute was taken out of the record.

What: A dispute below `programme/disputes/`, a round in `programme/reviews.yml` or a review in an entry's `record.yml`
that was there before this change is gone.
Why: That the sides quarrelled, and who looked at what, is part of the history of the archive. It may be embarrassing;
it may not disappear.
Bad:
    programme/disputes/ferry.yml   # deleted
Good:
    programme/disputes/ferry.yml with closed and outcome
Fix: Bring it back. A dispute that is over gets the day of its closing and its outcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP073",
    name="log-shortened",
    severity=Severity.ERROR,
    message=N_("{what} was taken out of the record."),
    help=N_("Bring it back; these records only grow."),
    demands=("S40", "S07", "F02"),
    protects_side=True,
)
_DISPUTE, _ROUND, _REVIEW = N_("The dispute {name}"), N_("The review round {name}"), N_("The review of {name}")


def check(context: Context) -> Iterator[Problem]:
    """Disputes by name, rounds by id, reviews of entries by day and person."""
    if context.base is None:
        return
    before, after = context.base.archive.programme, context.archive.programme
    for id_, file in before.disputes.items():
        if id_ not in after.disputes and file.document.path not in context.faulty:
            yield build_problem(RULE, Location(file.document.path), what=_DISPUTE, name=id_)
    if before.reviews and before.reviews.document.path not in context.faulty:
        now = {round_.id for round_ in after.reviews.value.reviews} if after.reviews else set()
        for round_ in before.reviews.value.reviews:
            if round_.id not in now:
                yield build_problem(RULE, Location(before.reviews.document.path), what=_ROUND, name=round_.id)
    yield from _check_records(context)


def _check_records(context: Context) -> Iterator[Problem]:
    for id_, entry in context.base.archive.entries.items() if context.base else ():
        now = context.archive.entries.get(id_)
        if entry.record is None or now is None or now.record is None:
            continue
        kept = {(review.on, review.by) for review in now.record.value.reviews}
        for review in entry.record.value.reviews:
            if (review.on, review.by) not in kept:
                place = now.record.at("reviews") if now.record.value.reviews else now.record.at()
                yield build_problem(RULE, place, what=_REVIEW, name=review.on)
