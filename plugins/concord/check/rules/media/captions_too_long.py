"""Captions go on after the recording has ended.

What: A caption ends more than a second later than the sound or film that it belongs to.
Why: Either the captions are those of another recording, or the recording is a shortened one: then words are agreed to
that nobody can hear.
Bad:
    00:58.000 --> 01:03.000      # of a recording of 40 seconds
Good:
    00:36.000 --> 00:39.500
Fix: Correct the times, or put the captions beside the recording that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.captions import parse_captions
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="MD014",
    name="captions-too-long",
    severity=Severity.ERROR,
    message=N_("These captions end {seconds} seconds after the recording {file} does."),
    help=N_("Correct the times, or put them beside the recording that they belong to."),
    demands=("S35",),
)

_LEEWAY = 1_000


def check(context: Context) -> Iterator[Problem]:
    """The last caption of each file against the length of its recording."""
    lengths = {media.path: facts.recorded.ms for _, media, facts in context.recordings if facts.recorded}
    for entry, file in context.entries:
        for media in file.value.media:
            length = lengths.get(f"{entry.folder}/media/{media.file}")
            for _, (part, text) in sorted(entry.texts.items()):
                if length and part.kind is PartKind.CAPTIONS and part.slug == media.id:
                    late = parse_captions(text.text)[-1].end - length
                    if late > _LEEWAY:
                        yield build_problem(RULE, Location(text.path), seconds=str(late // 1000), file=media.file)
