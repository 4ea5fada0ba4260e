"""A sound or a film cannot be read, or is not what its name says.

What: The file is broken off, or is no MP3 (`.mp3`), no MP4 with a film in H.264 and at most one sound in AAC (`.mp4`),
and no MP4 with one sound in AAC (`.m4a`). More than 40 MB is too large.
Why: These play on every telephone, old ones too, without anything to install. What is in a file that cannot be followed
byte by byte nobody knows.
Bad:
    media/ferry-song.mp3   # in truth a WebM, or half of one
Good:
    media/ferry-song.mp3
Fix: Save the recording again in a program for sound or film: as MP3, or as MP4 with H.264 and AAC.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD010",
    name="recording-unreadable",
    severity=Severity.ERROR,
    message=N_("This recording cannot be read as what its name says."),
    help=N_("Save it again as MP3, or as MP4 with H.264 and AAC, with the ending that fits."),
    demands=("S35", "F12"),
)


def check(context: Context) -> Iterator[Problem]:
    """Every recording, walked through to its end."""
    for _, media, facts in context.recordings:
        if facts.recorded is None:
            yield build_problem(RULE, Location(media.path))
