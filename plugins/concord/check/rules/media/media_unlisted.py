"""A picture, sound or film lies in the folder and no entry describes it.

What: A file in `media/` is not named under `media` in `entry.yml`. It appears nowhere.
Why: What has no words, origin and rights cannot be shown; perhaps its lines were forgotten.
Bad:
    media/bridge.jpg   # not in entry.yml
Good:
    media:
      - {id: m1, file: bridge.jpg, alt: ..., caption: ..., origin: ..., rights: ...}
Fix: Describe it in `entry.yml`, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD006",
    name="media-unlisted",
    severity=Severity.WARNING,
    message=N_("No lines in entry.yml describe this file, so it is not shown."),
    help=N_("Describe it under media in entry.yml, or remove it."),
    demands=("S34", "F18"),
)


def check(context: Context) -> Iterator[Problem]:
    """Files against described media."""
    for entry, file in context.entries:
        described = {f"media/{media.file}" for media in file.value.media}
        for name, (_, media) in sorted(entry.media.items()):
            if name not in described:
                yield build_problem(RULE, Location(media.path))
