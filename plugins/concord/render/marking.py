"""Words beside the words before them: what went away in <del>, what came in <ins>, and both said in words too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from concord.problems import N_

# A word with the space behind it: spaces alone would answer to all other spaces.
TOKEN = re.compile(r"\S+\s*|\s+")
# Pieces that were, times pieces that are: some five hundred of each. What is longer is shown whole, gone and come.
MOST_COMPARED = 250_000
GONE, COME = N_("taken out:"), N_("put in:")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a screen reader says before a stretch that went away or came: few of them speak of <del> and <ins>."""

    gone: Markup
    come: Markup

    def mark_gone(self, text: str) -> str:
        """A stretch that is no longer there."""
        return f"<del>{self.gone}{escape(text)}</del>" if text else ""

    def mark_come(self, text: str) -> str:
        """A stretch that was not there."""
        return f"<ins>{self.come}{escape(text)}</ins>" if text else ""


SILENT: Final = Marks(Markup(), Markup())


def mark_changes(before: str, now: str, marks: Marks = SILENT) -> Markup:
    """Both in one: lines are paired first, then their words."""
    pieces = (
        str(escape(new)) if old == new else marks.mark_gone(old) + marks.mark_come(new)
        for old, new in _compare_lines(before, now)
    )
    return Markup("".join(pieces))  # noqa: S704 - every piece is escaped above or in Marks


def mark_both(before: str, now: str, marks: Marks) -> tuple[Markup, Markup]:
    """(before, now), each with what the other has not."""
    old_pieces, new_pieces = [], []
    for old, new in _compare_lines(before, now):
        old_pieces.append(str(escape(old)) if old == new else marks.mark_gone(old))
        new_pieces.append(str(escape(new)) if old == new else marks.mark_come(new))
    return Markup("".join(old_pieces)), Markup("".join(new_pieces))  # noqa: S704 - as above


def _compare_lines(before: str, now: str) -> Iterator[tuple[str, str]]:
    for old, new in _compare_pieces(before.splitlines(keepends=True), now.splitlines(keepends=True)):
        if old == new:
            yield old, new
        else:
            yield from _compare_pieces(TOKEN.findall(old), TOKEN.findall(new))


def _compare_pieces(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """(before, now) of each stretch, the same where nothing changed. Comparing takes time as the product of lengths."""
    if len(old) * len(new) > MOST_COMPARED:
        yield "".join(old), "".join(new)
        return
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i1:i2]), "".join(new[j1:j2])
