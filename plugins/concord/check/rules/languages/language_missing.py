"""An entry that is to be published lacks words in a required language.

What: A title, caption, claim or other string, or the text itself, is absent in a language that every published entry
needs.
Why: No edition is a lesser one: what one side's readers can read, the other's can too.
Bad:
    title: {hi: पुल}            # ur is required too
Good:
    title: {hi: पुल, ur: پل}
Fix: Add the words in that language, or ask for `status: draft` until they are there. Something closed needs only its
`label` in every language, a stub or a withdrawn entry only what its page shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context, Record
from concord.check.forms import SHOWN, find_form
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
    """Strings and texts of entries to be shown, language by language. Pictures have a rule of their own."""
    for record in context.shown:
        yield from _check_strings(record, context.required_of(record.entry))
    for record in context.published:
        for lang in context.required_of(record.entry):
            if not context.has_text(record.entry, f"text.{lang}"):
                yield build_problem(RULE, record.record.at("status"), language=lang, name=f"text.{lang}.md")


def _check_strings(record: Record, required: tuple[str, ...]) -> Iterator[Problem]:
    """Every string of an entry that stands whole; of a short form, those that it shows."""
    shown = SHOWN.get(find_form(record.file.value))
    for path, words in iter_words(record.file.value):
        # Words that are not there at all are publication-incomplete's to ask for.
        if words and path[0] != "media" and (shown is None or path[0] in shown):
            for lang in required:
                if lang not in words:
                    yield build_problem(RULE, record.file.at_key(*path), language=lang, name=_spell(path))


def _spell(path: KeyPath) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
