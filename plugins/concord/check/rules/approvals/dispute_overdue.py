"""A dispute has not ended in its days.

What: A file in `programme/disputes/` was opened sixty days ago or more and is not closed: thirty days to talk with the
facilitator, thirty more to end it. The entry is not in short already.
Why: A dispute without an end is a veto. When the days are over the disputed words go from the site by themselves; what
all sides agreed to call it, and the sources, stay.
Bad:
    opened: 2026-03-01   # judged in June, and no outcome
Good:
    opened: 2026-03-01
    closed: 2026-04-20
    outcome: reservations
Fix: End it, with the facilitator: words that all agree to, a reservation of each side, or a stub.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.clocks import read_facts
from concord.approve.disputes import DisputeState, assess_dispute
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Sourced
from concord.model.programme import DisputeFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP092",
    name="dispute-overdue",
    severity=Severity.WARNING,
    message=N_("This dispute about {entry} was to end by {until}; until it does, the disputed words are not shown."),
    help=N_("End it with the facilitator: words that all agree to, a reservation of each side, or a stub."),
    demands=("S40", "F16"),
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Disputes whose days are over."""
    for dispute in iter_taken_down(context, DisputeState.OVERDUE):
        clock = assess_dispute(dispute.value, context.as_of)
        if clock:
            place = dispute.at("opened")
            yield build_problem(RULE, place, until=clock.until, entry=dispute.value.about)


def iter_taken_down(context: Context, state: DisputeState) -> Iterator[Sourced[DisputeFile]]:
    """Disputes that stand so on the day of judging and whose entry is not a stub already."""
    entries = context.agreement.entries if context.agreement else {}
    for _, dispute in sorted(context.archive.programme.disputes.items()):
        clock = assess_dispute(dispute.value, context.as_of)
        judged = entries.get(dispute.value.about)
        is_stub = bool(judged and context.store and "stub" in read_facts(judged, context.store))
        if clock and clock.state is state and not is_stub:
            yield dispute
