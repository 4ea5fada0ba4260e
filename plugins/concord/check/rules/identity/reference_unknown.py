"""Something refers to a name that does not exist.

What: A side, source, entry, person or text is named that this archive, or this entry, does not have.
Why: A claim would stand without its source, or a person speak for a side that is not there.
Bad:
    claims:
      - {id: c1, ..., sources: [s9]}   # there is no s9
Good:
    claims:
      - {id: c1, ..., sources: [s1]}
Fix: Correct the name, or add what it refers to.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.references import iter_references
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ID003",
    name="reference-unknown",
    severity=Severity.ERROR,
    message=N_("“{name}” does not exist here ({what})."),
    help=N_("Correct the name, or add what it refers to."),
    demands=("S37", "S12", "S05"),
)


def check(context: Context) -> Iterator[Problem]:
    """Names in entries, records, texts and the charter."""
    for reference in iter_references(context):
        yield build_problem(RULE, reference.place, name=reference.name, what=reference.what)
