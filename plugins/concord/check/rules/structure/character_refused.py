r"""A character stands here that could deceive or cannot be shown.

What: Control characters, code points without a meaning, presentation forms, and hidden direction marks in names or
left unclosed.
Why: What is seen must be what is agreed to. Such characters can turn a sentence round or hide a word.
Bad:
    by: "pk\u202e"
Good:
    by: pk
Fix: Remove the character; an editor that shows invisible characters helps.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST013",
    name="character-refused",
    severity=Severity.ERROR,
    message=N_("{character} may not stand here: {what}."),
    help=N_("Remove it; an editor that shows invisible characters helps."),
    demands=("F25",),
)

check = found_by_reader
