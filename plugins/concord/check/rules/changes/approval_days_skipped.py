"""The other sides would not have had their days to look at an account.

What: A side's own account counts as shown to the others because so many days have passed since the side approved it.
But that approval is new in this change and bears an earlier day: nobody could see it then.
Why: The days are for the others to look and to answer. A date in a file costs nothing.
Bad:
    date: 2026-03-01   # proposed in June
Good:
    date: 2026-06-01
Fix: Approve on the day of the proposal. The days count from the later of the approval's date and the day on which the
archive last stood without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.agreement import PartStatus
from concord.check.base import Base, add_days
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.statement import ActName
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP076",
    name="approval-days-skipped",
    severity=Severity.ERROR,
    message=N_("This approval of {part} is dated {date}, but nobody could see it before {day}."),
    help=N_("Date it on the day of the proposal, so that the other sides have their days to look."),
    demands=("S04", "F03", "F16"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Words that are agreed by a lapse of days, on the ground of a new act."""
    base, agreement = context.base, context.agreement
    if base is None or agreement is None or agreement.policy is None:
        return
    days = agreement.policy.seen_lapses_days or 0
    if add_days(base.day, days) <= add_days(context.as_of, 0):
        return
    for entry in agreement.subjects:
        for status in entry.parts.values():
            if status.agreed and status.agreed.verdict.lapsed:
                yield from _check_part(base, status)


def _check_part(base: Base, status: PartStatus) -> Iterator[Problem]:
    for act in status.agreed.given if status.agreed else ():
        if act.act is ActName.OWN and base.is_new(act) and act.date < base.day:
            yield build_problem(RULE, act.place, part=status.part.name, date=act.date, day=base.day)
