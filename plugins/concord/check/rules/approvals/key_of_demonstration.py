"""A key of a demonstration stands in an archive that is none.

What: Demonstrations sign with keys that everybody can make, so that nobody takes their approvals for real ones.
Such a key stands in the charter of this archive.
Why: Everybody has it, so an approval that it signed would be nobody's word.
Bad:
    demonstration: false, and a key of a demonstration
Good:
    demonstration: true, and a key of a demonstration
Fix: Make a key for this archive with `concord key new`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.demonstration_keys import is_demonstration_key
from concord.check.context import Context
from concord.check.keys import iter_keys
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP043",
    name="key-of-demonstration",
    severity=Severity.ERROR,
    message=N_("This key of {handle} belongs to demonstrations; anybody can sign with it."),
    help=N_("Make a new one: concord key new --as {handle}"),
    demands=("S04", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every key of an archive that is no demonstration, against the published list."""
    charter = context.archive.charter
    if charter is None or charter.archive.value.demonstration:
        return
    for held in iter_keys(context):
        if is_demonstration_key(held.key.key):
            yield build_problem(RULE, held.place, handle=held.handle)
