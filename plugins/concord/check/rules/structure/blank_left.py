"""Something that only the sides can say is still open in what all sides agree about the archive.

What: Words in `charter/` are three dots and nothing else. `concord init` leaves them where only the sides can write:
what the archive is called, what a side calls itself, on whose behalf somebody acts.
Why: What is sealed is agreed to by all, byte for byte. A founding with gaps in it could be filled by whoever comes
first.
Bad:
    name: {hi: ..., ur: ...}
Good:
    name: {hi: पूरब, ur: مشرق}
Fix: Write the words. If there is nothing to say, take the key out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.check.strings import iter_said
from concord.model.archive import Charter
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="ST033",
    name="blank-left",
    severity=Severity.ERROR,
    message=N_("Words in {language} are still to be written here ({field})."),
    help=N_("Write them in place of the three dots; if there is nothing to say, take the key out."),
    demands=("S46",),
)
BLANK = "..."


def check(context: Context) -> Iterator[Problem]:
    """Every text of the charter."""
    charter = context.archive.charter
    for blank in find_blanks(charter) if charter else ():
        yield build_problem(RULE, blank.place, language=blank.lang, field=blank.field)


@dataclass(frozen=True, slots=True)
class Blank:
    """A place where words are missing, in which language, and the field by its keys."""

    place: Location
    lang: str
    field: str


def find_blanks(charter: Charter) -> tuple[Blank, ...]:
    """Everything that is still open, file by file."""
    return tuple(_iter_blanks(charter))


def _iter_blanks(charter: Charter) -> Iterator[Blank]:
    for file in charter.files.values():
        for said in iter_said(file.value):
            if said.text.strip() == BLANK:
                field = ".".join(str(key) for key in said.path)
                yield Blank(file.at(*said.path, said.lang), said.lang, field)
    for tag, language in charter.archive.value.languages.items():
        if language.name.strip() == BLANK:
            yield Blank(charter.archive.at("languages", tag, "name"), tag, f"languages.{tag}.name")
