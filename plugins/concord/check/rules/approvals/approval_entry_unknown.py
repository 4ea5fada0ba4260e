"""Something was approved that is no longer there.

What: An act is about an entry whose folder does not exist.
Why: What all sides agreed to does not vanish without a word: an entry is withdrawn, and its folder stays.
Bad:
    about: entries/old-bridge   # the folder was deleted
Good:
    entries/old-bridge/record.yml with status: withdrawn
Fix: Bring the folder back; to take an entry from the site, set its status to `withdrawn`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP015",
    name="approval-entry-unknown",
    severity=Severity.ERROR,
    message=N_("The entry {about} was approved and is not there any more."),
    help=N_("Bring its folder back; to take it from the site, set its status to withdrawn."),
    demands=("S41", "F10"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Each vanished entry once, where it was approved first."""
    seen: set[str] = set()
    for statement in context.archive.statements:
        for index, act in enumerate(statement.file.value.acts):
            kind, _, entry_id = act.about.partition("/")
            if kind == "entries" and entry_id not in context.archive.entries and act.about not in seen:
                seen.add(act.about)
                yield build_problem(RULE, statement.file.at("acts", index, "about"), about=act.about)
