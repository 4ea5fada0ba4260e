"""A side is said to give no account, and gives one.

What: `no_narrative` names a side that has a `narrative.<side>....md` in the same entry, or names a side twice.
Why: The page would print “offers none” beside the account itself; readers would believe whichever they saw first.
Bad:
    no_narrative: [{side: west, reason: none-for-now}]
    narrative.west.en.md
Good:
    no_narrative: [{side: west, reason: none-for-now}]
    # and no narrative of west
Fix: Take the line out once the side has written, or the account away if the side takes it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU022",
    name="narrative-contradicted",
    severity=Severity.ERROR,
    message=N_("The side “{side}” is said to give no account, and {what}."),
    help=N_("Take the line out, or the account away if the side takes it back."),
    demands=("S09",),
    protects_side=True,
)

_TOLD, _TWICE = N_("its account stands here"), N_("this is said twice")


def check(context: Context) -> Iterator[Problem]:
    """Sides without an account, against the accounts there are."""
    for entry, file in context.entries:
        absent = [line.side for line in file.value.no_narrative]
        told = {part.speaker for part, _ in entry.texts.values() if part.kind is PartKind.NARRATIVE} if absent else ()
        for index, side in enumerate(absent):
            if side in told or side in absent[:index]:
                what = _TOLD if side in told else _TWICE
                yield build_problem(RULE, file.at("no_narrative", index, "side"), side=side, what=what)
