"""Something closed has no label to stand in its place.

What: `access` is `closed` or `embargo`, or `share` is `no` or `not-sure`, and there is no `label`.
Why: Readers should know that something is there and is kept from them for a reason. Without words of its own for
this, a page shows only its kind, or somebody later puts its true name there.
Bad:
    access: closed
    # no label
Good:
    access: closed
    label: {hi: एक रिकॉर्डिंग, जो सबके लिए नहीं है, ur: ایک ریکارڈنگ، جو سب کے لیے نہیں ہے}
Fix: Write a few neutral words that give nothing away, or remove the folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.forms import is_closed
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT010",
    name="label-missing",
    severity=Severity.ERROR,
    message=N_("This entry is not for all, and nothing says what may stand in its place."),
    help=N_("Add a label: a few neutral words that give nothing away."),
    demands=("S27", "F11"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Labels of entries that are closed, under embargo, or not given to all."""
    for _, file in context.entries:
        if is_closed(file.value) and not file.value.label:
            yield build_problem(RULE, file.at_key("access" if file.value.access else "share"))
