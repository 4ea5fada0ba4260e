"""An exact position stands in the words of an entry.

What: A text, a string, a citation or an address holds a position on the earth: degrees with minutes, or two decimal
numbers that are exacter than a tenth of a degree. If `sensitivity` names the location, any position at all. It does
not matter who speaks: works and accounts are searched too.
Why: A shrine, a grave, a dig, a house can be found by it, by those as well who should not find it.
Bad:
    The well is at 27.3243, 68.1386.
Good:
    The well is near the old town.
Fix: Say the place in words, or refer to the table of places, where points are rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from concord.check.context import Context
from concord.check.coordinates import find_coordinates
from concord.check.inside import find_inside
from concord.check.rule import build_problem, take
from concord.model.archive import Entry, Sourced
from concord.model.document import KeyPath
from concord.model.entry import EntryFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT018",
    name="coordinates-in-text",
    severity=Severity.ERROR,
    message=N_("Here stands a position by which this place can be found exactly."),
    help=N_("Say the place in words, or refer to the table of places."),
    demands=("S25", "F05"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Texts, strings, names, citations and addresses; what was found is not repeated in the report."""
    for entry, _, text, _ in context.texts:
        for offset in take(find_coordinates(text.text, any_exactness=_is_sensitive(entry))):
            yield build_problem(RULE, text.at(offset))
    for entry, file, strings in context.said:
        said = (((*one.path, one.lang), one.text) for one in strings)
        yield from _check_words(file, (*said, *_iter_plain(file.value)), any_exactness=_is_sensitive(entry))
    for table, strings in context.tables:
        said = (((*one.path, one.lang), one.text) for one in strings)
        yield from _check_words(table, said, any_exactness=False)


def _check_words(file: Sourced[Any], words: Any, *, any_exactness: bool) -> Iterator[Problem]:
    """The first position in each of (key path, words)."""
    for path, text in words:
        for offset in islice(find_coordinates(text, any_exactness=any_exactness), 1):
            yield build_problem(RULE, find_inside(file, path, text, offset))


def _iter_plain(file: EntryFile) -> Iterator[tuple[KeyPath, str]]:
    """Strings that are in no language map."""
    for index, name in enumerate(file.names):
        yield ("names", index, "text"), name.text
    for index, source in enumerate(file.sources):
        yield ("sources", index, "cite"), source.cite
        yield ("sources", index, "url"), source.url or ""
    for index, identifier in enumerate(file.identifiers):
        yield ("identifiers", index, "value"), identifier.value
        yield ("identifiers", index, "url"), identifier.url or ""
    yield from ((("same_as", index), address) for index, address in enumerate(file.same_as))


def _is_sensitive(entry: Entry) -> bool:
    return bool(entry.file and "location" in entry.file.value.sensitivity)
