"""A word to learn lacks a language of the archive.

What: A term of `glossary.yml` has no `term` or no `meaning` in one of the languages of the archive.
Why: The list is there so that each side's readers learn a word of the other's. A gap teaches in one direction only.
Bad:
    - {id: bridge, term: {hi: पुल}, meaning: {hi: ...}}
Good:
    - {id: bridge, term: {hi: पुल, ur: پل}, meaning: {hi: ..., ur: ...}}
Fix: Ask a reader of the language for the word.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.tables import GlossaryFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN009",
    name="glossary-language-missing",
    severity=Severity.ERROR,
    message=N_("This word to learn lacks “{name}” in {language}."),
    help=N_("Ask a reader of {language} for it."),
    demands=("S33", "S36", "F22"),
)

FIELDS = ("term", "meaning")


def check(context: Context) -> Iterator[Problem]:
    """Terms of the glossary, language by language."""
    table = context.archive.tables.get("glossary")
    if table is None or not isinstance(table.file.value, GlossaryFile):
        return
    for index, term in enumerate(table.file.value.terms):
        for name in FIELDS:
            for lang in context.languages:
                if lang not in getattr(term, name):
                    yield build_problem(RULE, table.file.at_key("terms", index, name), name=name, language=lang)
