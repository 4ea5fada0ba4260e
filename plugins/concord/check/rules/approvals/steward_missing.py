"""A side has nobody who may speak for it.

What: On the day of judging no steward of an active side is in office.
Why: Without a steward a side can neither agree nor object; nothing may be decided over its head.
Bad:
    people: {}          # for an active side
Good:
    people:
      amina: {side: west, roles: [{role: steward, since: 2026-01-01, until: 2027-12-31}]}
Fix: The side names a steward or renews a term; or it is set to `paused` until it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.ledger import holds, is_acting
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import RoleName
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP021",
    name="steward-missing",
    # A term ends by itself, and the daily build that takes expired consent and hidden entries down has to go on.
    severity=Severity.WARNING,
    message=N_("The side “{side}” has no steward in office on {as_of}."),
    help=N_("Have the side name a steward or renew a term in people.yml; until then set it to paused."),
    demands=("S03", "S22", "F01"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Stewards in office for every active side."""
    charter = context.archive.charter
    if charter is None:
        return
    people = charter.people.value.people.values()
    served = {person.side for person in people if holds(person, RoleName.STEWARD, context.as_of)}
    for name, side in charter.sides.value.sides.items():
        if is_acting(side, context.as_of) and name not in served:
            yield build_problem(RULE, charter.sides.at_key("sides", name), side=name, as_of=context.as_of)
