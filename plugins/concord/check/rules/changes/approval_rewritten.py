"""An approval was changed after it was given.

What: A file below `statements/`, or a signature beside it, has other bytes than before this change.
Why: An approval is somebody's word on exact words, on a day. Nobody may put another into that person's mouth, not even
the person: the next one that follows would rest on something else.
Bad:
    statements/boris/3.yml   # edited
Good:
    statements/boris/4.yml   # a new one
Fix: Bring the file back as it was, and write a new approval with `concord approve`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.base import digest_of
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP054",
    name="approval-rewritten",
    severity=Severity.ERROR,
    message=N_("An approval of {handle} was changed after it was given."),
    help=N_("Bring this file back as it was; whoever thinks otherwise writes a new approval."),
    demands=("S04", "F02", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Bytes of statements and signatures, then and now."""
    if context.base is None:
        return
    now = {(statement.handle, statement.seq): statement for statement in context.archive.statements}
    for before in context.base.archive.statements:
        after = now.get((before.handle, before.seq))
        if after and after.sha256 != before.sha256:
            yield build_problem(RULE, after.file.at(), handle=before.handle)
    for path, sha256 in context.base.iter_signatures() if context.root else ():
        if context.root and digest_of(context.root, path) not in (None, sha256):
            yield build_problem(RULE, Location(path), handle=path.split("/")[1])
