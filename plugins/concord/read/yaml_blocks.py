"""Reads a YAML file that breaks somewhere field by field, so that one visit names every slip and not only the first.

A parser stops at the first sign it cannot place, and the place where it stops is often lines behind the slip. Fields
at the margin begin anew whatever went wrong before them, so each is asked by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import yaml

from concord.problems import N_
from concord.read.limits import MAX_DEPTH, MAX_NODES
from concord.read.yaml_events import YamlError, iter_events

# Where a field begins: at the margin, with something that is no comment and no item of the list before.
_BEGINS: Final = re.compile(r"^(?![ \t#\n]|-(?:[ \t]|$))[^\n]+", re.MULTILINE)
# A file that opens with one of these is one value, or no entry typed by hand.
_ONE_VALUE: Final = ("{", "[", "---", "%", '"', "'")
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_WIDE_COLON: Final = re.compile("[\uff1a\ufe55\u0589\ua789\u2236]")
_TIGHT_COLON: Final = re.compile(r"[A-Za-z0-9_-]+(:)[^\s:]")
_CURLY: Final = re.compile(r"(?m)(?:^[ ]*-?|:)[ ]+([\u2018-\u201f\u00ab\u00bb])")
_STRAY_TAB: Final = re.compile(r"(?m)^[ ]*\t")

MISSING_COLON: Final = N_("a colon after the name of the field is missing")
MISSING_SPACE: Final = N_("a space after the colon is missing")
WIDE_COLON: Final = N_("the colon here is another sign than the plain one")
CURLY: Final = N_("only straight quotation marks count here; curly ones are part of the words")


@dataclass(frozen=True, slots=True)
class Block:
    """A field at the margin with everything below it: offsets into the text, and the line before its first."""

    start: int
    end: int
    lines_before: int


def find_faults(text: str, clean: str) -> tuple[str, frozenset[str], tuple[YamlError, ...]]:
    """The text with every field that cannot be read made blank, their names, and what is wrong with each.

    `clean` is `text` as the parser can read it. Offsets and lines stay. Nothing is found where no field is to blame.
    """
    faults: list[YamlError] = []
    names: set[str] = set()
    pieces: list[str] = []
    at = 0
    for block in _divide(clean):
        words = clean[block.start : block.end]
        error = _find_fault(words)
        if error is None:
            continue
        name = _NAME.match(words)
        names.update([name[0]] if name else [])
        pieces += [clean[at : block.start], re.sub(r"[^\n]", " ", words)]
        at = block.end
        # The tab is said already, and whatever else seems wrong there may come from it.
        if not _STRAY_TAB.search(text[block.start : block.end]):
            line, column = error.place
            faults.append(YamlError(line + block.lines_before, column, error.what, error.detail))
    return "".join([*pieces, clean[at:]]), frozenset(names), tuple(faults)


def _divide(clean: str) -> Iterator[Block]:
    if clean.lstrip(" \n").startswith(_ONE_VALUE):
        return
    starts = [match.start() for match in _BEGINS.finditer(clean)]
    line, at = 0, 0
    for start, end in pairwise([*starts, len(clean)]):
        line += clean.count("\n", at, start)
        at = start
        yield Block(start, end, line)


def _find_fault(words: str) -> YamlError | None:
    """What keeps a field from being read, or None."""
    try:
        is_mapping = _is_mapping(words)
    except YamlError as error:
        return _refine(words, error)
    if is_mapping:
        return None
    return _find_name_fault(words.split("\n", 1)[0], "")


def _find_name_fault(first: str, detail: str) -> YamlError:
    """What is amiss between a name and its value, in the first line of a field."""
    wide, tight = _WIDE_COLON.search(first), _TIGHT_COLON.match(first)
    if wide:
        return YamlError(1, wide.start() + 1, WIDE_COLON, detail)
    if tight:
        return YamlError(1, tight.start(1) + 1, MISSING_SPACE, detail)
    return YamlError(1, 1, MISSING_COLON, detail)


def _is_mapping(words: str) -> bool:
    """Whether a field has a name and a value; a field of absurd depth or size is for others to refuse."""
    depth, is_mapping = 0, False
    for count, event in enumerate(iter_events(words)):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            is_mapping = is_mapping or (depth == 0 and isinstance(event, yaml.MappingStartEvent))
            depth += 1
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or count > MAX_NODES:
            return True
    return is_mapping


def _refine(words: str, error: YamlError) -> YamlError:
    """The likelier cause, where the line itself shows one that the parser knows nothing of."""
    line, _ = error.place
    stopped = words.split("\n")[line - 1] if line <= words.count("\n") + 1 else ""
    curly = _CURLY.search(stopped)
    if curly:
        return YamlError(line, curly.start(1) + 1, CURLY, error.detail)
    first = words.split("\n", 1)[0]
    if ":" not in first or _TIGHT_COLON.match(first):
        return _find_name_fault(first, error.detail)
    return error
