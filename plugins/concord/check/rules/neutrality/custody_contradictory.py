"""A stretch of custody is a gap and names a holder, or is neither.

What: A line under `custody` has `gap: true` and a `holder`, or no gap and no `holder`.
Why: Where nothing is known, that is what the page shows. A gap with somebody's name in it accuses; a line without a
name looks like knowledge.
Bad:
    {id: k1, gap: true, holder: {en: a dealer}, what: {en: unknown from 1931 to 1950}, sources: [s1]}
Good:
    {id: k1, gap: true, what: {en: unknown from 1931 to 1950}, sources: [s1]}
Fix: Name the holder if a source does; else write `gap: true` and say under `what` what is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU015",
    name="custody-contradictory",
    severity=Severity.ERROR,
    message=N_("This stretch of custody contradicts itself: {what}."),
    help=N_("Name the holder if a source does; else write gap: true and what is not known."),
    demands=("F13",),
    protects_side=True,
)

_BOTH, _NEITHER = N_("nothing is known, and a holder is named"), N_("no holder is named, and it is no gap")


def check(context: Context) -> Iterator[Problem]:
    """Stretches of custody of every entry."""
    for _, file in context.entries:
        for index, stretch in enumerate(file.value.custody):
            if bool(stretch.gap) == bool(stretch.holder):
                what = _BOTH if stretch.gap else _NEITHER
                yield build_problem(RULE, file.at("custody", index), what=what)
