"""A picture, sound or film that an entry describes is not there.

What: `media` in `entry.yml` names a file that the folder `media/` does not hold.
Why: A page would show a hole, and nobody could agree to it.
Bad:
    media:
      - {id: m1, file: bridge.jpg, ...}   # media/brdge.jpg
Good:
    media:
      - {id: m1, file: bridge.jpg, ...}   # media/bridge.jpg
Fix: Add the file, or correct its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="MD001",
    name="media-missing",
    severity=Severity.ERROR,
    message=N_("The file media/{file} is not there."),
    help=N_("Add the file to the entry's folder media, or correct its name."),
    demands=("S34",),
)


def check(context: Context) -> Iterator[Problem]:
    """Described media against files."""
    for entry, file in context.entries:
        for index, media in enumerate(file.value.media):
            if f"media/{media.file}" not in entry.media:
                yield build_problem(RULE, file.at("media", index, "file"), file=media.file)
