"""An entry that was hidden for safety is to be shown again.

What: Before this change the entry had a `hide.yml`, and now it has none; or its day is a later one.
Why: Somebody feared for somebody. Whoever shows it again should know that, and the person who hid it should be asked.
Bad:
    entries/ferry/hide.yml   # deleted the next morning
Good:
    entries/ferry/hide.yml   # until the sides have talked
Fix: Ask the person named in it, and the other sides. This is no longer asked when two weeks have passed since its day,
or all sides have agreed meanwhile what is to stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.clocks import HideState, assess_hiding
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP075",
    name="hide-removed",
    severity=Severity.WARNING,
    message=N_("This entry was hidden for safety; the change ends that or sets its days anew."),
    help=N_("Ask the person who hid it, and the other sides, before it is shown again."),
    demands=("S25", "F09", "F10"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Notices, then and now."""
    for id_, before in context.base.archive.entries.items() if context.base else ():
        now = context.archive.entries.get(id_)
        if now is None or not before.is_hidden:
            continue
        was, is_ = before.hide, now.hide
        judged = context.agreement.entries.get(id_) if context.agreement else None
        hiding = assess_hiding(before, judged, context.store, context.as_of)
        if not now.is_hidden and hiding and hiding.state is HideState.OPEN:
            yield build_problem(RULE, Location(f"{now.folder}/hide.yml"))
        elif was and is_ and was.value.on != is_.value.on:
            yield build_problem(RULE, is_.at("on"))
