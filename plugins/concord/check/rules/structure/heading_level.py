"""A heading has a level that cannot stand there.

What: A text begins its headings with one `#`, which is the title's, or leaves a level out.
Why: Whoever listens to a page moves by its headings; a level that is missing sounds like a page torn out.
Bad:
    # The bridge
    #### Who built it
Good:
    ## Who built it
    ### The first plan
Fix: Begin with `##` and go down one level at a time. The title stands in `entry.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.markdown import Heading
from concord.check.rule import build_problem, take
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST020",
    name="heading-level",
    severity=Severity.ERROR,
    message=N_("A heading of level {level} cannot stand here; at most {marks} may."),
    help=N_("Begin with ## and go down one level at a time; the title stands in entry.yml."),
    demands=("S35",),
)


def check(context: Context) -> Iterator[Problem]:
    """Headings of every text, in order."""
    for _, _, text, markup in context.texts:
        for offset, level, allowed in take(_find_jumps(markup.headings)):
            yield build_problem(RULE, text.at(offset), level=str(level), marks="#" * allowed)


def _find_jumps(headings: tuple[Heading, ...]) -> Iterator[tuple[int, int, int]]:
    """(place, level, deepest level allowed there) of headings of level 1 and of those that skip one."""
    before = 1
    for heading in headings:
        if not 1 < heading.level <= before + 1:
            yield heading.offset, heading.level, before + 1
        before = max(heading.level, 1)
