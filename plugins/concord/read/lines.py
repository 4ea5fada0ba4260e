"""Offsets in a text as line and column, counted as editors do. Asked wherever a reader has to say where."""

from __future__ import annotations

from bisect import bisect_right

from concord.problems import Location


class Lines:
    """The line starts of one text. Only LF ends a line; columns count code points from 1."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def at(self, offset: int) -> Location:
        """Where an offset stands."""
        line = bisect_right(self._starts, offset)
        return Location(self._path, line, offset - self._starts[line - 1] + 1)
