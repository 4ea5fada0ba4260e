"""A picture, sound or film carries more than what is seen and heard.

What: The file holds metadata: Exif, XMP, IPTC, ID3, comments or texts, tracks of positions, days on which it was made,
or bytes that belong to nothing. They may name a person, a camera, a place and a time.
Why: Once published it cannot be taken back. A place in a photograph has led people to somebody's door.
Bad:
    media/bridge.jpg   # with the camera's position
Good:
    media/bridge.jpg   # pixels alone
Fix: Run `concord strip FILE`: it takes out all of it and leaves every pixel and every sound as it is. If a picture then
lies on its side, turn it and save it.
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
    message=N_("This file carries hidden data ({pieces}) that may name a person or a place."),
    help=N_("Run: concord strip {file}"),
    demands=("S25", "F09", "F11"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Pieces of every media file that are neither seen nor heard."""
    found = [(media, facts.metadata) for _, media, facts in context.pictures]
    found += [(media, facts.metadata) for _, media, facts in context.recordings]
    for media, metadata in found:
        if metadata:
            yield build_problem(RULE, Location(media.path), pieces=", ".join(metadata), file=media.path)
