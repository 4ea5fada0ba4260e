"""An approval counts only because the same change altered the rules.

What: Words become agreed by an approval of this change, and by the people, sides, languages and policy that were
agreed before it they would not.
Why: Who may say what is settled before it is said. Otherwise one change could lower a number, name a new steward for
the other side and use both at once.
Bad:
    people_per_side: 1   # and in the same change words that one person of each side approved
Good:
    people_per_side: 1   # agreed by all; the words follow in a later change
Fix: Propose the change of the rules alone. When it is part of the archive, propose the approvals.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.revision import AgreedWords
from concord.check.base import Base
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP058",
    name="approval-by-new-rules",
    severity=Severity.ERROR,
    message=N_("{part} of {entry} counts as agreed only by rules that this same change makes."),
    help=N_("Propose the change of the rules first, alone; approve by them afterwards."),
    demands=("S46", "S04", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """What is newly agreed by a new act, judged by the rules before as well."""
    base, old = context.base, context.by_old_rules
    if base is None or context.agreement is None or old is None or old is context.agreement:
        return
    by_old = {subject.about: subject.published for subject in old.subjects}
    for subject in context.agreement.subjects:
        before = base.subjects.get(subject.about)
        for name, sha256 in sorted(subject.published.items()):
            is_old = before is not None and before.published.get(name) == sha256
            if not is_old and by_old.get(subject.about, {}).get(name) != sha256:
                yield from _find_new(base, subject.id, name, subject.parts[name].agreed)


def _find_new(base: Base, entry: str, name: str, agreed: AgreedWords | None) -> Iterator[Problem]:
    """The last act of the change among those that made words agreed."""
    given = [act for act in (agreed.given if agreed else ()) if base.is_new(act)]
    if given:
        yield build_problem(RULE, given[-1].place, part=name, entry=entry)
