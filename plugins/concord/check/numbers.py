"""Tells numbers that count something from years and days of a date, in any script. Used by number-on-one-source."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError

_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
# So many digits together are a year; a count of that size has a sign between its thousands.
_YEAR = 4
_DAY, _LAST_DAY = 2, 31
# What stands behind the parts of a date in East Asia. Other letters joined to a short number make an ordinal of it.
_DATE_SIGNS = "年月日년월일"
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_NEAR = 2


def has_count(text: str, lang: str) -> bool:
    """Whether a text says how many or how much in digits."""
    return any(_counts(text, match, lang) for match in _NUMBER.finditer(text))


def _counts(text: str, match: re.Match[str], lang: str) -> bool:
    digits, after = match[0], text[match.end() : match.end() + 1]
    if match.start() and text[match.start() - 1].isalpha():
        return False
    if not digits.isdecimal() or len(digits) > _DAY:
        return not (digits.isdecimal() and len(digits) == _YEAR)
    if after.isalpha():
        return bool(_EAST_ASIAN.match(after)) and after not in _DATE_SIGNS
    return int(digits) > _LAST_DAY or not _is_in_date(text, match, lang)


def _is_in_date(text: str, match: re.Match[str], lang: str) -> bool:
    """Whether a month or a year stands next to a short number, or next but one."""
    near = [*text[max(0, match.start() - 80) : match.start()].split()[-_NEAR:]]
    near += text[match.end() : match.end() + 80].split()[:_NEAR]
    words = {word.strip(".,;:()\u060c\u0964\u06d4").casefold() for word in near}
    return not words.isdisjoint(_find_months(lang)) or any(w.isdecimal() and len(w) == _YEAR for w in words)


@lru_cache(maxsize=64)
def _find_months(lang: str) -> frozenset[str]:
    """Names of the months in a language; none where nobody has written them down."""
    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = (
        name
        for widths in locale.months.values()
        for width in ("wide", "abbreviated")
        for name in widths[width].values()
    )
    return frozenset(name.strip(".").casefold() for name in names if not name.isdecimal())
