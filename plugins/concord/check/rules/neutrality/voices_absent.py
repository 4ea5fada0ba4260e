"""Hardly anybody but the sides is heard in this archive.

What: There are three or more entries that are to be published, and fewer than one in three hears a community of no
side. Said once for the whole archive.
Why: Two sides easily agree to forget a third party. Those who belong to neither, or to both, have a seat here.
Bad:
    three entries, none with voices
Good:
    three entries, one of them with
    voices:
      - {community: ferrymen, name: {en: Ferrymen}, basis: organisation}
Fix: Ask whose things these also are, and let them be heard: a member, an organisation, or at least a published
source.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="NU021",
    name="voices-absent",
    severity=Severity.WARNING,
    message=N_("Communities of no side are heard in {heard} of {all} entries."),
    help=N_("Ask whose things these also are, and let them be heard under voices."),
    demands=("S12",),
)

# One entry in so many; an archive of fewer entries has not been silent for long.
ONE_IN = 3


def check(context: Context) -> Iterator[Problem]:
    """All published entries together."""
    heard = sum(bool(record.file.value.voices) for record in context.published)
    number = len(context.published)
    if number >= ONE_IN and heard * ONE_IN < number:
        yield build_problem(RULE, Location("entries"), heard=str(heard), all=str(number))
