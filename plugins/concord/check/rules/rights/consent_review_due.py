"""The day to ask again whether a consent holds has come.

What: `consent.review_on` is the day of judging or lies before it.
Why: People change their minds, children come of age, narrators die and leave heirs. A consent that is never asked for
again is one that nobody can take back.
Bad:
    consent: {given: 2022-02, by: guardian, uses: [lesson], review_on: 2026-02-01}
Good:
    consent: {given: 2022-02, by: guardian, uses: [lesson], review_on: 2030-02-01}
Fix: Ask, record what was said, and set the next day. If nobody can be asked any more, talk with the heirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT017",
    name="consent-review-due",
    severity=Severity.WARNING,
    message=N_("Since {review_on} it is time to ask whether this consent still holds."),
    help=N_("Ask, record what was said, and set the next day."),
    demands=("F26", "S26"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Days of review of consents against the day of judging."""
    for _, file in context.entries:
        consent = file.value.consent
        if consent and consent.review_on and consent.review_on <= context.as_of:
            yield build_problem(RULE, file.at("consent", "review_on"), review_on=consent.review_on)
