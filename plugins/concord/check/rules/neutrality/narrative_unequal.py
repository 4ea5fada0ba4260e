"""One side's account is more than twice as long as another's.

What: In one language the narratives of two sides differ in length by more than two to one.
Why: Length looks like weight. There may be good reasons; the sides should know of it.
Bad:
    narrative.east.hi.md   # 900 words
    narrative.west.hi.md   # 200 words
Good:
    narrative.east.hi.md   # 220 words
    narrative.west.hi.md   # 200 words
Fix: Talk about it. If all are content, say so under `suppress` in `record.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Entry
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Related, Rule, Severity

RULE = Rule(
    code="NU005",
    name="narrative-unequal",
    severity=Severity.WARNING,
    message=N_("This account is {ratio} times as long as that of the side “{side}”."),
    help=N_("Talk about it; if all are content, say so under suppress in record.yml."),
    demands=("S09",),
)


MOST = 2


def check(context: Context) -> Iterator[Problem]:
    """Lengths of narratives by language where two sides have one; several of one side count together."""
    for _, entry in sorted(context.archive.entries.items()):
        for lengths in (sides for sides in _measure(entry).values() if len(sides) > 1):
            shortest = min(sorted(lengths), key=lambda side: lengths[side][0])
            short, path = lengths[shortest]
            other = Related(Location(path), N_("the shorter account"))
            for length, place in lengths.values():
                if length > MOST * short:
                    ratio = f"{length / max(1, short):.1f}"
                    yield build_problem(RULE, Location(place), other, ratio=ratio, side=shortest)


def _measure(entry: Entry) -> dict[str, dict[str, tuple[int, str]]]:
    """Letters and first file by language and side."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for _, (part, text) in sorted(entry.texts.items()):
        if part.kind is PartKind.NARRATIVE and part.lang and part.speaker:
            sides = found.setdefault(part.lang, {})
            length, path = sides.get(part.speaker, (0, text.path))
            sides[part.speaker] = (length + sum(map(len, text.text.split())), path)
    return found
