"""A side's own account is changed, and nothing says that the side did it.

What: The words of a side's narrative, or of its objection, are changed or gone; that side has not yet approved them and
`record.yml` does not say who wrote them.
Why: As a proposal this is lawful, and nothing of it is shown before the side has said that these are its words. Still a
reader of the change should see at once whose words are touched.
Bad:
    narrative.east.hi.md   # changed; nothing in record.yml
Good:
    contributions:
      - {part: narrative.east.hi, role: wrote, side: east}
Fix: Ask a steward of the side to approve the words, or add to `record.yml` for which side they were written.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.accounts import find_changed_accounts
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP071",
    name="account-changed-unowned",
    severity=Severity.WARNING,
    message=N_("{part} are the words of {side}; they were changed, and nothing says that {side} did it."),
    help=N_("Ask a steward of this side to approve them, or record for which side they were written."),
    demands=("S09", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Changed accounts of which nobody says whose work they are."""
    for changed in find_changed_accounts(context):
        if not changed.others and not changed.is_theirs:
            yield build_problem(RULE, changed.place, part=changed.part.name, side=changed.side)
