"""Words that all agreed to are not kept in the archive.

What: Acts make words agreed, and the folder `agreed/` does not hold them.
Why: The site shows only what is kept there, byte for byte. Without it nothing can be shown or proved.
Bad:
    agreed/ without the file that an approval names
Good:
    agreed/3b1c...   # written by concord approve
Fix: Run `concord approve --keep` while the words still stand in the entry; else `concord repair` looks for them in the
history and in any copy of the archive or of its site.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP016",
    name="agreed-words-missing",
    severity=Severity.ERROR,
    message=N_("The agreed words {part} of {entry} are not kept."),
    help=N_("Run: concord approve --keep"),
    demands=("S04", "S42", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every published digest, read and verified."""
    for entry, part, error in context.unkept:
        if error.reason != "altered":
            yield build_problem(RULE, Location(f"agreed/{error.sha256}"), part=part, entry=entry)
