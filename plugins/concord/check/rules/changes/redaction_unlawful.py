"""A redaction does not say what was done, or leaves nothing in the place of what it takes away.

What: A new record in `programme/redactions.yml` has not the next number, names another count of files than the change
takes out of `agreed/`, or the entry has no tombstone for safety with all its owners, agreed by them or behind a notice
that hides the entry. Or the coordinators were not in office by the rules before the change.
Why: Everybody may know that something was taken out, when, and by whose word; only not what. A redaction that cannot
be counted could take anything with it.
Bad:
    - {n: 1, date: 2026-05-20, ground: safety, entry: ferry, by: [amina, boris], files: 2}   # and nine files are gone
Good:
    - {n: 1, date: 2026-05-20, ground: safety, entry: ferry, by: [amina, boris], files: 9}
Fix: Correct the record before anybody agrees to it, and put the tombstone and `hide.yml` in place.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.redactions import find_new_redactions
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP095",
    name="redaction-unlawful",
    severity=Severity.ERROR,
    message=N_("Redaction {number} is not lawful: {what}."),
    help=N_("Correct the record, then have both coordinators agree to it; leave a tombstone and a notice."),
    demands=("F09", "F10"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every fault of every new record."""
    for new in find_new_redactions(context):
        one = new.redaction
        for fault in new.faults:
            values = {"said": str(one.files), "found": str(len(new.removed))}
            yield build_problem(RULE, new.place, number=str(one.n), what=fault, **values)
