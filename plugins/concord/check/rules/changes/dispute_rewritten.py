"""The record of a dispute or of a review was changed afterwards.

What: Of a dispute the entry, the day, the side that opened it or the facilitator differs from before this change; or it
was closed, and the day or the outcome differs or is gone. Or a review round names other entries, days or people.
Why: A clock that can be set back is no clock. A closed dispute is not opened again by an edit; who still objects opens
a new one, and its days begin anew for all to see.
Bad:
    closed:    # emptied
Good:
    programme/disputes/ferry-again.yml
Fix: Restore the record, and open a new dispute.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.programme import DisputeFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP074",
    name="dispute-rewritten",
    severity=Severity.ERROR,
    message=N_("The record of {name} was changed afterwards: {field}."),
    help=N_("Restore it; whoever still objects opens a new dispute."),
    demands=("S40", "S07", "F16"),
    protects_side=True,
)
_FIXED, _CLOSING = ("about", "opened", "opened_by"), ("closed", "outcome", "facilitator")


def check(context: Context) -> Iterator[Problem]:
    """Disputes and review rounds, then and now. The facilitator of an open dispute may hand over."""
    if context.base is None:
        return
    before, after = context.base.archive.programme, context.archive.programme
    for id_, file in before.disputes.items():
        if id_ in after.disputes and (field := _find_change(file.value, after.disputes[id_].value)):
            now = after.disputes[id_]
            place = now.at(field) if getattr(now.value, field) is not None else now.at()
            yield build_problem(RULE, place, name=id_, field=field)
    if before.reviews and after.reviews:
        now_by_id = {round_.id: (index, round_) for index, round_ in enumerate(after.reviews.value.reviews)}
        for round_ in before.reviews.value.reviews:
            index, kept = now_by_id.get(round_.id, (0, round_))
            if kept != round_:
                yield build_problem(RULE, after.reviews.at("reviews", index), name=round_.id, field="reviews")


def _find_change(before: DisputeFile, after: DisputeFile) -> str:
    """The first field that may not differ and does, or nothing."""
    names = (*_FIXED, *_CLOSING) if before.closed else _FIXED
    return next((name for name in names if getattr(before, name) != getattr(after, name)), "")
