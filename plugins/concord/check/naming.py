"""Names and places as rules ask for them: the tables that could be read, and which sides act at present."""

from __future__ import annotations

from concord.approve.ledger import is_acting
from concord.check.context import Context
from concord.model.archive import Sourced
from concord.model.tables import NamesFile, PlacesFile


def find_names(context: Context) -> Sourced[NamesFile] | None:
    """`names.yml`, if there is one that could be read."""
    table = context.archive.tables.get("names")
    if table is None or not isinstance(table.file.value, NamesFile):
        return None
    return Sourced(table.file.value, table.file.document)


def find_places(context: Context) -> frozenset[str]:
    """Ids in `places.yml`."""
    table = context.archive.tables.get("places")
    places = table.file.value.places if table and isinstance(table.file.value, PlacesFile) else ()
    return frozenset(place.id for place in places)


def find_active_sides(context: Context) -> frozenset[str]:
    """Sides that act on the day of judging."""
    charter = context.archive.charter
    sides = charter.sides.value.sides if charter else {}
    return frozenset(name for name, side in sides.items() if is_acting(side, context.as_of))
