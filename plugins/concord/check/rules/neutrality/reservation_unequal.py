"""One side's objection stands alone, or is more than twice as long as another's.

What: In one language of an entry that is to be published, some owning sides have a reservation and others none, or
two differ in length by more than two to one.
Why: Objections are shown beside each other at the same size. A side may have nothing to object to; the sides should
know of it before readers do.
Bad:
    reservation.west.en.md   # and none of east
Good:
    reservation.west.en.md   # 80 words
    reservation.east.en.md   # 60 words
Fix: Ask the other side whether it wants to add its own. If all are content, say so under `suppress` in `record.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.lengths import count_words
from concord.check.rule import build_problem
from concord.model.archive import Entry
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="NU018",
    name="reservation-unequal",
    severity=Severity.WARNING,
    message=N_("This objection stands alone or is more than twice as long as that of the side “{side}”."),
    help=N_("Ask that side for its own; if all are content, say so under suppress in record.yml."),
    demands=("F16", "S40"),
)

MOST = 2


def check(context: Context) -> Iterator[Problem]:
    """Lengths of reservations by language, of every side that owns the entry."""
    for record in context.published:
        for said in _measure(record.entry).values():
            for other in sorted(set(record.file.value.owned_by)):
                words = said[other][0] if other in said else 0
                for side, (count, path) in said.items():
                    if side != other and count > MOST * words:
                        yield build_problem(RULE, Location(path), side=other)


def _measure(entry: Entry) -> dict[str, dict[str, tuple[int, str]]]:
    """Words and file by language and side."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for _, (part, text) in sorted(entry.texts.items()):
        if part.kind is PartKind.RESERVATION and part.lang and part.speaker:
            found.setdefault(part.lang, {})[part.speaker] = (count_words(text.text), text.path)
    return found
