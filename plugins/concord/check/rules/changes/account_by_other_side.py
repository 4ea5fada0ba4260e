"""A side's own account was rewritten by another side.

What: The words of a side's narrative, or of its objection, are changed or gone. That side says nothing of it, and
`record.yml` names only others for what was done in this change.
Why: Nobody corrects another side's account, not even a spelling. What is published stays as the side owned it; but a
tree in which its words are others' words puts something into its mouth.
Bad:
    contributions:
      - {part: narrative.east.hi, role: wrote, side: west}
Good:
    contributions:
      - {part: narrative.east.hi, role: wrote, side: east}
Fix: Restore the words. Tell the side what you would change; a steward of it proposes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.accounts import find_changed_accounts
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP070",
    name="account-by-other-side",
    severity=Severity.ERROR,
    message=N_("{part} are the words of {side}, and {others} changed them."),
    help=N_("Restore the words; only a side itself changes its own account."),
    demands=("S09", "F02", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Changed accounts that are recorded as the work of others alone."""
    for changed in find_changed_accounts(context):
        if changed.others and not changed.is_theirs:
            others = ", ".join(changed.others)
            yield build_problem(RULE, changed.place, part=changed.part.name, side=changed.side, others=others)
