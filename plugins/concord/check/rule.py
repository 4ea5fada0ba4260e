"""What a rule is: a module with a manual page, a RULE and a check. Between the registry and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from concord.check.context import Context
from concord.problems import Location, Problem, Related, Rule

T = TypeVar("T")

# Findings of one rule in one file that are shown; more help nobody, and a hostile file could make millions.
MOST_PER_FILE = 50

Check = Callable[[Context], Iterable[Problem]]


class RuleModule(Protocol):
    """A rule's module: its docstring is the manual page, `check` yields where the rule is met."""

    __doc__: str | None
    __name__: str
    RULE: Rule

    @property
    def check(self) -> Check:
        """Finds the rule's problems; knows nothing of severity policy, language, colour or output."""


def build_problem(rule: Rule, place: Location, /, *related: Related, **values: str) -> Problem:
    """A problem of a rule: place, second places, and the values that its sentence asks for."""
    return Problem(rule.name, place, values, related)


def take(found: Iterable[T]) -> Iterator[T]:
    """The first finds in one file, and one more than are shown, so that the runner knows of the rest."""
    return islice(found, MOST_PER_FILE + 1)


def found_by_reader(context: Context) -> Iterator[Problem]:
    """The check of a rule that `read` reports by itself: there is nothing left to find."""
    del context
    yield from ()


def found_by_runner(context: Context) -> Iterator[Problem]:
    """The check of a rule that only the runner can judge, since it looks at what the other rules found."""
    del context
    yield from ()


def refused_by_ledger(rule: Rule) -> Check:
    """The check of a rule that `approve` has judged already: acts that do not count, with their reason."""

    def check(context: Context) -> Iterator[Problem]:
        for refused in context.refused.get(rule.name, ()):
            yield Problem(rule.name, refused.place, refused.values)

    return check
