"""A report in one language, before it takes a form: what every printer prints. Between `check` and the printers."""

from __future__ import annotations

from dataclasses import dataclass

from concord.catalogues import Catalogue
from concord.check.rules import find_rule
from concord.check.runner import Findings
from concord.problems import N_, Location, Problem, Related, Severity
from concord.report.sentence import Sentence, build_sentence
from concord.report.source import Sources

WORDS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
HELP, PASSED_OVER, UNTRANSLATED = N_("help"), N_("passed over"), N_("not yet translated")
MORE = N_("And {number} more of this kind in this file.")
REASON = N_("Passed over. Reason: {reason}")
NOTHING = N_("Nothing is wrong.")
TITLE = N_("Report on the archive")

# What these point at is not repeated: a report may be public where the words should not have been.
_UNQUOTED = frozenset({"access-closed-in-tree", "contact-in-text", "consent-missing", "consent-out-of-scope"})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a file and the place in it, in code points from 1."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, said in the reader's language."""

    code: str
    name: str
    severity: Severity
    place: Location
    sentence: Sentence
    cure: Sentence
    excerpt: Excerpt | None
    related: tuple[tuple[Location, Sentence], ...] = ()
    reason: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a printer needs. `prefix` stands before each path: where the archive lies."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    counts: dict[Severity, int]
    catalogue: Catalogue
    prefix: str = ""

    def spell(self, place: Location) -> str:
        """A place as it is printed: path, line, column."""
        return f"{self.prefix}{place}"

    def say(self, message: str) -> str:
        """A word of the report's frame."""
        return self.catalogue.gettext(message)


def build_report(findings: Findings, catalogue: Catalogue, sources: Sources, prefix: str = "") -> Report:
    """Makes the sentences. Order stays as it came: by place, then rule."""
    more = {(rule, path): number for rule, path, number in findings.left_out}
    last = {(problem.rule, problem.location.path): problem for problem in findings.problems}
    shown = tuple(
        _build_finding(
            problem,
            catalogue,
            sources,
            more=more.get(key, 0) if last[key := (problem.rule, problem.location.path)] is problem else 0,
        )
        for problem in findings.problems
    )
    quiet = tuple(_build_finding(it.problem, catalogue, sources, reason=it.reason) for it in findings.suppressed)
    counts = {severity: findings.count(severity) for severity in Severity}
    return Report(shown, quiet, counts, catalogue, prefix)


def _build_finding(
    problem: Problem, catalogue: Catalogue, sources: Sources, *, reason: str = "", more: int = 0
) -> Finding:
    rule = find_rule(problem.rule).RULE
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        place=problem.location,
        sentence=build_sentence(rule.message, problem.values, catalogue),
        cure=build_sentence(rule.help, problem.values, catalogue),
        excerpt=_find_excerpt(problem, sources),
        related=tuple(_say_related(related, catalogue) for related in problem.related),
        reason=reason,
        more=more,
    )


def _say_related(related: Related, catalogue: Catalogue) -> tuple[Location, Sentence]:
    return related.location, build_sentence(related.note, related.values, catalogue)


def _find_excerpt(problem: Problem, sources: Sources) -> Excerpt | None:
    if problem.rule in _UNQUOTED:
        return None
    line = sources.find_line(problem.location.path, problem.location.line)
    return Excerpt(line, problem.location.column) if line is not None else None


def build_summary(report: Report) -> str:
    """One line with the numbers, each in its plural form."""
    ngettext = report.catalogue.ngettext
    errors, warnings, notes = (report.counts[severity] for severity in Severity)
    quiet = len(report.suppressed)
    parts = (
        (errors, ngettext("{number} error", "{number} errors", errors)),
        (warnings, ngettext("{number} warning", "{number} warnings", warnings)),
        (notes, ngettext("{number} note", "{number} notes", notes)),
        (quiet, ngettext("{number} passed over", "{number} passed over", quiet)),
    )
    counted = (text.replace("{number}", str(number)) for number, text in parts if number)
    return " · ".join(counted) or report.say(NOTHING)
