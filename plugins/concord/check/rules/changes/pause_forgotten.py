"""A side is back, and its pause is not written down; or one that was written down is gone.

What: Before this change a side had paused or left, or had a pause in its list. Now it is there again without that
pause, with another first day, or the list has lost one.
Why: While a side was away the others may have agreed to say less. That stands when it returns. Without the days it
would fall, and what had been taken down would be shown again.
Bad:
    west: {status: active}   # paused since 2026-05-01 before this change
Good:
    west: {status: active, pauses: [{since: 2026-05-01, until: 2026-06-30}]}
Fix: Add the pause to `pauses` of the side, from its first day to its last one.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import Side, SideStatus
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP091",
    name="pause-forgotten",
    severity=Severity.ERROR,
    message=N_("The side “{side}” was away from {day}, and its pauses do not say so."),
    help=N_("Write that pause into its list, with the first and the last day; what was decided meanwhile stands."),
    demands=("S41", "F01", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Pauses, then and now."""
    before, after = context.base.founded if context.base else None, context.archive.charter
    if before is None or after is None:
        return
    for name, side in before.sides.value.sides.items():
        now = after.sides.value.sides.get(name)
        for day in _find_forgotten(side, now) if now else ():
            yield build_problem(RULE, after.sides.at_key("sides", name), side=name, day=day)


def _find_forgotten(before: Side, now: Side) -> Iterator[str]:
    """The first day of each absence that is told no more."""
    since = before.status_since if before.status is not SideStatus.ACTIVE else None
    still = now.status_since if now.status is not SideStatus.ACTIVE else None
    if since and (still is None or still > since) and all(pause.since > since for pause in now.pauses):
        yield since
    for pause in before.pauses:
        if pause not in now.pauses:
            yield pause.since
