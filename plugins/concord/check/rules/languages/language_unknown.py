"""Words are marked as a language that the archive does not have.

What: A string or a text has a language tag that `charter/archive.yml` does not list.
Why: There is no edition in which it could appear, so it would be lost; mostly the tag is a slip.
Bad:
    title: {hi: पुल, urd: پل}
Good:
    title: {hi: पुल, ur: پل}
Fix: Correct the tag. A new language is a decision of all sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.check.strings import iter_said
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="LN002",
    name="language-unknown",
    severity=Severity.ERROR,
    message=N_("“{tag}” is no language of this archive."),
    help=N_("Use one of: {known}."),
    demands=("S36",),
)


def check(context: Context) -> Iterator[Problem]:
    """Tags of strings in entries and charter, and of texts; works and names may be in any language."""
    known = frozenset(context.languages)
    if not known:
        return
    for place, tag in _find_tags(context):
        if tag not in known:
            yield build_problem(RULE, place, tag=tag, known=", ".join(context.languages))


def _find_tags(context: Context) -> Iterator[tuple[Location, str]]:
    charter = context.archive.charter
    for file in (charter.archive, charter.sides, charter.people) if charter else ():
        yield from ((file.at_key(*said.path, said.lang), said.lang) for said in iter_said(file.value))
    for _, entry_file, strings in context.said:
        yield from ((entry_file.at_key(*said.path, said.lang), said.lang) for said in strings)
    for _, part, text, _ in context.texts:
        if part.lang and part.kind is not PartKind.WORK:
            yield Location(text.path), part.lang
