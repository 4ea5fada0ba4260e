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
from concord.model.archive import Archive
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
            if act.about not in seen and _is_gone(context.archive, act.about):
                seen.add(act.about)
                yield build_problem(RULE, statement.file.at("acts", index, "about"), about=act.about)


def _is_gone(archive: Archive, about: str) -> bool:
    """Whether there is no file of what an act is about; a table that cannot be read is there for all that."""
    kind, _, entry_id = about.partition("/")
    if kind == "entries":
        return entry_id not in archive.entries
    faulty = {problem.location.path for problem in archive.problems}
    return not entry_id and kind not in archive.tables and f"{kind}.yml" not in faulty
