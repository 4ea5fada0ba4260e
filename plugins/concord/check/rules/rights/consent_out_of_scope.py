"""Words stand in a language that the consent does not cover.

What: `consent.languages` lists some languages, and the entry has a text in another.
Why: Somebody may wish to be read in one town and not in the other. That wish binds.
Bad:
    consent: {..., languages: [hi]}
    # and text.ur.md
Good:
    consent: {..., languages: [hi, ur]}
Fix: Ask whether the language may be added, or remove the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="RT005",
    name="consent-out-of-scope",
    severity=Severity.ERROR,
    message=N_("The consent does not cover {language}."),
    help=N_("Ask whether this language may be added, or remove the text."),
    demands=("S26",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Languages of texts against those of the consent; a consent that names none covers all."""
    for entry, part, text, _ in context.texts:
        consent = entry.file.value.consent if entry.file else None
        if consent and consent.languages and part.lang and part.lang not in consent.languages:
            yield build_problem(RULE, Location(text.path), language=part.lang)
