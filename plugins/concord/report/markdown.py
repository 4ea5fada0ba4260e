"""Problems for a comment under a pull request: nothing a contributor wrote becomes markup, mention or command."""

from __future__ import annotations

from concord.report.finding import HELP, MORE, PASSED_OVER, REASON, UNTRANSLATED, WORDS, Finding, Report, build_summary
from concord.report.html import find_direction
from concord.report.isolation import isolate_code
from concord.report.sentence import Sentence, build_sentence
from concord.report.visible import escape_hidden
from concord.report.window import divide_excerpt

# A comment on the large forges holds 65,536 characters; the rest of a long report stands in the log.
MAX_LENGTH = 60_000


def render_markdown(report: Report) -> str:
    """The report as HTML that forges allow inside Markdown, so that direction and language can be given."""
    lang = report.catalogue.lang
    opening = (
        f'<div dir="{find_direction(lang)}" lang="{encode(lang)}">\n<p><b>{encode(build_summary(report))}</b></p>\n'
    )
    body, left = [], MAX_LENGTH - len(opening)
    for finding in (*report.findings, *report.suppressed):
        block = _render_finding(report, finding)
        left -= len(block)
        if left < 0:
            body.append("<p>…</p>\n")
            break
        body.append(block)
    return f"{opening}{''.join(body)}</div>\n"


def encode(text: str) -> str:
    """Every sign of ASCII that could mean something becomes a reference; line ends become blanks."""
    return "".join(
        letter if letter.isalnum() or letter == " " or not letter.isascii() else f"&#{ord(letter)};"
        for letter in escape_hidden(text)
    )


def quote(text: str) -> str:
    """Words out of the archive: inside code, where forges look for neither mentions nor numbers of issues."""
    return f"<code>{encode(text)}</code>"


def _say(report: Report, sentence: Sentence) -> str:
    is_rtl = find_direction(sentence.lang) == "rtl"
    words = (lambda text: isolate_code(text, encode)) if is_rtl else encode
    text = sentence.render(words, quote)
    if sentence.is_translated:
        return text
    mark = encode(report.say(UNTRANSLATED))
    return f'<span lang="{sentence.lang}" dir="{find_direction(sentence.lang)}">{text}</span> ({mark})'


def _render_finding(report: Report, finding: Finding) -> str:
    word = encode(report.say(PASSED_OVER if finding.reason else WORDS[finding.severity]))
    lines = [
        f"<p>{quote(report.spell(finding.place))}<br>",
        f"<b>{word} {finding.code}</b> {_say(report, finding.sentence)}",
    ]
    if finding.excerpt and finding.excerpt.text.strip():
        lines.append(f"<br><code>{encode(''.join(divide_excerpt(finding.excerpt)))}</code>")
    lines += [f"<br>{quote(report.spell(at))} {_say(report, sentence)}" for at, sentence in finding.related]
    if finding.reason:
        sentence = build_sentence(REASON, {"reason": finding.reason}, report.catalogue)
        lines.append(f"<br>{_say(report, sentence)}")
    elif finding.cure:
        lines.append(f"<br>{encode(report.say(HELP))}: {_say(report, finding.cure)}")
    if finding.more:
        sentence = build_sentence(MORE, {"number": str(finding.more)}, report.catalogue)
        lines.append(f"<br>{_say(report, sentence)}")
    return "".join(lines) + "</p>\n"
