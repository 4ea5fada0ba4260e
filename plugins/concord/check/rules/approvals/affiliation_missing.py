"""Nothing says on whose behalf a steward or facilitator acts.

What: A person in `people.yml` with a term as steward or facilitator that is not over has no `affiliation`.
Why: Readers may ask who pays those who decide. “None” is an answer; silence is a reason for suspicion. No name is
asked for, and none should be given.
Bad:
    amina: {side: west, roles: [{role: steward, ...}]}
Good:
    amina: {side: west, affiliation: {en: museum of the west bank}, roles: [{role: steward, ...}]}
Fix: Add `affiliation`: an institution, a kind of institution where the name would give the person away, or “none”.
Then seal what all sides agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import RoleName
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP023",
    name="affiliation-missing",
    severity=Severity.ERROR,
    message=N_("Nothing says on whose behalf {handle} acts or is paid."),
    help=N_("Add affiliation in people.yml; “none” is an answer too."),
    demands=("S38", "F12"),
    protects_side=True,
)

_DECIDING = frozenset({RoleName.STEWARD, RoleName.FACILITATOR})


def check(context: Context) -> Iterator[Problem]:
    """Those who decide now or later; whose term is over can no longer be asked."""
    if context.archive.charter is None:
        return
    people = context.archive.charter.people
    for handle, person in people.value.people.items():
        decides = any(role.role in _DECIDING and role.until >= context.as_of for role in person.roles)
        if decides and not person.affiliation:
            yield build_problem(RULE, people.at_key("people", handle), handle=handle)
