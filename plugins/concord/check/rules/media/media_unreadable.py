"""A picture cannot be read, or is not what its name says.

What: The file is broken off, is no picture, or is a picture of another kind than its ending says.
Why: It would look right on one computer and break on another; a file in disguise may be meant to do harm.
Bad:
    media/bridge.png   # in truth a JPEG, or half of one
Good:
    media/bridge.jpg
Fix: Save the picture again as PNG, JPEG or WebP, with the ending that fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD002",
    name="media-unreadable",
    severity=Severity.ERROR,
    message=N_("This picture cannot be read as what its name says."),
    help=N_("Save it again as PNG, JPEG or WebP, with the ending that fits."),
    demands=("S34", "F12"),
)


def check(context: Context) -> Iterator[Problem]:
    """Every picture, decoded wholly in a guarded way."""
    for _, media, facts in context.pictures:
        if facts.fault in ("unreadable", "other-format"):
            yield build_problem(RULE, Location(media.path))
