"""The record of a dispute does not fit together.

What: A file in `programme/disputes/` has `closed` without `outcome`, `outcome` without `closed`, or was closed before
it was opened.
Why: What may be shown depends on how a quarrel ended. A record that can be read in two ways starts the next one.
Bad:
    opened: 2026-03-01
    closed: 2026-04-20
Good:
    opened: 2026-03-01
    closed: 2026-04-20
    outcome: agreed
Fix: The facilitator adds the day or the outcome: `agreed`, `reservations` or `stub`. None of them is a defeat.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.programme import DisputeFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU032",
    name="dispute-unfinished",
    severity=Severity.ERROR,
    message=N_("The record of this dispute does not fit together: {what}."),
    help=N_("The facilitator adds or corrects the day it was closed and its outcome."),
    demands=("S40", "F16"),
    protects_side=True,
)

_NO_OUTCOME, _NO_DAY = N_("it is closed and has no outcome"), N_("it has an outcome and is not closed")
_BACKWARDS = N_("it was closed before it was opened")


def check(context: Context) -> Iterator[Problem]:
    """Every dispute."""
    for _, dispute in sorted(context.archive.programme.disputes.items()):
        for key, what in _find_faults(dispute.value):
            yield build_problem(RULE, dispute.at(key), what=what)


def _find_faults(dispute: DisputeFile) -> Iterator[tuple[str, str]]:
    if dispute.closed and not dispute.outcome:
        yield "closed", _NO_OUTCOME
    if dispute.outcome and not dispute.closed:
        yield "outcome", _NO_DAY
    if dispute.closed and dispute.closed < dispute.opened:
        yield "closed", _BACKWARDS
