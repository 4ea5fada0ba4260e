"""The order of the sides is not drawn from the agreed rotation.

What: `order` does not name each owning side once, or is not the agreed cycle begun somewhere.
Why: Whoever stands first is seen first. The rotation gives that place to each side in turn, and nobody chooses it.
Bad:
    cycle: [east, west, north]
    order: [west, east, north]
Good:
    cycle: [east, west, north]
    order: [west, north, east]
Fix: Write the owning sides in the order of the cycle, beginning with any of them as the rotation gives it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU002",
    name="order-unfair",
    severity=Severity.ERROR,
    message=N_("This order of sides is not a turn of the agreed cycle ({cycle})."),
    help=N_("Write the owning sides in the order of the cycle, from any one of them on."),
    demands=("S02", "F06"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Orders of entries against the cycle, left to those sides that own the entry."""
    charter = context.archive.charter
    for _, file in context.entries if charter else ():
        cycle = charter.sides.value.cycle if charter else ()
        owners = tuple(side for side in dict.fromkeys(cycle) if side in file.value.owned_by)
        # An order that is not drawn yet is publication-incomplete's to ask for.
        drawn = bool(file.value.order)
        if drawn and set(owners) == set(file.value.owned_by) and file.value.order not in _find_turns(owners):
            yield build_problem(RULE, file.at("order"), cycle=", ".join(owners))


def _find_turns(owners: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {owners[start:] + owners[:start] for start in range(len(owners))}
