"""Somebody who is no facilitator keeps the record of a dispute.

What: `facilitator` in a file of `programme/disputes/` is a person of a side, or one who does not hold that role on
the day the dispute was closed; of an open dispute, on the day of judging.
Why: Whoever counts the days and writes down the end must stand between the sides, and be there.
Bad:
    facilitator: boris    # steward of the east
Good:
    facilitator: helper   # of no side, in office
Fix: Name a facilitator in office. When a term ends during a dispute, the next facilitator takes over the record.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.ledger import holds
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import RoleName
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU033",
    name="dispute-facilitator-wrong",
    severity=Severity.ERROR,
    message=N_("{handle} was not in office as facilitator on {day}, or belongs to a side."),
    help=N_("Name a facilitator in office, who belongs to no side."),
    demands=("S39", "S40"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Those who keep the records of disputes; names that nobody has are reported as unknown."""
    charter = context.archive.charter
    people = charter.people.value.people if charter else {}
    for _, dispute in sorted(context.archive.programme.disputes.items()):
        person = people.get(dispute.value.facilitator)
        day = dispute.value.closed or context.as_of
        if person and (person.side or not holds(person, RoleName.FACILITATOR, day)):
            place = dispute.at("facilitator")
            yield build_problem(RULE, place, handle=dispute.value.facilitator, day=day)
