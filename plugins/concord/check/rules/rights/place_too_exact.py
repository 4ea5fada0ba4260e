"""The table of places gives a point that is too exact, or one that should not be there.

What: A point in `places.yml` has more decimals than the sides agreed to (`place_decimals` of the policy; one, if they
say nothing), a place that is marked as sensitive has a point at all, or an
entry whose `sensitivity` names the location refers to a place with a point.
Why: A tenth of a degree says in which district something is. More leads to a door, or draws a line between two sides.
Bad:
    - {id: old-well, name: ..., point: {lat: 27.3243, lon: 68.1386}}
Good:
    - {id: old-well, name: ..., point: {lat: 27.3, lon: 68.1}}
Fix: Round to one decimal. Of a sensitive place take the point out; in an entry of that kind say the place in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Sourced
from concord.model.tables import PlacesFile, Point
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT019",
    name="place-too-exact",
    severity=Severity.ERROR,
    message=N_("The point of this place says too much: {what}."),
    help=N_("Round it to one decimal; of a sensitive place give none."),
    demands=("S25", "F05"),
    protects_side=True,
)

EXACT = N_("it has more than one decimal")
FINER = N_("it has decimals, and all sides agreed to none")
SENSITIVE = N_("the place is marked as sensitive")
ASKED_FOR = N_("this entry asks that its location be kept back")


def check(context: Context) -> Iterator[Problem]:
    """Points of the table, then the entries that refer to them."""
    table = context.archive.tables.get("places")
    if table is None or not isinstance(table.file.value, PlacesFile):
        return
    policy = context.agreement.policy if context.agreement else None
    yield from _check_table(table.file, table.file.value, policy.place_decimals if policy else 1)
    pointed = {place.id for place in table.file.value.places if place.point}
    for _, file in context.entries:
        if "location" in file.value.sensitivity and file.value.where:
            for index, ref in enumerate(file.value.where.refs):
                if ref in pointed:
                    yield build_problem(RULE, file.at("where", "refs", index), what=ASKED_FOR)


def _check_table(file: Sourced, places: PlacesFile, decimals: int) -> Iterator[Problem]:  # type: ignore[type-arg]
    for index, place in enumerate(places.places):
        if place.point and place.sensitive:
            yield build_problem(RULE, file.at_key("places", index, "point"), what=SENSITIVE)
        elif place.point and _is_exact(place.point, decimals):
            yield build_problem(RULE, file.at_key("places", index, "point"), what=EXACT if decimals else FINER)


def _is_exact(point: Point, decimals: int) -> bool:
    return any(len(degrees.partition(".")[2]) > decimals for degrees in (point.lat, point.lon))
