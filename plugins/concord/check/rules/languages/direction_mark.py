r"""A mark that changes the direction of writing stands in the text.

What: Embeddings, overrides and isolates in quoted words or Markdown. Balanced ones only warn.
Why: They cannot be seen, and can make a sentence read otherwise than it was written. The site sets directions
itself.
Bad:
    text: "see \u2067…\u2069"
Good:
    see <span lang="ur">…</span>
Fix: Remove the mark; where words in another language stand, mark the language instead.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="LN007",
    name="direction-mark",
    severity=Severity.WARNING,
    message=N_("{character} changes the direction of writing here and cannot be seen."),
    help=N_('Remove it; mark words of another language with <span lang="…"> instead.'),
    demands=("F25",),
)

check = found_by_reader
