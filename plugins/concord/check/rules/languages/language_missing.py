"""An entry that is to be published lacks words in a required language.

What: A title, caption, claim or other string, or the text itself, is absent in a language that every published
entry needs.
Why: No edition is a lesser one: what one side's readers can read, the other's can too.
Bad:
    title: {hi: पुल}            # ur is required too
Good:
    title: {hi: पुल, ur: پل}
Fix: Add the words in that language, or ask for `status: draft` until they are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.check.strings import iter_words
from concord.model.document import KeyPath
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN001",
    name="language-missing",
    severity=Severity.ERROR,
    message=N_("The words in {language} are missing here ({name})."),
    help=N_("Add them, or set the status to draft until they are there."),
    demands=("S36", "F07", "F22"),
)


def check(context: Context) -> Iterator[Problem]:
    """Strings and texts of published entries, language by language. Pictures have a rule of their own."""
    for record in context.published:
        required = context.required_of(record.entry)
        for path, words in iter_words(record.file.value):
            if path[0] != "media":
                for lang in required:
                    if lang not in words:
                        yield build_problem(RULE, record.file.at_key(*path), language=lang, name=_spell(path))
        for lang in required:
            if not context.has_text(record.entry, f"text.{lang}"):
                yield build_problem(RULE, record.record.at("status"), language=lang, name=f"text.{lang}.md")


def _spell(path: KeyPath) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
