"""Problems in the form in which GitLab shows them beside a merge request: a list for its code quality report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from concord.problems import Severity
from concord.report.finding import Finding, Report
from concord.report.sentence import Sentence
from concord.report.visible import defuse, escape_hidden

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(report: Report) -> str:
    """One object for each finding. The forge compares fingerprints: the same problem keeps its own when lines move."""
    seen: Counter[str] = Counter()
    answer = [_build(report, finding, seen) for finding in (*report.findings, *report.suppressed)]
    return defuse(json.dumps(answer, ensure_ascii=True, indent=1), "\\u005b") + "\n"


def _build(report: Report, finding: Finding, seen: Counter[str]) -> dict[str, object]:
    path = f"{report.prefix}{finding.place.path}"
    reason = f" ({_quote(finding.reason)})" if finding.reason else ""
    said = f"{_say(finding.sentence)} {_say(finding.cure)}".strip() + reason
    key = f"{finding.name}\0{path}\0{said}"
    seen[key] += 1
    name = f"{key}\0{seen[key]}".encode("utf-8", "backslashreplace")
    return {
        "description": said,
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": hashlib.sha256(name).hexdigest(),
        "severity": "info" if finding.reason else _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": max(1, finding.place.line)}},
    }


def _say(sentence: Sentence) -> str:
    return sentence.render(escape_hidden, _quote)


def _quote(text: str) -> str:
    """Words of the archive as code: whether the forge reads Markdown here or not, they stay words."""
    return "`" + escape_hidden(text).replace("`", "'") + "`"
