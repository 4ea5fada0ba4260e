"""A consent has run out.

What: The last day of a consent lies before the day of judging. From then on a notice stands in place of the entry,
until there is a new consent.
Why: A consent with an end is a promise to ask again.
Bad:
    consent: {given: 2020-01, by: narrator, uses: [lesson], until: 2025-01-31}
Good:
    consent: {given: 2026-01, by: narrator, uses: [lesson], until: 2031-01-31}
Fix: Ask again and record the new terms, or take the words out of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT003",
    name="consent-expired",
    severity=Severity.WARNING,
    message=N_("The consent ran out on {until}; the entry is not shown any more."),
    help=N_("Ask again and record the new terms, or take the words out of the archive."),
    demands=("S26", "F26"),
    protects_side=True,
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Last days of consents against the day of judging."""
    for _, file in context.entries:
        consent = file.value.consent
        if consent and consent.until and consent.until < context.as_of:
            yield build_problem(RULE, file.at("consent", "until"), until=consent.until)
