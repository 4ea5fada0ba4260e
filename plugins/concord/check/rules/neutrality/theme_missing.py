"""An entry is found under no subject.

What: An entry that is to be published has nothing under `themes`.
Why: Readers look for bread, music, bridges, and find there what the sides share; an entry without a theme is found
only by those who know it already.
Bad:
    themes: []
Good:
    themes: [bridges, rivers]
Fix: Add one to four themes; take those that other entries have, where they fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU031",
    name="theme-missing",
    severity=Severity.NOTE,
    message=N_("This entry is found under no theme."),
    help=N_("Add one to four themes under themes."),
    demands=("S48",),
)


def check(context: Context) -> Iterator[Problem]:
    """Themes of published entries."""
    for record in context.published:
        if not record.file.value.themes:
            yield build_problem(RULE, record.file.at("themes"))
