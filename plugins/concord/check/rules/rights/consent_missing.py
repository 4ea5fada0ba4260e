"""Somebody's own story or likeness stands here without a consent.

What: The entry is an oral history, its `sensitivity` names personal matters or a minor, or a picture shows a person,
and it has no `consent`. A picture so old that nobody has rights in it (`rights: PDM-1.0`) needs none: there is nobody
left to ask. Something closed needs none either: nothing of it lies here.
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
from concord.check.forms import is_closed
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
# The public domain mark: its maker is dead for the term of the law.
OF_NOBODY = "PDM-1.0"


def check(context: Context) -> Iterator[Problem]:
    """Kinds, sensitivities and pictures that need a consent."""
    for _, file in context.entries:
        value = file.value
        if value.consent or is_closed(value):
            continue
        if value.kind is Kind.ORAL_HISTORY or PERSONAL.intersection(value.sensitivity):
            at = "kind" if value.kind is Kind.ORAL_HISTORY else "sensitivity"
            yield build_problem(RULE, file.at(at))
        for index, media in enumerate(value.media):
            if "person" in media.shows and media.rights != OF_NOBODY:
                yield build_problem(RULE, file.at("media", index, "shows"))
