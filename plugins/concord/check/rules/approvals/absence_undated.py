"""A side has paused or left, and it is not said since when.

What: A side in `sides.yml` is `paused` or `withdrawn` without `status_since`; or a pause in its list ends before it
begins.
Why: What the side said before that day counts, and what is said later does not. Without the day all of it would fall.
Bad:
    status: paused
Good:
    status: paused
    status_since: 2026-05-01
Fix: Add the first day of the pause, or of the time after leaving.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import SideStatus
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP090",
    name="absence-undated",
    severity=Severity.ERROR,
    message=N_("It is not clear on which days the side “{side}” is away."),
    help=N_("Write the first day as {field}; a pause that is over has its first and its last day."),
    demands=("S41", "F01"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every side that is away, and every pause that is over."""
    file = context.archive.charter.sides if context.archive.charter else None
    for name, side in file.value.sides.items() if file else ():
        if file and side.status is not SideStatus.ACTIVE and side.status_since is None:
            yield build_problem(RULE, file.at_key("sides", name, "status"), side=name, field="status_since")
        for index, pause in enumerate(side.pauses):
            if file and pause.until < pause.since:
                yield build_problem(RULE, file.at("sides", name, "pauses", index), side=name, field="status_since")
