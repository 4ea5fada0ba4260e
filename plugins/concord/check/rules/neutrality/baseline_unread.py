"""An entry was not held against the human rights that all sides accept.

What: `archive.yml` has a `baseline`, and `baseline` in the `record.yml` of an entry that is to be published names
fewer than two sides' people.
Why: Two accounts side by side can make a denial look like an opinion. No machine can tell; two people of different
sides read for it and put their handles to it.
Bad:
    baseline: [amina]          # side west
Good:
    baseline: [amina, boris]   # sides west and east
Fix: Have somebody of each side read the entry against the baseline, and add their handles.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU029",
    name="baseline-unread",
    severity=Severity.ERROR,
    message=N_(
        "People of {count} of the two sides needed have held this entry against the human rights we all accept."
    ),
    help=N_("Have somebody of each side read it for that, and add their handles to record.yml: baseline: [..., ...]"),
    demands=("S47", "F20"),
    protects_side=True,
)

FEWEST = 2


def check(context: Context) -> Iterator[Problem]:
    """Sides of those who read published entries for it, where the archive has a baseline."""
    charter = context.archive.charter
    if charter is None or charter.archive.value.baseline is None:
        return
    sides = {handle: person.side for handle, person in charter.people.value.people.items() if person.side}
    for record in context.published:
        read = {sides[handle] for handle in record.record.value.baseline if handle in sides}
        if len(read) < FEWEST:
            yield build_problem(RULE, record.record.at("baseline"), count=str(len(read)))
