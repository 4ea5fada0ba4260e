"""A picture or a film stands in an entry about human remains.

What: The entry's `sensitivity` names human remains, and it holds pictures or films.
Why: The dead are not exhibits. Words are enough, and their community is asked first.
Bad:
    sensitivity: [human-remains]
    media:
      - {id: m1, file: grave.jpg, ...}
Good:
    sensitivity: [human-remains]
Fix: Remove them.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.items import MediaForm, find_media_form
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD007",
    name="media-of-remains",
    severity=Severity.ERROR,
    message=N_("An entry about human remains shows no pictures."),
    help=N_("Remove the picture and its lines."),
    demands=("F14",),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Pictures of entries that concern human remains."""
    for entry, file in context.entries:
        if "human-remains" in file.value.sensitivity:
            for _, (_, media) in sorted(entry.media.items()):
                if find_media_form(media.path) is not MediaForm.SOUND:
                    yield build_problem(RULE, Location(media.path))
