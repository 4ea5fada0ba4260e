"""Words that all agreed to were changed where they are kept.

What: A file in `agreed/` is not what its name says, or holds what no words of its kind can be.
Why: Somebody changed what all sides agreed to, or approved what was never a text, or a disk failed. None of it may
reach a reader.
Bad:
    agreed/3b1c...   # edited by hand
Good:
    agreed/3b1c...   # as it was written
Fix: Bring the file back with `concord repair`, and ask how it came to change.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP017",
    name="agreed-words-altered",
    severity=Severity.ERROR,
    message=N_("The agreed words {part} of {entry} were changed where they are kept."),
    help=N_("Bring this file back from an earlier version, and ask how it came to change."),
    demands=("S04", "S42", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every published digest, read and verified."""
    for entry, part, error in context.unkept:
        if error.reason == "altered":
            yield build_problem(RULE, Location(f"agreed/{error.sha256}"), part=part, entry=entry)
