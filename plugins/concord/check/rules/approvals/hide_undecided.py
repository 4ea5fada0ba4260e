"""An entry is hidden, and the sides have days left to decide about it.

What: The entry has a `hide.yml`, not more than fourteen days have passed since its day, and the sides have not agreed
since then what is to stand there: the entry in short, its label alone, or that it was withdrawn.
Why: One person's fear is enough to hide something, and that is right. It is not enough to hide it for good: then one
side could silence the other without ever giving a reason.
Bad:
    entries/ferry/hide.yml    # on: 2026-05-25; the day is 2026-06-01
Good:
    entries/ferry/hide.yml    # on: 2026-05-25
    entries/ferry/entry.yml   # tombstone: {ground: safety, on: 2026-05-28}, and all sides have agreed to it
Fix: Talk. Then agree to a short form, to `access: closed` with a label, or to a tombstone; or, if the fear has gone,
delete `hide.yml` together.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.clocks import HideState
from concord.check.context import Context
from concord.check.hidings import find_hidings
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP080",
    name="hide-undecided",
    severity=Severity.WARNING,
    message=N_("This entry is hidden since {day}; the sides have until {until} to decide about it."),
    help=N_("Agree to show it in short, to close it or to withdraw it; or end the hiding together."),
    demands=("F10", "F16", "S25"),
    protects_side=True,
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Notices whose days have not passed; of one that cannot be read the reader tells."""
    for notice, hiding in find_hidings(context, HideState.OPEN):
        yield build_problem(RULE, notice.at("on"), day=hiding.on or "", until=hiding.until or "")
