"""A contested entry asks its readers nothing.

What: The entry is contested and to be published, and has fewer than two questions under `reflection`.
Why: Two accounts beside each other invite readers to choose. A good question invites them to think.
Bad:
    contested: true
Good:
    contested: true
    reflection:
      - {hi: ..., ur: ...}
      - {hi: ..., ur: ...}
Fix: Add two questions that readers of every side can ask themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU010",
    name="reflection-missing",
    severity=Severity.WARNING,
    message=N_("A contested entry should ask its readers at least two questions."),
    help=N_("Add two questions under reflection."),
    demands=("S11",),
)


FEWEST = 2


def check(context: Context) -> Iterator[Problem]:
    """Questions of published contested entries."""
    for record in context.published:
        if record.file.value.contested and len(record.file.value.reflection) < FEWEST:
            yield build_problem(RULE, record.file.at("contested"))
