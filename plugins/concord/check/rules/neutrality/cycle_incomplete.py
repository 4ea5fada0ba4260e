"""A cycle does not name each side or language exactly once.

What: `cycle` in `sides.yml` leaves out a side, names one twice or one that is not there; or `language_cycle` in
`archive.yml` does so with languages.
Why: From these cycles every order on the site is drawn. Whoever is left out never comes first; whoever stands twice
does so twice as often.
Bad:
    sides: {east: ..., west: ...}
    cycle: [east]
Good:
    sides: {east: ..., west: ...}
    cycle: [east, west]
Fix: Name each exactly once.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU003",
    name="cycle-incomplete",
    severity=Severity.ERROR,
    message=N_("This cycle has to name each of these exactly once: {names}."),
    help=N_("Write each of them once."),
    demands=("S02", "F06"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """The cycles of sides and of languages."""
    charter = context.archive.charter
    if charter is None:
        return
    sides, archive = charter.sides, charter.archive
    for place, cycle, names in (
        (sides.at("cycle"), sides.value.cycle, sides.value.sides),
        (archive.at("language_cycle"), archive.value.language_cycle, archive.value.languages),
    ):
        if sorted(cycle) != sorted(names):
            yield build_problem(RULE, place, names=", ".join(sorted(names)))
