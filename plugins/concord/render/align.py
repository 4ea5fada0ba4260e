"""Texts beside each other: rows of blocks that answer each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from concord.render.fragments import Block, Fragment

# One language's blocks of one row; None where that language has no such text.
Row = tuple[tuple[Block, ...] | None, ...]


def align(fragments: Sequence[Fragment | None]) -> list[Row]:
    """Rows of blocks that answer each other.

    Texts are cut at their headings. Where every language has the same number of sections these answer each other;
    inside, blocks do if there are equally many. Otherwise the section, or the whole text, is one row: a wrong pair is
    worse than a long row. Notes stand at the end, in a row of their own.
    """
    bodies = [_without_notes(fragment) for fragment in fragments]
    cut = [None if body is None else _cut(body) for body in bodies]
    rows: list[Row] = []
    if len({len(sections) for sections in cut if sections is not None}) <= 1:
        count = next((len(sections) for sections in cut if sections is not None), 0)
        for number in range(count):
            rows += _align_section([None if sections is None else sections[number] for sections in cut])
    else:
        rows.append(tuple(bodies))
    notes = tuple(None if fragment is None else _only_notes(fragment) for fragment in fragments)
    return [*rows, notes] if any(notes) else rows


def _without_notes(fragment: Fragment | None) -> Fragment | None:
    return None if fragment is None else tuple(block for block in fragment if not block.is_notes)


def _only_notes(fragment: Fragment) -> Fragment:
    return tuple(block for block in fragment if block.is_notes)


def _cut(fragment: Fragment) -> list[tuple[Block, ...]]:
    """Sections of a text, each beginning with its heading; what stands before the first heading is one too."""
    numbers = _count_headings(fragment)
    numbered = groupby(zip(numbers, fragment, strict=True), lambda pair: pair[0])
    return [tuple(block for _, block in section) for _, section in numbered]


def _count_headings(fragment: Fragment) -> list[int]:
    count, numbers = 0, []
    for block in fragment:
        count += bool(block.level)
        numbers.append(count)
    return numbers


def _align_section(sections: Sequence[tuple[Block, ...] | None]) -> list[Row]:
    shapes = {tuple(bool(block.level) for block in blocks) for blocks in sections if blocks is not None}
    if len(shapes) != 1:
        return [tuple(sections)]
    count = len(next(iter(shapes)))
    return [tuple(None if blocks is None else (blocks[number],) for blocks in sections) for number in range(count)]
