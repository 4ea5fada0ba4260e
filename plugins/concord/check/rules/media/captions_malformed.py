"""A file of captions is none, or holds more than times and words.

What: Captions (`captions.<id>.<language>.vtt`) are WebVTT in its simplest form: the line `WEBVTT`; then for each
caption an empty line, its times, and one to three lines of plain words. One begins when the one before has ended.
Numbers, settings, styles, notes and markup have no place.
Why: The same words are shown under the film, printed as a transcript, searched, and agreed to. What only some players
understand would be agreed to unseen.
Bad:
    1
    00:00:01,000 --> 00:00:04,500
    <i>Pull!</i>
Good:
    00:01.000 --> 00:04.500
    Pull!
Fix: Correct the line; a program for captions that saves “WebVTT” is near it, and numbers and markup are to be removed.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader as check
from concord.problems import N_, Rule, Severity

__all__ = ["RULE", "check"]

RULE = Rule(
    code="MD011",
    name="captions-malformed",
    severity=Severity.ERROR,
    message=N_("These are no captions as they can be shown and read: {what}."),
    help=N_("A caption is a line of times and one to three lines of plain words, with an empty line before it."),
    demands=("S35", "F12"),
)
