"""Which years a date may mean, and the hundreds of years by which entries are found. Bounds only: no guess is made.

A period is what EDTF writes as 15XX: the years that share their hundreds; before the year 1 as people count them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from concord.model.edtf import Date, DateKind, EdtfError, parse_edtf

Years = tuple[int, int]
# Years that EDTF writes with four digits. What lies beyond stands on no shelf.
FAR: Final = 9999
# Whoever writes a longer date names no period; it stands in those that other dates name, and in its first and last.
MOST: Final = 20
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A hundred years; `first` and `last` count astronomically, as in EDTF."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """For an address: the first year, or the earliest year before the common era."""
        return str(self.first) if self.first > 0 else f"{1 - self.first}-bce"

    def overlaps(self, years: Years) -> bool:
        """Whether some of these years are in it."""
        return years[0] <= self.last and self.first <= years[1]


def find_period(year: int) -> Period:
    """The period of a year."""
    if year > 0:
        start = year // _HUNDRED * _HUNDRED
        return Period(max(start, 1), start + _HUNDRED - 1)
    end = -(-year // _HUNDRED * _HUNDRED)
    return Period(end - _HUNDRED + 1, end)


def find_periods(spans: Iterable[Years]) -> tuple[Period, ...]:
    """The periods that dates name, in the order of time."""
    found: set[Period] = set()
    for first, last in spans:
        start, end = find_period(first), find_period(last)
        found |= {start, end}
        if end.first - start.first <= MOST * _HUNDRED:
            while start < end:
                start = find_period(start.last + 1)
                found.add(start)
    return tuple(sorted(found))


def read_date(text: str | None) -> Date | None:
    """A date, if it is one."""
    try:
        return parse_edtf(text) if text else None
    except EdtfError:
        return None


def find_years(text: str | None, this_year: int) -> tuple[Years, ...]:
    """First and last year of each stretch that a date may mean. What goes on, or may, does so until this year."""
    date = read_date(text)
    return tuple(_find_spans(date, this_year)) if date else ()


def _find_spans(date: Date, this_year: int) -> Iterable[Years]:
    if date.kind in (DateKind.ALL_OF, DateKind.ONE_OF):
        for member in date.members:
            yield from _find_spans(member, this_year)
        return
    first = date.earliest[0] if date.earliest else None
    last = date.latest[0] if date.latest else None
    if last is None:
        last = max(this_year, first or this_year)
    # Of what began at a time that nobody knows only the end is known.
    years = (last if first is None else first), last
    if all(-FAR <= year <= FAR for year in years):
        yield years
