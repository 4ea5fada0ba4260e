"""Problems as SARIF 2.1.0, the form in which forges and editors take findings over."""

from __future__ import annotations

import json
from urllib.parse import quote

from concord import __version__
from concord.check.page import parse_page
from concord.check.rules import find_rule
from concord.problems import Location, Severity
from concord.report.finding import Finding, Report
from concord.report.sentence import Sentence
from concord.report.visible import defuse

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_sarif(report: Report) -> str:
    """One run; rules that found something are described in it."""
    used = sorted({finding.name for finding in (*report.findings, *report.suppressed)})
    results = [_build_result(report, finding, used) for finding in (*report.findings, *report.suppressed)]
    run = {
        "tool": {
            "driver": {
                "name": "concord",
                "semanticVersion": __version__,
                "rules": [_build_rule(name) for name in used],
            }
        },
        # Columns count code points, as an editor's do, not the halves of UTF-16.
        "columnKind": "unicodeCodePoints",
        "language": report.catalogue.lang,
        "results": results,
    }
    answer = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return defuse(json.dumps(answer, ensure_ascii=True, indent=2), "\\u005b") + "\n"


def _build_rule(name: str) -> dict[str, object]:
    module = find_rule(name)
    page = parse_page(module)
    return {
        "id": module.RULE.code,
        "name": name,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": f"{page.what} {page.why}"},
        "help": {"text": page.fix},
        "defaultConfiguration": {"level": _LEVELS[module.RULE.severity]},
    }


def _build_result(report: Report, finding: Finding, used: list[str]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": used.index(finding.name),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{_plain(finding.sentence)} {_plain(finding.cure)}".strip()},
        "locations": [_build_location(report, finding.place)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {**_build_location(report, at), "message": {"text": _plain(sentence)}} for at, sentence in finding.related
        ]
    if finding.reason:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return result


def _plain(sentence: Sentence) -> str:
    """In SARIF, square brackets in a message are links and braces are places, so both are escaped."""
    return (
        sentence.render()
        .replace("\\", "\\\\")
        .replace("[", "\\[")
        .replace("]", "\\]")
        .replace("{", "{{")
        .replace("}", "}}")
    )


def _build_location(report: Report, place: Location) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(f"{report.prefix}{place.path}")}}
    if place.line:
        physical["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return {"physicalLocation": physical}
