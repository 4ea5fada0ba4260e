"""A contested entry lacks a side's own account.

What: The entry is contested and to be published, and a side that owns it has no narrative in a required language.
Why: If one account stands alone it looks like the truth. Each side tells its own, or the entry waits.
Bad:
    narrative.east.hi.md            # and none of west
Good:
    narrative.east.hi.md
    narrative.west.hi.md
Fix: Ask the side for its account, or set the status to `draft` until it is there. Nobody else writes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU004",
    name="narrative-missing",
    severity=Severity.ERROR,
    message=N_("The account of the side “{side}” is missing in {language}."),
    help=N_("Ask this side for its account (narrative.{side}.…), or set the status to draft until it is there."),
    demands=("S09",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Narratives of published contested entries, by owning side and required language."""
    for record in context.published:
        if record.file.value.contested:
            told = {
                (part.speaker, part.lang) for part, _ in record.entry.texts.values() if part.kind is PartKind.NARRATIVE
            }
            for index, side in enumerate(record.file.value.owned_by):
                for lang in context.required_of(record.entry):
                    if (side, lang) not in told:
                        yield build_problem(RULE, record.file.at("owned_by", index), side=side, language=lang)
