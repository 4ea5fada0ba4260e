"""A dispute ended with a stub, and no stub was agreed to.

What: A file in `programme/disputes/` is closed with `outcome: stub`, and the entry does not stand in short by the word
of all its owners.
Why: The facilitator records how it ended; the sentences that shall stand there are for the sides to agree to. Until
they do, neither the disputed words nor any new ones are shown.
Bad:
    outcome: stub   # and the entry has no agreed stub
Good:
    outcome: stub   # and all owners have agreed to `stub: {why: ...}` in its entry.yml
Fix: Write the stub into `entry.yml` and have every owning side agree to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.disputes import DisputeState
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.check.rules.approvals.dispute_overdue import iter_taken_down
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP093",
    name="dispute-stub-owed",
    severity=Severity.WARNING,
    message=N_("This dispute ended with a stub; until all agree to one, only the title and sources of {entry} stand."),
    help=N_("Write the stub into the entry and have every owning side agree to it."),
    demands=("S40", "F16"),
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Disputes that ended so, about entries that were shown."""
    entries = context.agreement.entries if context.agreement else {}
    for dispute in iter_taken_down(context, DisputeState.STUB_AWAITED):
        judged = entries.get(dispute.value.about)
        if judged and judged.published:
            yield build_problem(RULE, dispute.at("outcome"), entry=dispute.value.about)
