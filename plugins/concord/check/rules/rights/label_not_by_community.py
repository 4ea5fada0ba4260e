"""A community's label was put here by somebody else.

What: `rights.labels` names a label of a community that speaks here only out of a published source, and neither by a
member nor by an organisation of its own.
Why: Labels of this kind say who may use what, in the words of the community whose it is. Put there by others they are
a claim in its name.
Bad:
    voices: [{community: singers, basis: published-source, ...}]
    rights: {labels: [{label: attribution, community: singers}]}
Good:
    voices: [{community: singers, basis: organisation, ...}]
    rights: {labels: [{label: attribution, community: singers}]}
Fix: Ask the community, and let it put its label there. Until then leave the label out.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import SpeakerBasis
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT013",
    name="label-not-by-community",
    severity=Severity.ERROR,
    message=N_("Nobody of the community “{community}” speaks here, so nobody could put its label."),
    help=N_("Ask the community. Until it answers leave the label out."),
    demands=("F15", "S12"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Labels against the voices that are heard; that a community is listed at all is reference-unknown's."""
    for _, file in context.entries:
        basis = {voice.community: voice.basis for voice in file.value.voices}
        for index, label in enumerate(file.value.rights.labels if file.value.rights else ()):
            if basis.get(label.community) is SpeakerBasis.PUBLISHED_SOURCE:
                place = file.at("rights", "labels", index, "community")
                yield build_problem(RULE, place, community=label.community)
