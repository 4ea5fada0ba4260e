"""Nobody says how a text came to be.

What: A text of an entry that is to be published has no line under `contributions` that says who wrote or translated
it and how.
Why: Readers may know whether a person or a machine chose the words, and who answers for them.
Bad:
    contributions:
      - {part: text.hi, role: wrote, side: east}
    # text.ur.md has none
Good:
    contributions:
      - {part: text.hi, role: wrote, side: east}
      - {part: text.ur, role: translated, side: west, method: machine-assisted}
Fix: Add a line for the text: `role: wrote` or `translated`, and `method`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN005",
    name="translation-method-missing",
    severity=Severity.ERROR,
    message=N_("Nothing says who wrote or translated {part}, and how."),
    help=N_("Add a line like this one under contributions (role: wrote or translated): {line}"),
    demands=("S36", "F07"),
)


def check(context: Context) -> Iterator[Problem]:
    """Texts of published entries against the contributions of the record."""
    for record in context.published:
        made = {work.part for work in record.record.value.contributions if work.role != "reviewed"}
        for name in sorted(record.entry.texts):
            if name not in made:
                line = f"- {{part: {name}, role: wrote, method: human}}"
                yield build_problem(RULE, record.record.at("contributions"), part=name, line=line)
