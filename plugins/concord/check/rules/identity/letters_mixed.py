"""One word of a name mixes letters of two alphabets.

What: A word in a name mixes Latin letters with Greek, Cyrillic or Armenian ones that look like them.
Why: It looks like a known name and is another: a search fails, and a person or place can be impersonated.
Bad:
    text: Мostar   # the first letter is Cyrillic
Good:
    text: Mostar
Fix: Type the word again with one keyboard.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ID004",
    name="letters-mixed",
    severity=Severity.ERROR,
    message=N_("The word “{word}” mixes letters of {scripts}."),
    help=N_("Type the word again with one keyboard."),
    demands=("F25",),
)

check = found_by_reader
