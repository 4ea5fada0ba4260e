"""A contested entry lacks a side's own account.

What: The entry is contested and to be published, and a side that owns it has no narrative in a required language,
nor does it say under `no_narrative` that it gives none.
Why: If one account stands alone it looks like the truth. Each side tells its own, or says in so many words why it does
not; the page prints that in its place. Nobody's silence is made up.
Bad:
    narrative.east.hi.md            # and none of west
Good:
    narrative.east.hi.md
    narrative.west.hi.md
Fix: Ask the side for its account, or set the status to `draft` until it is there. Nobody else writes it. If the
side offers none, it says so: `no_narrative: [{side: west, reason: none-for-now}]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Entry
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
            told = frozenset(_find_told(record.entry))
            silent = {absent.side for absent in record.file.value.no_narrative}
            for index, side in enumerate(record.file.value.owned_by):
                for lang in context.required_of(record.entry) if side not in silent else ():
                    if (side, lang) not in told and not context.has_text(record.entry, f"narrative.{side}.{lang}"):
                        yield build_problem(RULE, record.file.at("owned_by", index), side=side, language=lang)


def _find_told(entry: Entry) -> Iterator[tuple[str | None, str | None]]:
    """(side, language) of the narratives there are."""
    for part, _ in entry.texts.values():
        if part.kind is PartKind.NARRATIVE:
            yield part.speaker, part.lang
