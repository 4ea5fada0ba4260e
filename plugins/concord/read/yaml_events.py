"""The stream of events behind a YAML text, never more: no tree is composed here, so no nesting can exhaust the machine.

libyaml's own `compose` recurses in C and dies of 32,000 brackets in a file of 64 KB; its event stream does not, as long
as the caller counts the depth and stops.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from concord.problems import N_

try:
    from yaml._yaml import CParser

    _NATIVE: Any = CParser
except ImportError:  # a PyYAML built without libyaml
    _NATIVE = None


class _PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's parser in Python, about twenty times slower, with the same events."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


class YamlError(Exception):
    """Text that is no YAML: line and column from 1, what to think of, and the parser's own words."""

    def __init__(self, line: int, column: int, what: str, detail: str) -> None:
        super().__init__(detail)
        self.place = (line, column)
        self.what = what
        self.detail = detail


def iter_events(text: str, *, pure: bool = False) -> Iterator[Any]:
    """Every event of a text, one by one, read no further than asked. Raises YamlError and nothing else."""
    try:
        parser = _PureParser(text) if pure or _NATIVE is None else _NATIVE(text)
        while (event := parser.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        detail = ", ".join(words for words in (error.context, error.problem) if words)
        raise YamlError(*_find_place(error, text), _explain(detail), detail) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlError(1, 1, _explain(""), type(error).__name__) from error


def _find_place(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int]:
    """Where to look: at the quote or bracket that is never closed, not at the end; else where the parser stopped."""
    lines = text.rstrip().split("\n")
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("end of stream" in (error.problem or "") or (mark and mark.line >= len(lines))):
        mark = error.context_mark
    if mark and mark.line >= len(lines):
        return len(lines), max(1, len(lines[-1]))
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_CAUSES = (
    ("mapping values are not allowed", N_("a colon followed by a space has to stand inside quotes")),
    ("could not find expected ':'", N_("a colon after the name of the field is missing here or above")),
    ("did not find expected key", N_("the indentation does not match, or a quote inside quotes is not doubled")),
    ("did not find expected '-' indicator", N_("the indentation of this list does not match")),
    ("expected <block end>", N_("the indentation does not match, or a quote inside quotes is not doubled")),
    ("block sequence entries are not allowed", N_("a list has to begin on a line of its own")),
    ("unexpected end of stream", N_("a quote that was opened is never closed")),
    ("unexpected document separator", N_("a quote that was opened is never closed")),
    ("while parsing a flow node", N_("a comma or the closing bracket is missing")),
    ("cannot start any token", N_("a text that begins with this character has to stand inside quotes")),
    ("unknown escape character", N_("a backslash inside double quotes has to be doubled")),
    ("did not find expected ',' or", N_("a comma or the closing bracket is missing")),
    ("expected ',' or", N_("a comma or the closing bracket is missing")),
)


def _explain(detail: str) -> str:
    """The likeliest cause in words that need no knowledge of YAML."""
    for words, cause in _CAUSES:
        if words in detail:
            return cause
    return N_("this line cannot be understood")
