"""Makes hostile text harmless to look at: nothing invisible, nothing that turns a line round. Used by every printer."""

from __future__ import annotations

import re
import unicodedata

_COMMAND = re.compile(r"##\w*\[")
# Joiners belong to the scripts that need them; everything else that is invisible is spelled out.
_KEPT = frozenset("\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def escape_hidden(text: str) -> str:
    r"""Controls, direction marks and unknown code points as \uXXXX; white space as plain spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(letter) for letter in text)


def _escape(letter: str) -> str:
    if letter in "\t\n\r\u00a0":
        return " "
    if letter in _KEPT or unicodedata.category(letter) not in _HIDDEN:
        return letter
    return f"\\u{ord(letter):04X}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08X}"  # noqa: PLR2004 - the plane


def defuse(text: str, bracket: str) -> str:
    """A printed report in which no `##[...]` or `##vso[...]` is left: build servers obey these anywhere in a line."""
    return _COMMAND.sub(lambda match: match[0][:-1] + bracket, text)


def count_cells(text: str) -> int:
    """How many cells of a terminal a text takes: marks none, wide letters two."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def is_right_to_left(text: str) -> bool:
    """Whether a terminal may show a line in another order than it is stored in."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
