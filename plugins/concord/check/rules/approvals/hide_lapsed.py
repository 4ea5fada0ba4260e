"""An entry is hidden, and the days to decide about it have passed.

What: More than fourteen days have passed since the day in `hide.yml`, and the sides have not agreed since then what is
to stand there. The page no longer says that somebody is at risk, which only one of them says; it says that nothing was
decided. The words do not come back by themselves.
Why: A hiding without an end is a ban by one side. A hiding that ends by itself would endanger whoever was feared for
because somebody missed a day.
Bad:
    entries/ferry/hide.yml    # on: 2026-05-01; the day is 2026-06-01
Good:
    entries/ferry/hide.yml    # on: 2026-05-01
    entries/ferry/entry.yml   # tombstone: {ground: safety, on: 2026-05-12}, and all sides have agreed to it
Fix: Decide: agree to a short form, to `access: closed` with a label, or to a tombstone; or delete `hide.yml` together.
Who cannot agree asks the facilitator.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.clocks import HideState
from concord.check.context import Context
from concord.check.hidings import find_hidings
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP081",
    name="hide-lapsed",
    severity=Severity.WARNING,
    message=N_("This entry is hidden since {day}, and the sides have not decided about it until {until}."),
    help=N_("Agree to show it in short, to close it or to withdraw it; or end the hiding together."),
    demands=("F10", "F16", "S25"),
    protects_side=True,
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Notices whose days have passed without a decision."""
    for notice, hiding in find_hidings(context, HideState.LAPSED):
        yield build_problem(RULE, notice.at("on"), day=hiding.on or "", until=hiding.until or "")
