"""A contested number rests on a single source.

What: A claim of type `contested` has a number in digits, other than a year or the day of a date, and one source. Four
digits together are read as a year, a short number with an ending joined to it as an ordinal.
Why: Numbers are what is quoted of a quarrel. Between two of them a reader sees a range; a single one looks like the
truth.
Bad:
    {id: c2, type: contested, by: [west], text: {en: "12,000 people crossed."}, sources: [s1]}
Good:
    {id: c2, type: contested, by: [west], text: {en: "Between 7,000 and 12,000 people crossed."}, sources: [s1, s4]}
Fix: Add a second source, and give the range between the two; or leave the number out.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.numbers import has_count
from concord.check.rule import build_problem
from concord.model.items import Claim, ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU028",
    name="number-on-one-source",
    severity=Severity.WARNING,
    message=N_("A number is contested here and rests on one source."),
    help=N_("Add a second source and give the range, or leave the number out."),
    demands=("F20", "S37"),
)


def check(context: Context) -> Iterator[Problem]:
    """Contested claims of every entry."""
    for _, file in context.entries:
        for index, claim in enumerate(file.value.claims):
            if claim.type is ClaimType.CONTESTED and len(set(claim.sources)) == 1 and _says_how_many(claim):
                yield build_problem(RULE, file.at("claims", index, "sources"))


def _says_how_many(claim: Claim) -> bool:
    return any(has_count(text, lang) for lang, text in claim.text.items())
