r"""White space that editors do not show stands outside quotation marks.

What: A tab, a no-break space or an unusual line break stands where only plain spaces and line ends may stand.
Why: It looks like a space and is not one: the value lands under another name, or every later line number is wrong.
Bad:
    title:\thi: पुल        # a tab
Good:
    title:
      hi: पुल
Fix: Replace it by plain spaces or a plain line end.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST011",
    name="yaml-white-space",
    severity=Severity.ERROR,
    message=N_("{character} stands here: {what}."),
    help=N_("Replace it by plain spaces or a plain line end."),
    demands=("F25",),
)

check = found_by_reader
