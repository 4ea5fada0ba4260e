"""Words made by a machine alone are to be published.

What: A text was made by a machine (`method: machine`), and nobody is recorded as having reviewed it.
Why: A machine knows neither side. A person who reads the language has to answer for every word that is shown.
Bad:
    contributions:
      - {part: text.ur, role: translated, method: machine}
Good:
    contributions:
      - {part: text.ur, role: translated, method: machine}
      - {part: text.ur, role: reviewed, handle: amina}
Fix: Have a person who reads the language review it, and record the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.record import Method
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN006",
    name="machine-unreviewed",
    severity=Severity.ERROR,
    message=N_("{part} was made by a machine and nobody has reviewed it."),
    help=N_("Have a reader of the language review it, and add a line with role: reviewed."),
    demands=("F07", "S37"),
)


def check(context: Context) -> Iterator[Problem]:
    """Machine-made texts of published entries against recorded reviews."""
    for record in context.published:
        works = record.record.value.contributions
        reviewed = {work.part for work in works if work.role == "reviewed" and work.method is not Method.MACHINE}
        for index, work in enumerate(works):
            if work.role != "reviewed" and work.method is Method.MACHINE and work.part not in reviewed:
                yield build_problem(RULE, record.record.at("contributions", index), part=work.part)
