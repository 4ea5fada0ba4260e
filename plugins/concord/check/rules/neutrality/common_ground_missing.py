"""A contested entry does not say what all sides share.

What: The entry is contested and to be published, and in a required language there is neither
`common-ground.<language>.md` nor a list of `open_questions` that is whole in that language.
Why: Accounts beside each other show a quarrel; what all can say together shows what is kept in common. Where that is
nothing yet, the sides can at least agree on what they do not agree on.
Bad:
    narrative.east.hi.md narrative.west.hi.md
Good:
    narrative.east.hi.md narrative.west.hi.md common-ground.hi.md
Fix: Write what all sides can say; or, if there is nothing yet, the questions that are open, under `open_questions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.entry import EntryFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU006",
    name="common-ground-missing",
    severity=Severity.ERROR,
    message=N_("What all sides can say together is missing in {language} ({name})."),
    help=N_("Write it together, or list under open_questions what is not agreed yet."),
    demands=("S10",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Common ground of published contested entries, language by language."""
    for record in context.published:
        if record.file.value.contested:
            for lang in context.required_of(record.entry):
                if not _asks(record.file.value, lang) and not context.has_text(record.entry, f"common-ground.{lang}"):
                    place = record.file.at("contested")
                    yield build_problem(RULE, place, language=lang, name=f"common-ground.{lang}.md")


def _asks(file: EntryFile, lang: str) -> bool:
    """Whether the open questions stand in for common ground, each of them said in a language."""
    return bool(file.open_questions) and all(lang in question for question in file.open_questions)
