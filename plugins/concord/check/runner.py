"""Runs every rule over a context: problems in one order on every machine, and what a record asked to pass over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concord.check.context import Context, Record
from concord.check.rule import MOST_PER_FILE, build_problem
from concord.check.rules import RULES, find_rule
from concord.check.rules.structure import suppression_refused, suppression_unused
from concord.problems import Location, Problem, Rule, Severity


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A problem that a record passes over: the reason it gives, and where."""

    problem: Problem
    reason: str
    place: Location


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found. `left_out` counts problems beyond those shown, by rule and file."""

    problems: tuple[Problem, ...]
    suppressed: tuple[Suppressed, ...]
    left_out: tuple[tuple[str, str, int], ...]

    def count(self, severity: Severity) -> int:
        """How many problems there are of a severity, those left out included."""
        shown = sum(find_rule(problem.rule).RULE.severity is severity for problem in self.problems)
        return shown + sum(number for rule, _, number in self.left_out if find_rule(rule).RULE.severity is severity)


def check_archive(context: Context) -> tuple[Problem, ...]:
    """Everything that is wrong, what was found while reading included."""
    return run_checks(context).problems


def run_checks(context: Context) -> Findings:
    """Asks every rule once; each is linear in the size of the archive."""
    found = sorted({_key(problem): problem for problem in _find_all(context)}.values(), key=Problem.sort_key)
    kept, suppressed = _divide(context, found)
    shown, left_out = _shorten(sorted(kept, key=Problem.sort_key))
    return Findings(tuple(shown), tuple(suppressed), tuple(left_out))


def is_suppressible(rule: Rule) -> bool:
    """Whether a record may pass a rule over: bookkeeping is agreed to by nobody, so only reminders qualify."""
    return rule.severity is Severity.WARNING and not rule.protects_side


def _key(problem: Problem) -> tuple[object, ...]:
    return problem.sort_key()


def _find_all(context: Context) -> Iterator[Problem]:
    yield from context.archive.problems
    for module in RULES.values():
        yield from module.check(context)


def _divide(context: Context, found: Iterable[Problem]) -> tuple[list[Problem], list[Suppressed]]:
    lines = {key: line for record in context.records for key, line in _find_lines(record)}
    kept: list[Problem] = [problem for record in context.records for problem in _find_refused(record)]
    suppressed: list[Suppressed] = []
    used: set[tuple[str, str]] = set()
    for problem in found:
        key = (_find_folder(problem), problem.rule)
        if key in lines:
            used.add(key)
            suppressed.append(Suppressed(problem, *lines[key]))
        else:
            kept.append(problem)
    unused = [
        build_problem(suppression_unused.RULE, place, name=key[1])
        for key, (_, place) in lines.items()
        if key not in used
    ]
    return [*kept, *unused], suppressed


def _find_lines(record: Record) -> Iterator[tuple[tuple[str, str], tuple[str, Location]]]:
    """(folder, rule) -> (reason, place) of an entry's suppressions that are allowed."""
    for index, line in enumerate(record.record.value.suppress):
        rule = _find(line.rule)
        if rule and is_suppressible(rule):
            yield (record.entry.folder, rule.name), (line.reason, record.record.at("suppress", index, "rule"))


def _find_refused(record: Record) -> Iterator[Problem]:
    for index, line in enumerate(record.record.value.suppress):
        rule = _find(line.rule)
        if rule is None or not is_suppressible(rule):
            place = record.record.at("suppress", index, "rule")
            yield build_problem(suppression_refused.RULE, place, name=line.rule)


def _find(name_or_code: str) -> Rule | None:
    try:
        return find_rule(name_or_code).RULE
    except KeyError:
        return None


def _find_folder(problem: Problem) -> str:
    """The entry's folder a problem lies in: its first two steps."""
    return "/".join(problem.location.path.split("/")[:2])


def _shorten(problems: Iterable[Problem]) -> tuple[list[Problem], list[tuple[str, str, int]]]:
    """At most so many problems of one rule in one file; the others are counted."""
    seen: Counter[tuple[str, str]] = Counter()
    shown: list[Problem] = []
    for problem in problems:
        key = (problem.rule, problem.location.path)
        seen[key] += 1
        if seen[key] <= MOST_PER_FILE:
            shown.append(problem)
    more = [(rule, path, number - MOST_PER_FILE) for (rule, path), number in seen.items() if number > MOST_PER_FILE]
    return shown, sorted(more, key=lambda item: (item[1], item[0]))
