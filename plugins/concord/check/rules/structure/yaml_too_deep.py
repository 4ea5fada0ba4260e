"""Lists or mappings stand inside each other too deeply.

What: Values are nested deeper than any file of the archive needs.
Why: Very deep files can crash programs that read them.
Bad:
    themes: [[[[[[[[[[[[[[[[[[[[[[[[[[ music ]]]]]]]]]]]]]]]]]]]]]]]]]]
Good:
    themes: [music]
Fix: Take the extra brackets or indentation away.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST008",
    name="yaml-too-deep",
    severity=Severity.ERROR,
    message=N_("Values stand inside each other more than {limit} levels deep."),
    help=N_("Take the extra brackets or indents away."),
    demands=("F12",),
)

check = found_by_reader
