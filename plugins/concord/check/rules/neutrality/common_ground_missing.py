"""A contested entry does not say what all sides share.

What: The entry is contested and to be published, and `common-ground.<language>.md` is absent in a required
language.
Why: Accounts beside each other show a quarrel; what all can say together shows what is kept in common.
Bad:
    narrative.east.hi.md narrative.west.hi.md
Good:
    narrative.east.hi.md narrative.west.hi.md common-ground.hi.md
Fix: Write what all sides can say, even if it is only the open questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU006",
    name="common-ground-missing",
    severity=Severity.ERROR,
    message=N_("What all sides can say together is missing in {language} ({name})."),
    help=N_("Write it together, even if it is only the open questions."),
    demands=("S10",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Common ground of published contested entries, language by language."""
    for record in context.published:
        if record.file.value.contested:
            for lang in context.required_of(record.entry):
                if not context.has_text(record.entry, f"common-ground.{lang}"):
                    place = record.file.at("contested")
                    yield build_problem(RULE, place, language=lang, name=f"common-ground.{lang}.md")
