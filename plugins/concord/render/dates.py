"""Days and EDTF dates in words of a language: Babel's patterns, European digits, our own sentences around them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from concord.derive.periods import Period
from concord.derive.views import Phrase
from concord.model.edtf import CalendarDay, Date, DateKind, EdtfError, End, parse_edtf
from concord.problems import N_
from concord.render.wording import ENGLISH, Wording

_SEASONS: Final = {
    21: N_("spring %(year)s"),
    22: N_("summer %(year)s"),
    23: N_("autumn %(year)s"),
    24: N_("winter %(year)s"),
}
# English as the world writes it, day first: the archive is no state's.
_LOCALES: Final = {"en": "en_001"}
# CLDR sets a comma before the year in Urdu; school books do not, and the archive's own words beside it do not either.
_DAYS: Final = {"ur": "d MMMM y"}
_CLOSED_YEARS: Final = range(1, 10_000)


class _UntranslatedError(Exception):
    """A sentence around a date that the catalogue lacks."""


@lru_cache(maxsize=128)
def find_locale(lang: str) -> Locale | None:
    """Babel's knowledge of a language; None when it has none."""
    for tag in (_LOCALES.get(lang, lang.replace("-", "_")), lang.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return None


@dataclass(frozen=True)
class Dates:
    """Says dates in one language."""

    wording: Wording

    @property
    def locale(self) -> Locale:
        """The language's own patterns, else English ones."""
        return find_locale(self.wording.tongue.lang) or Locale("en", "001")

    def say_day(self, iso: str) -> str:
        """A day such as 2026-11-24, or nothing for nothing."""
        return _format_day(iso, str(self.locale)) if iso else ""

    def say_edtf(self, text: str | None) -> Phrase | None:
        """An EDTF text in words. What is no date is shown as it is: check has said so already."""
        if text is None:
            return None
        try:
            return self.wording.tongue.say(self._say(parse_edtf(text)))
        except EdtfError:
            return self.wording.tongue.say(text)
        except _UntranslatedError:
            return Dates(Wording(ENGLISH, self.wording.catalogue)).say_edtf(text)

    def say_years(self, period: Period) -> Phrase:
        """A hundred years, as a heading."""
        years = (period.first, period.last)
        try:
            start, end = map(self._say_year, years)
        except _UntranslatedError:
            return Dates(Wording(ENGLISH, self.wording.catalogue)).say_years(period)
        return self.wording.say(N_("Years %(start)s to %(end)s"), start=start, end=end)

    def say_known_edtf(self, text: str | None) -> Phrase | None:
        """An EDTF text in words, or nothing when it is none: for values that nobody has agreed to."""
        try:
            return self.say_edtf(parse_edtf(text).text) if text else None
        except EdtfError:
            return None

    def _fill(self, message: str, **values: object) -> str:
        """A sentence around a date. When it is not translated the whole date is said, and marked, in English."""
        if self.wording.find(message)[1] is ENGLISH and self.wording.tongue.lang != ENGLISH.lang:
            raise _UntranslatedError(message)
        return self.wording.plain(message, **values)

    def _say(self, date: Date) -> str:
        if date.kind is DateKind.INTERVAL:
            return self._say_interval(date)
        if date.kind in (DateKind.ALL_OF, DateKind.ONE_OF):
            style: Literal["or", "standard"] = "or" if date.kind is DateKind.ONE_OF else "standard"
            return format_list([self._say(member) for member in date.members], style, self.locale) or date.text
        return self._say_qualified(date)

    def _say_interval(self, date: Date) -> str:
        said = [self._say(member) for member in date.members]
        match date.start, date.end:
            case End.GIVEN, End.GIVEN:
                return self._fill(N_("from %(start)s to %(end)s"), start=said[0], end=said[1])
            case End.GIVEN, End.OPEN:
                return self._fill(N_("since %(start)s"), start=said[0])
            case End.GIVEN, End.UNKNOWN:
                return self._fill(N_("from %(start)s, nobody knows until when"), start=said[0])
        return self._fill(N_("until %(end)s"), end=said[0])

    def _say_qualified(self, date: Date) -> str:
        said = self._say_single(date)
        if date.approximate and date.uncertain:
            return self._fill(N_("perhaps about %(date)s"), date=said)
        if date.approximate:
            return self._fill(N_("about %(date)s"), date=said)
        return self._fill(N_("perhaps %(date)s"), date=said) if date.uncertain else said

    def _say_single(self, date: Date) -> str:
        first, last = date.earliest, date.latest
        if first is None or last is None:
            return date.text
        if date.season:
            return self._fill(_SEASONS[date.season], year=self._say_year(first[0]))
        if first[0] != last[0]:
            return self._fill(
                N_("between %(start)s and %(end)s"), start=self._say_year(first[0]), end=self._say_year(last[0])
            )
        if first[1] != last[1] or first[0] not in _CLOSED_YEARS:
            return self._say_year(first[0])
        return self._say_month(first) if first[2] != last[2] else _format_day(_iso(first), str(self.locale))

    def _say_month(self, day: CalendarDay) -> str:
        return str(format_skeleton("yMMMM", dt.date(*day), locale=self.locale))

    def _say_year(self, year: int) -> str:
        """Years before 1 are counted as people do: 0 is 1 BCE."""
        return str(year) if year > 0 else self._fill(N_("%(year)s BCE"), year=1 - year)


@lru_cache(maxsize=4096)
def _format_day(iso: str, locale: str) -> str:
    pattern = _DAYS.get(locale.split("_", maxsplit=1)[0], "long")
    return str(format_date(dt.date.fromisoformat(iso), pattern, Locale.parse(locale)))


def _iso(day: CalendarDay) -> str:
    return dt.date(*day).isoformat()
