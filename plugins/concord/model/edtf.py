"""Dates as EDTF (ISO 8601-2), levels 0 and 1 and sets: text -> bounds to compare. Asked by checks and time lines.

Years count astronomically: 0000 is 1 BC, -0001 is 2 BC. Days are of the Gregorian calendar, also before 1582.
An *open* end (`..`) goes on; an *unknown* end (nothing) came at a time nobody knows: the bound of both is None, the
flags differ.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from concord.problems import N_

CalendarDay = tuple[int, int, int]
MAX_LENGTH = 200

_YEAR = re.compile(r"(-?)([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)")
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,8})")
_FIELD = re.compile(r"-([0-9]{2}|XX)")
_TIME = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?")
_MONTHS = range(1, 13)
_FEBRUARY = 2
_SEASONS = range(21, 25)
_FAR = 10**10  # beyond every year that can be written


class EdtfError(ValueError):
    """Text that is no date: `offset` (from 0) is where it stops making sense, `expected` what should stand there."""

    def __init__(self, offset: int, expected: str) -> None:
        super().__init__(f"{expected} at {offset}")
        self.offset = offset
        self.expected = expected


class End(StrEnum):
    """How a bound of an interval is given."""

    GIVEN = "given"
    OPEN = "open"
    UNKNOWN = "unknown"


class DateKind(StrEnum):
    """A single date, an interval, a set of which all are meant, or one of which a single is meant."""

    DATE = "date"
    INTERVAL = "interval"
    ALL_OF = "all-of"
    ONE_OF = "one-of"


@dataclass(frozen=True, slots=True)
class Date:
    """What an EDTF text says. Bounds are days; None where an end is open or unknown."""

    text: str
    earliest: CalendarDay | None
    latest: CalendarDay | None
    kind: DateKind = DateKind.DATE
    approximate: bool = False
    uncertain: bool = False
    season: int | None = None
    start: End = End.GIVEN
    end: End = End.GIVEN
    members: tuple[Date, ...] = ()

    def sort_key(self) -> tuple[CalendarDay, int, CalendarDay, str]:
        """Earliest first; what has no beginning stands before all, seasons in their order after their year's start."""
        first = self.earliest or (-_FAR, 1, 1)
        return first, self.season or 0, self.latest or (_FAR, 12, 31), self.text


def parse_edtf(text: str) -> Date:
    """The date a text stands for. Raises EdtfError, and nothing else, for every other text."""
    if len(text) > MAX_LENGTH:
        raise EdtfError(MAX_LENGTH, N_("a shorter date"))
    if text.startswith(("[", "{")):
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    if text.startswith("Y"):
        return _parse_long_year(text)
    date, end = _parse_date(text, 0)
    _expect_end(text, end)
    return date


def _expect_end(text: str, offset: int) -> None:
    if offset != len(text):
        raise EdtfError(offset, N_("the end of the date"))


def _parse_long_year(text: str) -> Date:
    match = _LONG_YEAR.match(text)
    if not match:
        raise EdtfError(1, N_("a year of five to nine digits after Y"))
    _expect_end(text, match.end())
    year = int(match[1])
    return Date(text, (year, 1, 1), (year, 12, 31))


def _parse_date(text: str, at: int) -> tuple[Date, int]:
    """(date, offset behind it) of a year, month, day, season or moment, with `?`, `~` or `%`."""
    match = _YEAR.match(text, at)
    if not match:
        raise EdtfError(at, N_("a year of four digits"))
    if match[0] == "-0000":
        raise EdtfError(at, N_("0000, since the year 0 has no sign"))
    years, pos = _years(match[1], match[2]), match.end()
    month, pos = _parse_field(text, pos, whole_year="X" not in match[2])
    if month is not None and month != "XX" and int(month) in _SEASONS:
        return _qualify(Date("", (years[0], 1, 1), (years[1], 12, 31), season=int(month)), text, at, pos)
    first, last = _months(month, pos)
    day, pos = _parse_field(text, pos, whole_year=month is not None)
    if day is not None and month == "XX" and day != "XX":
        raise EdtfError(pos - 2, N_("XX, since the month is unknown"))
    bounds = _days(years, (first, last), day, pos)
    if day not in (None, "XX") and (moment := _TIME.match(text, pos)):
        pos = moment.end()
    return _qualify(Date("", *bounds), text, at, pos)


def _parse_field(text: str, at: int, *, whole_year: bool) -> tuple[str | None, int]:
    match = _FIELD.match(text, at) if whole_year else None
    return (match[1], match.end()) if match else (None, at)


def _years(sign: str, digits: str) -> tuple[int, int]:
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return (-high, -low) if sign else (low, high)


def _months(month: str | None, end: int) -> tuple[int, int]:
    if month in (None, "XX"):
        return 1, 12
    number = int(month or "")
    if number not in _MONTHS:
        raise EdtfError(end - 2, N_("a month from 01 to 12 or a season from 21 to 24"))
    return number, number


