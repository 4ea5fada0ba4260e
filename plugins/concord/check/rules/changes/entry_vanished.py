"""An entry or table with agreed words was taken away.

What: Before this change words of it were agreed by all owning sides. Now its folder or file is gone.
Why: Nobody may make what all sides agreed to vanish, be it by mistake. Readers and lessons point to it.
Bad:
    entries/old-bridge/   # deleted
Good:
    entries/old-bridge/entry.yml with a tombstone that all owning sides approve
Fix: Bring it back. To take it from the site, write a `tombstone` into its `entry.yml` and have all owning sides
approve it; to hide it at once, add `hide.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP050",
    name="entry-vanished",
    severity=Severity.ERROR,
    message=N_("Words of {entry} were agreed by all, and it is gone."),
    help=N_("Bring it back; to withdraw it, leave a tombstone that all owning sides approve."),
    demands=("S41", "F01", "F10"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """What was published against what is there; what cannot be read is reported by the reader."""
    for judged in context.base.published if context.base else ():
        path = judged.about if judged.about.startswith("entries/") else judged.id
        gone = judged.id not in context.archive.entries and judged.about not in context.archive.tables
        if gone and path not in context.faulty:
            yield build_problem(RULE, Location(path), entry=judged.id)
