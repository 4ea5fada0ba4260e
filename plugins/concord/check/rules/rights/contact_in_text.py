"""An e-mail address or telephone number stands in the archive.

What: Words of an entry, of a table or of the charter hold what looks like an e-mail address or a telephone number.
Why: Whoever can be reached can be threatened. People appear here by handle and role.
Bad:
    ask Amina, amina@example.org
Good:
    ask the stewards of the west
Fix: Take it out. Whoever may be written to is reached through a role that the archive names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from concord.check.contacts import find_contacts
from concord.check.context import Context
from concord.check.inside import find_inside
from concord.check.rule import build_problem, take
from concord.check.strings import Said, iter_said
from concord.model.archive import Sourced
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT007",
    name="contact-in-text",
    severity=Severity.ERROR,
    message=N_("Here stands what looks like {what}."),
    help=N_("Take it out; people are reached through a role, never an address."),
    demands=("S25", "F09"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Texts, strings and citations; what was found is not repeated in the report."""
    for _, _, text, _ in context.texts:
        for offset, what in take(find_contacts(text.text)):
            yield build_problem(RULE, text.at(offset), what=what)
    for _, file, strings in context.said:
        yield from _check_strings(file, strings)
        for index, source in enumerate(file.value.sources):
            for offset, what in islice(find_contacts(source.cite), 1):
                place = find_inside(file, ("sources", index, "cite"), source.cite, offset)
                yield build_problem(RULE, place, what=what)
    for table, strings in context.tables:
        yield from _check_strings(table, strings)
    charter = context.archive.charter
    for charter_file in (charter.archive, charter.sides, charter.people) if charter else ():
        yield from _check_strings(charter_file, iter_said(charter_file.value))


def _check_strings(file: Sourced[Any], strings: Iterable[Said]) -> Iterator[Problem]:
    """The first contact in each string."""
    for said in strings:
        for offset, what in islice(find_contacts(said.text), 1):
            place = find_inside(file, (*said.path, said.lang), said.text, offset)
            yield build_problem(RULE, place, what=what)
