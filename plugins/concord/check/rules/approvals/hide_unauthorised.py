"""An entry was hidden by somebody who may not, or on a day to come.

What: `by` in `hide.yml` is neither steward nor facilitator nor safety coordinator in office on the day `on`, or that
day lies after the day of judging. The entry stays hidden all the same until this is cleared up.
Why: To hide is easy on purpose, since it may save somebody. So it has to be clear who answers for it; else it is a
way to silence a side.
Bad:
    by: reader
    on: 2026-05-01
Good:
    by: amina    # steward in office
    on: 2026-05-01
Fix: Have a steward, the facilitator or a safety coordinator put their handle to it, or show the entry again.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.ledger import holds
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.charter import RoleName
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP024",
    name="hide-unauthorised",
    severity=Severity.ERROR,
    message=N_("This entry is hidden, and {what}."),
    help=N_("Have a steward, facilitator or safety coordinator in office put their handle to it, or show it again."),
    demands=("S25", "F09", "F10"),
    protects_side=True,
)

_MAY_HIDE = (RoleName.STEWARD, RoleName.FACILITATOR, RoleName.SAFETY)
_NO_OFFICE, _FUTURE = N_("{handle} may not do that on {day}"), N_("the day of it has not come yet")


def check(context: Context) -> Iterator[Problem]:
    """Notices that hide entries; a handle that nobody has is reported as unknown."""
    charter = context.archive.charter
    people = charter.people.value.people if charter else {}
    for _, entry in sorted(context.archive.entries.items()):
        if entry.hide is None:
            continue
        notice = entry.hide.value
        person = people.get(notice.by)
        if notice.on > context.as_of:
            yield build_problem(RULE, entry.hide.at("on"), what=_FUTURE)
        elif person and not any(holds(person, role, notice.on) for role in _MAY_HIDE):
            yield build_problem(RULE, entry.hide.at("by"), what=_NO_OFFICE, handle=notice.by, day=notice.on)
