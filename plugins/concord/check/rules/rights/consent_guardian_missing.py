"""A consent for a child was not given by a guardian.

What: `sensitivity` names a minor, and `consent.by` is not `guardian`.
Why: A child cannot judge what stays in the world for ever.
Bad:
    sensitivity: [minor]
    consent: {given: 2026-02, by: narrator, uses: [lesson]}
Good:
    sensitivity: [minor]
    consent: {given: 2026-02, by: guardian, uses: [lesson]}
Fix: Ask the guardian, and ask the child again at eighteen.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT004",
    name="consent-guardian-missing",
    severity=Severity.ERROR,
    message=N_("The story or likeness of a child needs the consent of a guardian."),
    help=N_("Ask the guardian and write: by: guardian"),
    demands=("S26", "F26"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Consents of entries that concern a minor."""
    for _, file in context.entries:
        consent = file.value.consent
        if consent and "minor" in file.value.sensitivity and consent.by != "guardian":
            yield build_problem(RULE, file.at("consent", "by"))
