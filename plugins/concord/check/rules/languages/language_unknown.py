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

from collections.abc import Iterable, Iterator
from typing import Any

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.check.strings import Said, iter_said
from concord.model.archive import Sourced
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
    """Tags of strings in entries, tables and charter, and of texts; works and names may be in any language."""
    if not context.languages:
        return
    known = frozenset(context.languages)
    for place, tag in _find_unknown(context, known):
        yield build_problem(RULE, place, tag=tag, known=", ".join(context.languages))


def _find_unknown(context: Context, known: frozenset[str]) -> Iterator[tuple[Location, str]]:
    charter = context.archive.charter
    for file in (charter.archive, charter.sides, charter.people) if charter else ():
        yield from _find_strings(file, iter_said(file.value), known)
    for table, strings in context.tables:
        yield from _find_strings(table, strings, known)
    for _, entry_file, strings in context.said:
        yield from _find_strings(entry_file, strings, known)
    for _, part, text, _ in context.texts:
        if part.lang and part.lang not in known and part.kind is not PartKind.WORK:
            yield Location(text.path), part.lang


def _find_strings(file: Sourced[Any], strings: Iterable[Said], known: frozenset[str]) -> Iterator[tuple[Location, str]]:
    for said in strings:
        if said.lang not in known:
            yield file.at_key(*said.path, said.lang), said.lang
