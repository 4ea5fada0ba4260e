"""Cuts a long line down to what surrounds a place in it, so that a report stays readable. Used by the printers."""

from __future__ import annotations

from concord.report.finding import Excerpt
from concord.report.visible import escape_hidden

WIDTH = 100
CUT = "…"


def divide_excerpt(excerpt: Excerpt) -> tuple[str, str, str]:
    """(before, the letter at the place, after): escaped, cut to a width, with a sign where something was left out."""
    at = min(max(excerpt.column - 1, 0), len(excerpt.text))
    start = max(0, at - WIDTH // 2)
    end = min(len(excerpt.text), start + WIDTH)
    before = (CUT if start else "") + escape_hidden(excerpt.text[start:at])
    after = escape_hidden(excerpt.text[at + 1 : end]) + (CUT if end < len(excerpt.text) else "")
    return before, escape_hidden(excerpt.text[at : at + 1]), after
