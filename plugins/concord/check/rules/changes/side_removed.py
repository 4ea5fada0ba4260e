"""A side was taken out of the archive.

What: A side that all had agreed to is no longer in `sides.yml`.
Why: A side that leaves keeps its place: what it agreed to, and what it said, still stands under its name. Whoever could
strike a side out could publish without it.
Bad:
    sides: {east: ...}   # west stood here too
Good:
    west: {status: withdrawn, status_since: 2026-06-01, ...}
Fix: Bring the side back; set it to `paused` or `withdrawn` if that is what it wants.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP072",
    name="side-removed",
    severity=Severity.ERROR,
    message=N_("The side {side} was taken out of the archive."),
    help=N_("Bring it back; a side that leaves is set to withdrawn and keeps its name."),
    demands=("S41", "F01"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Sides, then and now."""
    before = context.base.founded if context.base else None
    after = context.archive.charter
    if before is None or after is None:
        return
    for side in before.sides.value.sides:
        if side not in after.sides.value.sides:
            yield build_problem(RULE, after.sides.at_key("sides"), side=side)
