"""Problems as workflow commands, which the forge shows beside the lines they are about."""

from __future__ import annotations

from concord.problems import Severity
from concord.report.finding import Finding, Report, build_summary
from concord.report.visible import defuse, escape_hidden

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(report: Report) -> str:
    """One command a line, then the summary. Suppressed findings are notices."""
    lines = [_render(report, finding, _COMMANDS[finding.severity]) for finding in report.findings]
    lines += [_render(report, finding, "notice") for finding in report.suppressed]
    return defuse("\n".join([*lines, build_summary(report)]) + "\n", "\\[")


def _render(report: Report, finding: Finding, command: str) -> str:
    place = finding.place
    properties = {"file": f"{report.prefix}{place.path}", "title": f"{finding.code} {finding.name}"}
    if place.line:
        properties |= {"line": str(place.line)} | ({"col": str(place.column)} if place.column else {})
    sentence = f"{finding.sentence.render()} {finding.cure.render()}".strip()
    message = f"{sentence} ({finding.reason})" if finding.reason else sentence
    listed = ",".join(f"{name}={escape_property(value)}" for name, value in properties.items())
    return f"::{command} {listed}::{escape_data(escape_hidden(message))}"


def escape_data(text: str) -> str:
    """What a message may not hold as it is."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property ends at a comma, the properties at a colon."""
    return escape_data(escape_hidden(text)).replace(":", "%3A").replace(",", "%2C")
