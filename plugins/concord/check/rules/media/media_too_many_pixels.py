"""A picture has more pixels than can be worked with safely.

What: The picture is larger than 60 million pixels, or says it is.
Why: A small file may unfold into one that fills a computer's memory.
Bad:
    20000 x 20000 pixels
Good:
    4000 x 3000 pixels
Fix: Make a smaller copy for the archive and keep the original elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.pictures import MAX_PIXELS
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD003",
    name="media-too-many-pixels",
    severity=Severity.ERROR,
    message=N_("This picture has too many pixels (at most {limit} million)."),
    help=N_("Make a smaller copy for the archive and keep the original elsewhere."),
    demands=("F12",),
)


def check(context: Context) -> Iterator[Problem]:
    """Declared sizes of pictures."""
    for _, media, facts in context.pictures:
        if facts.fault == "too-large":
            yield build_problem(RULE, Location(media.path), limit=str(MAX_PIXELS // 1_000_000))
