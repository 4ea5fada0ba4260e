"""A picture shows a map.

What: `shows` of a picture names `map`.
Why: A map draws a border, and each State punishes those that are not its own. There is no map that all sides may
publish here; places are said in words, and where all sides agreed to it as points beside a coast that the program draws
itself. A line that one side cannot sign would stand in everybody's name.
Bad:
    media:
      - {id: m1, file: valley.png, shows: [map], ...}
Good:
    where: {words: {hi: घाटी में, ur: وادی میں}, refs: [valley]}
Fix: Take the picture out and say the place in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="MD008",
    name="media-shows-map",
    severity=Severity.ERROR,
    message=N_("This picture shows a map, and no picture of a map is shown here."),
    help=N_("Take the picture out and say the place in words."),
    demands=("F05",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """What pictures show, as their lines say."""
    for _, file in context.entries:
        for index, media in enumerate(file.value.media):
            if "map" in media.shows:
                yield build_problem(RULE, file.at("media", index, "shows"))
