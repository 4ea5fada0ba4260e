"""Problems for programs: stable JSON, described in docs/reports.md."""

from __future__ import annotations

import json

from concord.problems import Location
from concord.report.finding import Finding, Report
from concord.report.visible import defuse

FORMAT = "concord-report/1"


def render_json(report: Report) -> str:
    """One object; keys sorted, so that two reports can be compared line by line."""
    answer = {
        "format": FORMAT,
        "language": report.catalogue.lang,
        "counts": {str(severity): number for severity, number in report.counts.items()},
        "problems": [_build(report, finding) for finding in report.findings],
        "passed_over": [_build(report, finding) | {"reason": finding.reason} for finding in report.suppressed],
    }
    return defuse(json.dumps(answer, ensure_ascii=True, indent=2, sort_keys=True), "\\u005b") + "\n"


def _build(report: Report, finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "rule": finding.name,
        "severity": str(finding.severity),
        **_place(report, finding.place),
        "message": finding.sentence.render(),
        "help": finding.cure.render(),
        "message_language": finding.sentence.lang,
        "more_of_the_kind": finding.more,
        "related": [{**_place(report, at), "message": sentence.render()} for at, sentence in finding.related],
    }


def _place(report: Report, place: Location) -> dict[str, object]:
    return {"path": f"{report.prefix}{place.path}", "line": place.line, "column": place.column}
