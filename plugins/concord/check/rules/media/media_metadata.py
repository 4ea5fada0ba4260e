"""A picture carries more than the picture.

What: The file holds metadata: Exif, XMP, IPTC, comments or texts, which may name a person, a camera, a place and a
time.
Why: Once published it cannot be taken back. A place in a photograph has led people to somebody's door.
Bad:
    media/bridge.jpg   # with the camera's position
Good:
    media/bridge.jpg   # pixels alone
Fix: Run `concord strip FILE`: it takes out all of it and leaves every pixel as it is. If a picture then lies on its
side, turn it and save it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD005",
    name="media-metadata",
    severity=Severity.ERROR,
    message=N_("This picture carries hidden data ({pieces}) that may name a person or a place."),
    help=N_("Run: concord strip {file}"),
    demands=("S25", "F09", "F11"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Pieces of every picture file that are not the picture."""
    for _, media, facts in context.pictures:
        if facts.metadata:
            yield build_problem(RULE, Location(media.path), pieces=", ".join(facts.metadata), file=media.path)
