"""What was true of a day long ago is said of the present.

What: A claim of type `status` of an entry that is to be published has an `as_of` older than the `status_months` of
the policy.
Why: A border post that was open two years ago may be closed today. The date beside the sentence is honest; a fresh
one is better.
Bad:
    {id: c3, type: status, as_of: 2021-05, text: {en: The bridge is open.}, sources: [s5]}
Good:
    {id: c3, type: status, as_of: 2026-05, text: {en: The bridge is open.}, sources: [s6]}
Fix: Look for a newer source. If there is none, say what was so then, in the past tense, as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concord.check.context import Context
from concord.check.days import add_months
from concord.check.rule import build_problem
from concord.model.edtf import EdtfError, parse_edtf
from concord.model.items import Claim, ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU026",
    name="status-old",
    severity=Severity.WARNING,
    message=N_("This is said of the present and was last known to be so on {day}."),
    help=N_("Look for a newer source, or say in the past tense what was so then."),
    demands=("F19", "S37"),
)


def check(context: Context) -> Iterator[Problem]:
    """Status claims of published entries against the day of judging."""
    policy = context.agreement.policy if context.agreement else None
    for record in context.published if policy else ():
        for index, claim in enumerate(record.file.value.claims):
            day = _find_last_day(claim)
            if policy and day and add_months(day, policy.status_months) < context.as_of:
                yield build_problem(RULE, record.file.at("claims", index, "as_of"), day=day)


def _find_last_day(claim: Claim) -> str | None:
    """The last day that `as_of` may mean; None if it cannot be told."""
    if claim.type is not ClaimType.STATUS or not claim.as_of:
        return None
    try:
        latest = parse_edtf(claim.as_of).latest
        return date(*latest).isoformat() if latest else None
    except (EdtfError, ValueError):
        return None
