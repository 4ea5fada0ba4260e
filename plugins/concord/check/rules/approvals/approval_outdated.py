"""Words have changed since somebody approved them.

What: Somebody approved other words of this text than those that stand there now.
Why: An approval is of exact words. These are proposed again; what was agreed before stays on the site until all
agree to the new ones.
Bad:
    text.hi.md, changed after amina approved it
Good:
    text.hi.md as amina approved it, or approved again
Fix: Show the steward what changed (`concord approve` does), or restore the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.ledger import Given
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Related, Rule, Severity

APPROVED = N_("{handle} approved the words of that day here, on {date}")

RULE = Rule(
    code="AP003",
    name="approval-outdated",
    severity=Severity.NOTE,
    message=N_("These words ({part}) have changed since they were approved."),
    help=N_("Show the stewards what changed: concord status says whose approval is needed."),
    demands=("S04", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Words in the tree that are not the agreed ones, and on which earlier approvals exist."""
    for judged in context.agreement.subjects if context.agreement else ():
        entry = context.archive.entries.get(judged.id)
        for name, status in sorted(judged.parts.items()):
            if status.proposed and status.verdict and status.verdict.outdated and not status.is_agreed:
                lang = status.part.lang
                titled = entry.file if entry and name.startswith("facts.") else None
                place = titled.at("title", lang) if titled and lang else Location(status.proposed.path)
                yield build_problem(RULE, place, *_find_places(status.verdict.outdated), part=name)


def _find_places(acts: tuple[Given, ...]) -> Iterator[Related]:
    for act in acts:
        yield Related(act.place, APPROVED, {"handle": act.handle, "date": act.date})
