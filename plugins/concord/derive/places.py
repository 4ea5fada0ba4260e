"""Places that entries name, where all sides agreed to a map. Without it they stand in the entries' own words alone.

A place that asks for care is in no list and has no point, and neither has one for the sake of an entry whose location
is to be kept back. See docs/adr/0034.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property

from concord.derive.shown import Site, SiteEntry
from concord.model.tables import NamedPlace

HUNDREDTHS = 100
"""Positions are whole hundredths of a degree."""


@dataclass(frozen=True)
class Spot:
    """A place that entries name. `decimals` are those to which its point is rounded, whatever the table says."""

    place: NamedPlace
    entries: tuple[SiteEntry, ...]
    decimals: int

    @cached_property
    def point(self) -> tuple[int, int] | None:
        """(longitude, latitude) in hundredths of a degree."""
        point = self.place.point
        return None if point is None else (_round(point.lon, self.decimals), _round(point.lat, self.decimals))


def _round(degrees: str, decimals: int) -> int:
    return int(Decimal(degrees).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) * HUNDREDTHS)


def has_map(site: Site) -> bool:
    """Whether all sides agreed to a map, and to a table of places."""
    return bool(site.policy and site.policy.place_map and site.tables.places.places)


def find_refs(site: Site, entry: SiteEntry) -> Iterator[str]:
    """Places of the table under which an entry may be found."""
    if not has_map(site) or entry.file.where is None or "location" in entry.file.sensitivity:
        return
    known = {place.id for place in site.tables.places.places if not place.sensitive}
    yield from (ref for ref in dict.fromkeys(entry.file.where.refs) if ref in known)


def find_spots(site: Site) -> tuple[Spot, ...]:
    """The places that some entry names, by id."""
    named: dict[str, list[SiteEntry]] = {}
    for entry in site.entries.values():
        for ref in find_refs(site, entry):
            named.setdefault(ref, []).append(entry)
    decimals = site.policy.place_decimals if site.policy else 1
    places = {place.id: place for place in reversed(site.tables.places.places) if place.id in named}
    return tuple(Spot(place, tuple(named[id_]), decimals) for id_, place in sorted(places.items()))
