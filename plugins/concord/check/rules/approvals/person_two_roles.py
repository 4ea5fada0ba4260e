"""A facilitator also speaks for a side.

What: A person is facilitator and at the same time a steward, or belongs to a side.
Why: Whoever helps both sides to agree must not be one of them.
Bad:
    boris: {side: east, roles: [{role: facilitator, ...}]}
Good:
    boris: {roles: [{role: facilitator, ...}]}
Fix: Take the side away, or give the office of facilitator to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import Role, RoleName
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP022",
    name="person-two-roles",
    severity=Severity.ERROR,
    message=N_("{handle} is a facilitator and cannot speak for a side as well."),
    help=N_("Take the side away, or give one of the two roles to somebody else."),
    demands=("S39", "S05"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Facilitators with a side, or with a term as steward that meets their own."""
    if context.archive.charter is None:
        return
    people = context.archive.charter.people
    for handle, person in people.value.people.items():
        facilitating = [role for role in person.roles if role.role is RoleName.FACILITATOR]
        stewarding = [role for role in person.roles if role.role is RoleName.STEWARD]
        if facilitating and (person.side or any(_meet(a, b) for a in facilitating for b in stewarding)):
            yield build_problem(RULE, people.at_key("people", handle), handle=handle)


def _meet(one: Role, other: Role) -> bool:
    return one.since <= other.until and other.since <= one.until
