"""An approval was taken away.

What: A file below `statements/` that was there before this change is gone, or cannot be read any more. The same holds
for a signature beside it.
Why: What somebody said stays said. Whoever could take approvals away could undo what all agreed to, or hide that
somebody ever agreed.
Bad:
    statements/boris/3.yml   # deleted
Good:
    statements/boris/3.yml   # as it was
Fix: Bring the file back. A steward who thinks otherwise now approves other words; nobody takes the old ones back.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.base import digest_of
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP053",
    name="approval-removed",
    severity=Severity.ERROR,
    message=N_("An approval of {handle} was taken away."),
    help=N_("Bring this file back as it was; approvals are only ever added."),
    demands=("S04", "F02", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Statements and signatures that were there."""
    if context.base is None:
        return
    now = {(statement.handle, statement.seq) for statement in context.archive.statements}
    for statement in context.base.archive.statements:
        if (statement.handle, statement.seq) not in now:
            yield build_problem(RULE, Location(statement.file.document.path), handle=statement.handle)
    for path, _ in context.base.iter_signatures() if context.root else ():
        if context.root and digest_of(context.root, path) is None:
            yield build_problem(RULE, Location(path), handle=path.split("/")[1])
