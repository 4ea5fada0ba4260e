"""Somebody approved words in a language without a reader of it.

What: The steward does not read the language and names nobody who does.
Why: Agreeing to words means knowing them; for a language one does not read, a reader answers by name.
Bad:
    act: agree
    part: text.ur      # the steward reads hi and en
Good:
    act: agree
    part: text.ur
    relies_on: urdu-reader
Fix: Approve again with `--relies-on LANG=HANDLE`, or list the language under `reads` if the steward reads it.
"""

from __future__ import annotations

from concord.check.rule import refused_by_ledger
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="AP013",
    name="approval-language-unread",
    severity=Severity.ERROR,
    message=N_("{handle} does not read the language of {part} and names no reader of it."),
    help=N_("Approve again with --relies-on, naming a reader who is in office."),
    demands=("S36", "F07"),
    protects_side=True,
)

check = refused_by_ledger(RULE)
