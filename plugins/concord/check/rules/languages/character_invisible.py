r"""An invisible character stands in the words.

What: A zero width space, word joiner or soft hyphen: lawful, but never needed here.
Why: A search does not find the word, and two texts that look the same differ.
Bad:
    पु\u200bल
Good:
    पुल
Fix: Remove it. Joiners that a script needs (ZWJ, ZWNJ) are not meant.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="LN008",
    name="character-invisible",
    severity=Severity.WARNING,
    message=N_("{character} stands here and cannot be seen."),
    help=N_("Remove it."),
    demands=("F25",),
)

check = found_by_reader
