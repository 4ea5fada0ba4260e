"""Entries along time, as drawing says it: what lasted, what happened at some time between, and what nobody knows.

Every shape states no more than the date does (EDTF levels 0 and 1, sets):
- `moment`: it happened then, in this year;
- `bar`: it lasted from there to there;
- `hollow`: either of these, but not certain, or one of several;
- `within`: at some time between these ends, nobody says when;
- `soft`: about; or it goes on, and nobody knows how far.
Places are thousandths of the line, from its start. Years, not days: no archive's line shows a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from concord.derive.order import draw
from concord.derive.periods import FAR, Period, find_period, read_date
from concord.derive.shown import SiteEntry
from concord.model.edtf import Date, DateKind, End

Shape = Literal["moment", "bar", "hollow", "within", "soft"]
LENGTH: Final = 1000
# Shorter ones could not be seen; longer tails would say how far.
SHORTEST, TAIL = 10, 36
_MOST_TICKS: Final = 8
_STEPS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of the drawing of one date."""

    shape: Shape
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry along time."""

    entry: SiteEntry
    date: Date
    period: Period
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """An edition along time: entries that can be drawn, the earliest first, and those that cannot, by no one's choice.

    `first` and `last` are years.
    """

    first: int
    last: int
    ticks: tuple[int, ...]
    placed: tuple[Placed, ...]
    undated: tuple[SiteEntry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The line that all entries of a page share: years from `first` to the end of `last`, evenly."""

    first: int
    last: int

    def place(self, year: int) -> int:
        """Where a year begins."""
        return round((year - self.first) * LENGTH / (self.last + 1 - self.first))


def build_timeline(entries: Iterable[SiteEntry], this_year: int) -> Timeline:
    """The entries of an edition along time."""
    entries = sorted(entries, key=lambda entry: draw("timeline", entry.id))
    dates = {entry.id: _find_date(entry) for entry in entries}
    years = [year for date in dates.values() if date for year in _find_bounds(date)]
    goes_on = any(date and _goes_on(date) for date in dates.values())
    first, last = min(years, default=this_year), max([*years, *([this_year] if goes_on else [])], default=this_year)
    step = next((step for step in _STEPS if (last - first) <= step * _MOST_TICKS), _STEPS[-1])
    line = Line(first // step * step, max(last, first // step * step + step))
    placed = [_place(entry, date, line, this_year) for entry in entries if (date := dates[entry.id])]
    placed.sort(key=lambda one: (one.period, one.date.earliest or one.date.latest or (FAR, 1, 1), one.date.sort_key()))
    ticks = range(line.first, line.last + 1, step)
    return Timeline(
        first=line.first,
        last=line.last,
        ticks=tuple(line.place(year) for year in ticks if year > line.first),
        placed=tuple(placed),
        undated=tuple(entry for entry in entries if not dates[entry.id]),
    )


def _find_date(entry: SiteEntry) -> Date | None:
    """The date of an entry if it can be drawn: it is one, and no end of it lies beyond what four digits write."""
    date = read_date(entry.file.when.edtf) if entry.file.when else None
    bounds = _find_bounds(date) if date else ()
    return date if bounds and all(-FAR <= year <= FAR for year in bounds) else None


def _find_bounds(date: Date) -> tuple[int, ...]:
    if date.kind in (DateKind.ALL_OF, DateKind.ONE_OF):
        return tuple(year for member in date.members for year in _find_bounds(member))
    return tuple(day[0] for day in (date.earliest, date.latest) if day)


def _goes_on(date: Date) -> bool:
    return date.latest is None or any(_goes_on(member) for member in date.members if date.kind is not DateKind.INTERVAL)


def _place(entry: SiteEntry, date: Date, line: Line, this_year: int) -> Placed:
    begins = date.earliest or date.latest
    strokes = tuple(_draw(date, line, this_year, is_one_of=False))
    return Placed(entry, date, find_period(begins[0] if begins else min(_find_bounds(date))), strokes)


def _draw(date: Date, line: Line, this_year: int, *, is_one_of: bool) -> Iterator[Stroke]:
    match date.kind:
        case DateKind.ALL_OF | DateKind.ONE_OF:
            for member in date.members:
                yield from _draw(member, line, this_year, is_one_of=date.kind is DateKind.ONE_OF or is_one_of)
        case DateKind.INTERVAL:
            yield from _draw_interval(date, line, this_year, is_one_of=is_one_of)
        case _:
            yield from _draw_single(date, line, is_one_of=is_one_of)


def _draw_single(date: Date, line: Line, *, is_one_of: bool) -> Iterator[Stroke]:
    """A moment, however roughly it is known."""
    first, last = _find_bounds(date)
    x, end = line.place(first), line.place(last + 1)
    if first != last:
        yield _fit("within", x, end)
    else:
        yield _fit("hollow" if is_one_of or date.uncertain else "moment", x, end)
    if date.approximate:
        yield from _soften(x, max(end, x + SHORTEST), before=True, after=True)


def _draw_interval(date: Date, line: Line, this_year: int, *, is_one_of: bool) -> Iterator[Stroke]:
    """A stretch. An end that nobody knows is a dotted line and no bar: it may have come at once."""
    first = date.earliest[0] if date.earliest else None
    last = date.latest[0] if date.latest else None
    shape: Shape = "hollow" if is_one_of or date.uncertain else "bar"
    start, end = (line.place(first) if first is not None else 0), LENGTH
    if last is not None:
        end = line.place(last + 1)
    elif date.end is End.OPEN:
        end = line.place(max(this_year, first or 0) + 1)
    if first is None:
        begin = max(0, end - SHORTEST) if date.start is End.UNKNOWN else 0
        yield _fit(_shorten(shape, end - begin), begin, end)
        yield from _soften(begin, end, before=begin > 0, after=False, whole=True)
    elif last is None and date.end is End.UNKNOWN:
        known = line.place(first + 1)
        yield _fit(_shorten(shape, known - start), start, known)
        yield from _soften(start, max(known, start + SHORTEST), before=False, after=True, whole=True)
    else:
        yield _fit(shape, start, end)
    about = [member.approximate for member in date.members]
    if any(about):
        is_first, is_last = (about[0] and first is not None), (about[-1] and last is not None)
        yield from _soften(start, end, before=is_first, after=is_last)


def _soften(start: int, end: int, *, before: bool, after: bool, whole: bool = False) -> Iterator[Stroke]:
    """Dotted lines beyond the ends, as far as the line goes if nobody knows how far."""
    if before and start > 0:
        x = 0 if whole else max(0, start - TAIL)
        yield Stroke("soft", x, start - x)
    if after and end < LENGTH:
        yield Stroke("soft", end, (LENGTH if whole else min(LENGTH, end + TAIL)) - end)


def _shorten(shape: Shape, length: int) -> Shape:
    """What is only known to have been there in one year is no bar."""
    return "moment" if shape == "bar" and length <= SHORTEST else shape


def _fit(shape: Shape, start: int, end: int) -> Stroke:
    """A stroke that can be seen and stays on the line."""
    width = max(end - start, SHORTEST)
    return Stroke(shape, max(0, min(start, LENGTH - width)), width)
