"""What can be wrong and where: the values every stage uses to speak of faults. Bottom of the layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


def N_(message: str) -> str:  # noqa: N802
    """Marks a phrase for the catalogues where it is written; it is translated where it is printed."""
    return message


class Severity(StrEnum):
    """How a problem ends a check: an error fails it, a warning is listed, a note only explains."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in the archive: path relative to `archive/`, line and column from 1; 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that helps to understand a problem; `note` is a message id like a rule's."""

    location: Location
    note: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem. `message` and `help` are gettext ids in English with {named} places for values.

    `page` is the manual page (the docstring of the rule's module); `protects_side` marks rules that the
    other side may never suppress; `told_on_page` those whose finding every reader is told of on the page itself, so
    that no build waits for a cure, not even a strict one; `former` are old names.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    demands: tuple[str, ...] = ()
    protects_side: bool = False
    told_on_page: bool = False
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule met at a place. Holds values, never a finished sentence, so that any reader's language can be used."""

    rule: str
    location: Location
    values: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()

    def sort_key(self) -> tuple[Location, str, tuple[tuple[str, str], ...]]:
        """Place first, then rule, then values: one order on every machine."""
        return self.location, self.rule, tuple(sorted(self.values.items()))
