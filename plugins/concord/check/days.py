"""Reckons with days and months as the archive writes them. Used by rules on terms and due days."""

from __future__ import annotations

import calendar
from datetime import date

_MONTHS = 12


def add_months(day: str, months: int) -> str:
    """The same day so many months later, or the last of that month where it has no such day."""
    start = date.fromisoformat(day)
    years, month = divmod(start.year * _MONTHS + start.month - 1 + months, _MONTHS)
    if years > date.max.year:
        return date.max.isoformat()
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(start.day, last)).isoformat()
