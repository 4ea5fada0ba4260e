"""Somebody's own story or likeness stands here without a consent.

What: The entry is an oral history, or its `sensitivity` names personal matters or a minor, and it has no `consent`.
Why: What somebody told is theirs. Without their yes, to these uses and for this time, it is not ours to show.
Bad:
    kind: oral-history
    # no consent
Good:
    kind: oral-history
    consent: {given: 2026-02, by: narrator, uses: [read-online]}
Fix: Record the terms of the consent, never the signed form. Until there is one, take the words out of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.entry import Kind
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT002",
    name="consent-missing",
    severity=Severity.ERROR,
    message=N_("This is somebody's own story or likeness, and no consent is recorded."),
    help=N_("Record its terms under consent, or take the words out of the archive."),
    demands=("S26", "F26"),
    protects_side=True,
)


PERSONAL = frozenset({"personal", "minor"})


def check(context: Context) -> Iterator[Problem]:
    """Kinds and sensitivities that need a consent."""
    for _, file in context.entries:
        value = file.value
        if value.consent is None and (value.kind is Kind.ORAL_HISTORY or PERSONAL.intersection(value.sensitivity)):
            at = "kind" if value.kind is Kind.ORAL_HISTORY else "sensitivity"
            yield build_problem(RULE, file.at(at))
