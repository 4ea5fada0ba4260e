"""A work is shown by somebody's leave, and nothing says whose.

What: A work has `basis: permission` or `basis: community`, and the entry has neither a `consent` nor a `note` at the
work that says who gave it.
Why: A leave that nobody can name cannot be asked for again, nor taken back.
Bad:
    works:
      - {id: main, basis: permission, ...}
Good:
    works:
      - {id: main, basis: permission, note: {en: Printed with the leave of the singer's daughter, 2026}, ...}
Fix: Say in `note` who gave leave and when, by role and not by name, or record the terms under `consent`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import Basis
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT012",
    name="work-consent-missing",
    severity=Severity.ERROR,
    message=N_("This work is shown by somebody's leave, and nothing says whose."),
    help=N_("Say in a note who gave leave and when, or record the terms under consent."),
    demands=("S26", "F15"),
    protects_side=True,
)

_BY_LEAVE = frozenset({Basis.PERMISSION, Basis.COMMUNITY})


def check(context: Context) -> Iterator[Problem]:
    """Works that stand here by leave of a person or a community."""
    for _, file in context.entries:
        for index, work in enumerate(file.value.works):
            if work.basis in _BY_LEAVE and not work.note and not file.value.consent:
                yield build_problem(RULE, file.at("works", index, "basis"))
