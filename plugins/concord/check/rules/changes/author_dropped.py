"""The record no longer says who wrote some words.

What: A line of `contributions` in `record.yml` with a handle is gone, and the words that it was about are still there.
Why: An author's own approval counts less than that of others, and readers may know who wrote for whom. Without the line
the author could approve alone.
Bad:
    contributions: []   # amina wrote text.hi
Good:
    contributions:
      - {part: text.hi, role: wrote, side: west, handle: amina}
Fix: Bring the line back. If it was wrong, say so to the other sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP078",
    name="author-dropped",
    severity=Severity.WARNING,
    message=N_("The record no longer says that {handle} worked on {part}."),
    help=N_("Bring the line back; an author's own approval counts less than that of others."),
    demands=("S05", "S24", "F08"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Lines of records with a handle, then and now."""
    for id_, before in context.base.archive.entries.items() if context.base else ():
        now = context.archive.entries.get(id_)
        if before.record is None or now is None or now.record is None:
            continue
        said = Counter((work.part, work.role, work.handle) for work in before.record.value.contributions)
        kept = Counter((work.part, work.role, work.handle) for work in now.record.value.contributions)
        parts = context.parts_of(now)
        for part, _, handle in sorted(said - kept, key=str):
            if handle and part in parts:
                place = now.record.at("contributions") if now.record.value.contributions else now.record.at()
                yield build_problem(RULE, place, handle=handle, part=part)
