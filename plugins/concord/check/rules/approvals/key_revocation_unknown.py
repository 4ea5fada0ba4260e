"""A revoked key names a last approval that is not there.

What: `last_good` is no approval of this person. Until it is mended, nothing that was signed with the key counts.
Why: The line between what the owner said and what a thief said has to be one that all can see.
Bad:
    last_good: (the digest of no approval)
Good:
    last_good: (what sha256sum says of the last approval)
Fix: Write what `sha256sum` prints for the last approval that was the owner's; leave it out if none was.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.keys import iter_keys
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP045",
    name="key-revocation-unknown",
    severity=Severity.ERROR,
    message=N_("No approval of {handle} is the one that is named here."),
    help=N_("Write what sha256sum prints for the last good approval; leave it out if there is none."),
    demands=("S04", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every revoked key against the statements of its owner."""
    given = {(statement.handle, statement.sha256) for statement in context.archive.statements}
    for held in iter_keys(context):
        good = held.key.revoked.last_good if held.key.revoked else None
        if good and (held.handle, good) not in given:
            yield build_problem(RULE, held.at("revoked", "last_good"), handle=held.handle)
