"""Finds positions on the earth in a text: decimal pairs, degrees and minutes. Used by coordinates-in-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every search begins at a sign that is rare in prose, so that it leaps from one to the next; \d knows the digits of
# every script, and so do the decimal signs.
_POINT = r"[.\u066b]"
_LETTER = r"[NSEWnsew]"
# 27°19′, 27° 19.7' and 27°19'45": a minute is two kilometres.
_MINUTES = re.compile(r"[°º][ ]?\d{1,2}(?:[.\u066b]\d{1,8})?[ ]?['\u2018\u2019\u2032]")
# 27.32° N and 27.3° N.
_DEGREES = re.compile(rf"{_POINT}(\d{{1,12}})[ ]?[°º][ ]?{_LETTER}(?![A-Za-z])")
# 27.3243, 68.1386 and @27.3243,68.1386 and 27.3243/68.1386
_PAIR = re.compile(
    rf"{_POINT}(?<=\d{_POINT})(\d{{1,12}})[ ]?{_LETTER}?[ ]?[,;/\u060c ][ ]?[+-]?\d{{1,3}}{_POINT}(\d{{1,12}})"
    rf"([ ]?{_LETTER}(?![A-Za-z]))?(?!\d|\.\d)"
)
_LONGEST = 16
# Sums and measures have two decimals and stand in pairs too; nobody writes a price to a thousandth.
_OF_A_PLACE, _EXACT = 3, 2


def find_coordinates(text: str, *, any_exactness: bool) -> Iterator[int]:
    """Places where a position stands; with `any_exactness` also one that is rounded to a tenth of a degree."""
    found = set()
    if "°" in text or "º" in text:
        found |= {_find_start(text, match.start()) for match in _MINUTES.finditer(text)}
        found |= {
            _find_start(text, match.start())
            for match in _DEGREES.finditer(text)
            if any_exactness or len(match[1]) >= _EXACT
        }
    for match in _PAIR.finditer(text):
        places = min(len(match[1]), len(match[2]))
        if any_exactness or places >= (_EXACT if match[3] else _OF_A_PLACE):
            found.add(_find_start(text, match.start()))
    yield from sorted(found)


def _find_start(text: str, at: int) -> int:
    """Where the number begins that a sign ends or divides."""
    start = at
    while start and at - start < _LONGEST and (text[start - 1].isdecimal() or text[start - 1] in ".\u066b-"):
        start -= 1
    return start
