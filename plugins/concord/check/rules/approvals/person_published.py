"""A person is named where the sides agreed to name none.

What: The policy says `public_actor: side`: a desk signs for each side, and no person is published. A handle in
`people.yml` that acts for a side is not that of a desk of it.
Why: A handle can lead to a person, and some approvals are dangerous to have given. What the public cannot see it cannot
count either, so that a policy of two people would be a promise nobody can check.
Bad:
    public_actor: side, and a handle amina of west
Good:
    public_actor: side, and a handle west-desk of west
Fix: Give each side one handle that is its id and `-desk`, with a key that the desk keeps; or name people.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.policy import resolve_policy
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import PublicActor
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP048",
    name="person-published",
    severity=Severity.ERROR,
    message=N_("No person is to be named here, and {handle} is no desk of {side}."),
    help=N_("Call it {side}-desk, or agree to name people: public_actor: handle"),
    demands=("S25", "F09"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Handles that act for a side, where policy publishes sides only."""
    charter = context.archive.charter
    if charter is None or resolve_policy(charter.policy.value).public_actor is not PublicActor.SIDE:
        return
    for handle, person in charter.people.value.people.items():
        if person.side and not handle.startswith(f"{person.side}-desk"):
            yield build_problem(RULE, charter.people.at_key("people", handle), handle=handle, side=person.side)
