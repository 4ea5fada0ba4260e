"""A side's objection stands beside the common words, and no dispute ended so.

What: An entry that is to be published has a `reservation.<side>.<language>.md`, and no file in `programme/disputes/`
about it is closed with the outcome `reservations`.
Why: An objection is the way out when talking has failed, and open to every side alike. Without the record it is a
note in the margin that one side wrote over words to which it had agreed.
Bad:
    entries/old-bridge/reservation.west.en.md   # and no dispute about old-bridge
Good:
    programme/disputes/builders.yml:   about: old-bridge   closed: 2026-05-02   outcome: reservations
Fix: Open a dispute with the facilitator. If it ends with reservations, each side may place one.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="NU017",
    name="reservation-unasked",
    severity=Severity.ERROR,
    message=N_("This objection stands here, and no dispute about the entry ended with objections."),
    help=N_("Open a dispute with the facilitator; if it ends so, each side may place one."),
    demands=("F16", "S40"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Reservations of published entries against the disputes."""
    disputes = (file.value for file in context.archive.programme.disputes.values())
    asked = {dispute.about for dispute in disputes if dispute.closed and dispute.outcome == "reservations"}
    for record in context.published:
        if record.entry.id not in asked:
            for _, (part, text) in sorted(record.entry.texts.items()):
                if part.kind is PartKind.RESERVATION:
                    yield build_problem(RULE, Location(text.path))
