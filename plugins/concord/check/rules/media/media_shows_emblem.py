"""A picture shows a flag or an emblem.

What: `shows` of a picture names `flag` or `emblem`.
Why: One side's sign over a shared thing says whose it is. Nobody comes first here, in a picture neither.
Bad:
    media:
      - {id: m1, file: gate.png, shows: [flag], ...}
Good:
    media:
      - {id: m1, file: gate.png, ...}      # the gate itself
Fix: Choose a picture of the thing itself, or crop it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="MD009",
    name="media-shows-emblem",
    severity=Severity.ERROR,
    message=N_("This picture shows a flag or an emblem."),
    help=N_("Choose a picture of the thing itself, or crop it."),
    demands=("S02", "F06"),
    protects_side=True,
)

_SIGNS = frozenset({"flag", "emblem"})


def check(context: Context) -> Iterator[Problem]:
    """What pictures show, as their lines say."""
    for _, file in context.entries:
        for index, media in enumerate(file.value.media):
            if _SIGNS.intersection(media.shows):
                yield build_problem(RULE, file.at("media", index, "shows"))
