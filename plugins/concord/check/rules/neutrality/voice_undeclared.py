"""Somebody speaks for a community, and nothing says by what right.

What: A file `voice.<community>.<language>.md` belongs to a community that `voices` in `entry.yml` does not list.
Why: Many speak for communities that never asked them to. Who speaks here, a member, an organisation or a published
source, is said beside the words.
Bad:
    voice.ferrymen.en.md   # and no voices in entry.yml
Good:
    voices:
      - {community: ferrymen, name: {en: Ferrymen}, basis: organisation}
Fix: List the community under `voices` with the basis on which it is heard, or take the words out.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="NU019",
    name="voice-undeclared",
    severity=Severity.ERROR,
    message=N_("Nothing says by what right the community “{community}” is heard here."),
    help=N_("List it under voices in entry.yml, with its name and basis."),
    demands=("S12", "F21"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Texts of communities against the entry's list."""
    for entry, part, text, _ in context.texts:
        if part.kind is PartKind.VOICE and part.speaker and entry.file:
            listed = {voice.community for voice in entry.file.value.voices}
            if part.speaker not in listed:
                yield build_problem(RULE, Location(text.path), community=part.speaker)