def _days(
    years: tuple[int, int], months: tuple[int, int], day: str | None, end: int
) -> tuple[CalendarDay, CalendarDay]:
    last = _month_length(years[1], months[1])
    if day in (None, "XX"):
        return (years[0], months[0], 1), (years[1], months[1], last)
    number = int(day or "")
    if not 1 <= number <= last:
        raise EdtfError(end - 2, N_("a day that this month has"))
    return (years[0], months[0], number), (years[1], months[1], number)


def _month_length(year: int, month: int) -> int:
    return (
        29
        if month == _FEBRUARY and calendar.isleap(year)
        else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def _qualify(date: Date, text: str, at: int, pos: int) -> tuple[Date, int]:
    mark = text[pos : pos + 1]
    end = pos + 1 if mark and mark in "?~%" else pos
    mark = text[pos:end]
    return replace(date, text=text[at:end], approximate=mark in ("~", "%"), uncertain=mark in ("?", "%")), end


def _parse_interval(text: str) -> Date:
    slash = text.index("/")
    start, before = _parse_end(text, 0, slash)
    end, after = _parse_end(text, slash + 1, len(text))
    if before is after is End.UNKNOWN:
        raise EdtfError(0, N_("a beginning or an end"))
    members = tuple(date for date in (start, end) if date)
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    _expect_order(earliest, latest, slash + 1)
    return Date(
        text, earliest, latest, DateKind.INTERVAL, _any_approximate(members), _any_uncertain(members),
        start=before, end=after, members=members,
    )  # fmt: skip


def _parse_end(text: str, at: int, stop: int) -> tuple[Date | None, End]:
    piece = text[at:stop]
    if piece in ("", ".."):
        return None, End.OPEN if piece else End.UNKNOWN
    date, end = _parse_date(text, at)
    if end != stop:
        raise EdtfError(end, N_("the end of the date"))
    if "X" in date.text:  # level 2, which other programs read differently
        raise EdtfError(at + date.text.index("X"), N_("a digit, since an interval needs known ends"))
    return date, End.GIVEN


def _expect_order(earliest: CalendarDay | None, latest: CalendarDay | None, offset: int) -> None:
    if earliest and latest and latest < earliest:
        raise EdtfError(offset, N_("an end that is not before the beginning"))


def _any_approximate(members: tuple[Date, ...]) -> bool:
    return any(date.approximate for date in members)


def _any_uncertain(members: tuple[Date, ...]) -> bool:
    return any(date.uncertain for date in members)


def _parse_set(text: str) -> Date:
    closing = "]" if text[0] == "[" else "}"
    members, pos = [], 1
    while True:
        member, pos = _parse_member(text, pos)
        members.append(member)
        if text[pos : pos + 1] != ",":
            break
        pos += 1
    if text[pos:] != closing:
        raise EdtfError(pos, N_("a comma or the bracket that closes the set"))
    _expect_set(members, pos)
    return _build_set(text, tuple(members))


def _parse_member(text: str, at: int) -> tuple[Date, int]:
    """A date, or a range `a..b`, `..b`, `a..` inside a set."""
    if text.startswith("..", at):
        last, pos = _parse_date(text, at + 2)
        _expect_no_season(last, at + 2)
        open_start = replace(last, text=text[at:pos], earliest=None, kind=DateKind.INTERVAL, start=End.OPEN)
        return replace(open_start, members=(last,)), pos
    first, pos = _parse_date(text, at)
    _expect_no_season(first, at)
    if not text.startswith("..", pos):
        return first, pos
    if text[pos + 2 : pos + 3] in ("]", "}"):
        open_end = replace(first, text=text[at : pos + 2], latest=None, kind=DateKind.INTERVAL, end=End.OPEN)
        return replace(open_end, members=(first,)), pos + 2
    last, end = _parse_date(text, pos + 2)
    _expect_no_season(last, pos + 2)
    _expect_order(first.earliest, last.latest, pos + 2)
    return replace(first, text=text[at:end], latest=last.latest, kind=DateKind.INTERVAL, members=(first, last)), end


def _expect_no_season(date: Date, offset: int) -> None:
    if date.season:
        raise EdtfError(offset, N_("a year, month or day"))


def _expect_set(members: list[Date], end: int) -> None:
    if len(members) == 1 and members[0].kind is not DateKind.INTERVAL:
        raise EdtfError(end, N_("a second date, since a set of one is a date"))
    if any(member.start is End.OPEN for member in members[1:]):
        raise EdtfError(1, N_("the open beginning first in the set"))


def _build_set(text: str, members: tuple[Date, ...]) -> Date:
    firsts = [member.earliest for member in members]
    lasts = [member.latest for member in members]
    earliest = None if None in firsts else min(day for day in firsts if day)
    latest = None if None in lasts else max(day for day in lasts if day)
    return Date(
        text, earliest, latest, DateKind.ONE_OF if text[0] == "[" else DateKind.ALL_OF,
        _any_approximate(members), _any_uncertain(members),
        start=End.GIVEN if earliest else End.OPEN, end=End.GIVEN if latest else End.OPEN, members=members,
    )  # fmt: skip
