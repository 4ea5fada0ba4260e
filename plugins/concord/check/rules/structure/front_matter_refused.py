"""A text begins with settings between lines of hyphens.

What: A Markdown file begins with `---`, as files of other generators do.
Why: Settings in a text could change the page around it. What an entry says of itself stands in `entry.yml`.
Bad:
    ---
    title: The bridge
    ---
    The bridge was built ...
Good:
    The bridge was built ...
Fix: Move what is needed to `entry.yml` and delete the block.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST014",
    name="front-matter-refused",
    severity=Severity.ERROR,
    message=N_("A text may not begin with settings between lines of hyphens."),
    help=N_("Delete the block; what an entry says of itself stands in entry.yml."),
    demands=("S01",),
)

check = found_by_reader
