"""Captions belong to no recording of their entry.

What: A file `captions.<id>.<language>.vtt` names no sound and no film among the lines under `media` in `entry.yml`. It
is shown nowhere.
Why: Perhaps the id is mistyped, and the recording then waits for captions that are there.
Bad:
    captions.fery-song.hi.vtt      # the id is ferry-song
Good:
    captions.ferry-song.hi.vtt
Fix: Give the file the id of the recording, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD013",
    name="captions-unlisted",
    severity=Severity.WARNING,
    message=N_("These captions belong to no recording that entry.yml describes, so they are not shown."),
    help=N_("Give the file the id of the recording, or remove it."),
    demands=("S35",),
)


def check(context: Context) -> Iterator[Problem]:
    """Files of captions against described recordings."""
    for entry, file in context.entries:
        recordings = {media.id for media in file.value.media if media.form.is_recording}
        for _, (part, text) in sorted(entry.texts.items()):
            if part.kind is PartKind.CAPTIONS and part.slug not in recordings:
                yield build_problem(RULE, Location(text.path))
