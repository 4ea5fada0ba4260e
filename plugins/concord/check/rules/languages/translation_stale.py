"""A translation follows words that have changed since.

What: `record.yml` names the exact words a translation was made from, and those words are other ones now.
Why: Readers of one language would read yesterday's page without knowing it.
Bad:
    translations:
      - {part: text.ur, source: text.hi, sha256: (of the text before)}
Good:
    translations:
      - {part: text.ur, source: text.hi, sha256: (of the text now)}
Fix: Bring the translation up to date and record the words it follows now: `sha256sum text.hi.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN004",
    name="translation-stale",
    severity=Severity.WARNING,
    message=N_("{part} follows older words of {source}."),
    help=N_("Bring the translation up to date, then write here: sha256: {sha256}"),
    demands=("S36", "F07"),
    told_on_page=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Recorded sources of translations against the words as they stand."""
    for record, outdated, sha256 in context.outdated:
        place = record.record.at("translations", outdated.index, "sha256")
        yield build_problem(RULE, place, part=outdated.part, source=outdated.source, sha256=sha256)
