"""Problems for a terminal: place, code, sentence, source line with a caret, help. A terminal shows Urdu unreliably."""

from __future__ import annotations

from collections.abc import Iterator

from concord.report.finding import (
    HELP,
    MORE,
    PASSED_OVER,
    REASON,
    UNTRANSLATED,
    WORDS,
    Excerpt,
    Finding,
    Report,
    build_summary,
)
from concord.report.sentence import Sentence, build_sentence
from concord.report.visible import count_cells, defuse, escape_hidden, is_right_to_left
from concord.report.window import divide_excerpt


def render_text(report: Report) -> str:
    """The whole report, with a summary at its end."""
    blocks = [render_finding(report, finding) for finding in report.findings]
    blocks += ["\n".join(_render_quiet(report, finding)) for finding in report.suppressed]
    return defuse("\n".join([*blocks, build_summary(report)]) + "\n", "\\[")


def render_finding(report: Report, finding: Finding) -> str:
    """One problem, for those who print them one by one."""
    return "\n".join(_render_finding(report, finding))


def _render_finding(report: Report, finding: Finding) -> Iterator[str]:
    word = report.say(WORDS[finding.severity])
    place = escape_hidden(report.spell(finding.place))
    yield f"{place}: {word}[{finding.code}] {_say(report, finding.sentence)} ({finding.name})"
    yield from _render_excerpt(finding.excerpt)
    for at, sentence in finding.related:
        yield f"  {escape_hidden(report.spell(at))}: {_say(report, sentence)}"
    if finding.cure:
        yield f"  {report.say(HELP)}: {_say(report, finding.cure)}"
    if finding.more:
        yield f"  {build_sentence(MORE, {'number': str(finding.more)}, report.catalogue).render()}"


def _render_quiet(report: Report, finding: Finding) -> Iterator[str]:
    place = escape_hidden(report.spell(finding.place))
    sentence = _say(report, finding.sentence)
    yield f"{place}: {report.say(PASSED_OVER)}[{finding.code}] {sentence} ({finding.name})"
    yield f"  {build_sentence(REASON, {'reason': finding.reason}, report.catalogue).render()}"


def _say(report: Report, sentence: Sentence) -> str:
    mark = "" if sentence.is_translated else f" [{report.say(UNTRANSLATED)}]"
    return sentence.render() + mark


def _render_excerpt(excerpt: Excerpt | None) -> Iterator[str]:
    """The line, and below it a caret where cells can be counted: not in a line that runs both ways."""
    if excerpt is None or not excerpt.text.strip():
        return
    before, letter, after = divide_excerpt(excerpt)
    yield f"  | {before}{letter}{after}"
    if excerpt.column and not is_right_to_left(before + letter):
        yield f"  | {' ' * count_cells(before)}{'^' * max(1, count_cells(letter))}"
