"""What of a report a change has brought: reminders that stood there before are nobody's who proposes something now."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from concord.check.base import Base
from concord.check.context import Context
from concord.check.rules import find_rule
from concord.check.runner import Findings, run_checks
from concord.problems import Problem, Severity

_Key = tuple[str, str, tuple[tuple[str, str], ...]]


def leave_old_reminders(findings: Findings, base: Base, as_of: str) -> Findings:
    """The findings without warnings and notes that the archive had before. Errors stay: they fail every check."""
    past = run_checks(Context(base.archive, base.agreement, as_of, base.store))
    before, quiet = Counter(map(_key, past.problems)), Counter(_key(one.problem) for one in past.suppressed)
    return replace(
        findings,
        problems=tuple(one for one in findings.problems if _is_grave(one) or not _take(before, one)),
        suppressed=tuple(one for one in findings.suppressed if not _take(quiet, one.problem)),
    )


def _is_grave(problem: Problem) -> bool:
    return find_rule(problem.rule).RULE.severity is Severity.ERROR


def _take(before: Counter[_Key], problem: Problem) -> bool:
    """Whether a finding was there before; each counts once."""
    key = _key(problem)
    before[key] -= 1
    return before[key] >= 0


def _key(problem: Problem) -> _Key:
    """A finding wherever it stands in its file: lines move."""
    return problem.rule, problem.location.path, tuple(sorted(problem.values.items()))
