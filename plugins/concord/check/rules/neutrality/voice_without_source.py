"""A community is heard out of a published source that is not named.

What: A line under `voices` has `basis: published-source` and no `sources`.
Why: What a book says a community says is worth as much as the book. Readers, and the community, should be able to
look it up.
Bad:
    {community: ferrymen, name: {en: Ferrymen}, basis: published-source}
Good:
    {community: ferrymen, name: {en: Ferrymen}, basis: published-source, sources: [s4]}
Fix: Name the source; or say that a member or an organisation speaks, if one does.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import SpeakerBasis
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU020",
    name="voice-without-source",
    severity=Severity.ERROR,
    message=N_("This community is heard out of a published source, and no source is named."),
    help=N_("Name the source under sources, or say which member or organisation speaks."),
    demands=("S12",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Voices of every entry."""
    for _, file in context.entries:
        for index, voice in enumerate(file.value.voices):
            if voice.basis is SpeakerBasis.PUBLISHED_SOURCE and not voice.sources:
                yield build_problem(RULE, file.at("voices", index))
