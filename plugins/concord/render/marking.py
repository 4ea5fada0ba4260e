"""Words beside the words before them: what went away in <del>, what came in <ins>, and both said in words too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

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


def mark_stretches(before: str, now: str, marks: Marks) -> Iterator[tuple[bool, Markup]]:
    """(is changed, both in one) of each run of lines: lines are paired first, then the words of those that differ."""
    for old, new in _compare_pieces(before.splitlines(keepends=True), now.splitlines(keepends=True)):
        if old == new:
            yield False, escape(new)
            continue
        pieces = (
            str(escape(come)) if gone == come else marks.mark_gone(gone) + marks.mark_come(come)
            for gone, come in _compare_words(old, new)
        )
        yield True, Markup("".join(pieces))  # noqa: S704 - every piece is escaped above or in Marks


def mark_both(before: str, now: str, marks: Marks) -> tuple[Markup, Markup]:
    """(before, now) of a few words, each with what the other has not."""
    old, new = [], []
    for gone, come in _compare_words(before, now):
        old.append(str(escape(gone)) if gone == come else marks.mark_gone(gone))
        new.append(str(escape(come)) if gone == come else marks.mark_come(come))
    return Markup("".join(old)), Markup("".join(new))  # noqa: S704 - as above


def _compare_words(old: str, new: str) -> Iterator[tuple[str, str]]:
    return _compare_pieces(TOKEN.findall(old), TOKEN.findall(new))


def _compare_pieces(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """(before, now) of each stretch, the same where nothing changed. Comparing takes time as the product of lengths."""
    if len(old) * len(new) > MOST_COMPARED:
        yield "".join(old), "".join(new)
        return
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i1:i2]), "".join(new[j1:j2])
