"""A report on a sheet or parcel as the printers of the check know it; rules and our own kinds side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from concord.catalogues import Catalogue
from concord.check.rules import find_rule
from concord.problems import Location, Problem, Rule, Severity
from concord.report.finding import Finding, Report
from concord.report.sentence import build_sentence
from concord.sheets.faults import KINDS, Refusal

# So many of one kind are listed; a sheet of thousands of rows would say the same thousands of times.
_MOST: Final = {Severity.ERROR: 20, Severity.WARNING: 20, Severity.NOTE: 5}


def find_kind(name: str) -> Rule:
    """The kind of a problem: one of ours, or a rule of the check."""
    return KINDS[name] if name in KINDS else find_rule(name).RULE


def is_error(problem: Problem) -> bool:
    """Whether a problem keeps a row from becoming a draft."""
    return find_kind(problem.rule).severity is Severity.ERROR


def build_problem(refusal: Refusal, path: str) -> Problem:
    """The problem of a file that was refused whole."""
    return Problem(refusal.kind, Location(path, refusal.line, refusal.column), refusal.values)


def report_problems(problems: Iterable[Problem], catalogue: Catalogue, *, whole: bool = False) -> Report:
    """Problems by place, each said in the reader's language; with `whole` all, else many of a kind are counted."""
    ordered = sorted(problems, key=Problem.sort_key)
    counts = Counter(problem.rule for problem in ordered)
    shown: list[Finding] = []
    seen: Counter[str] = Counter()
    for problem in ordered:
        seen[problem.rule] += 1
        most = counts[problem.rule] if whole else _MOST[find_kind(problem.rule).severity]
        if seen[problem.rule] <= most:
            finding = _build_finding(problem, catalogue)
            is_last = seen[problem.rule] == most
            shown.append(replace(finding, more=counts[problem.rule] - most) if is_last else finding)
    by_severity = dict.fromkeys(Severity, 0)
    for name, number in counts.items():
        by_severity[find_kind(name).severity] += number
    return Report(tuple(shown), (), by_severity, catalogue)


def _build_finding(problem: Problem, catalogue: Catalogue) -> Finding:
    kind = find_kind(problem.rule)
    return Finding(
        code=kind.code,
        name=kind.name,
        severity=kind.severity,
        place=problem.location,
        sentence=build_sentence(kind.message, problem.values, catalogue),
        cure=build_sentence(kind.help, problem.values, catalogue),
        excerpt=None,
    )
