"""Problems for a comment under a pull request: nothing a contributor wrote becomes markup, mention or command."""

from __future__ import annotations

from collections.abc import Sequence

from concord.problems import N_
from concord.report.finding import HELP, MORE, PASSED_OVER, REASON, UNTRANSLATED, WORDS, Finding, Report, build_summary
from concord.report.html import find_direction
from concord.report.isolation import isolate_code
from concord.report.sentence import Sentence, build_sentence
from concord.report.visible import escape_hidden
from concord.report.window import divide_excerpt

# A comment on the large forges holds 65,536 characters. Bytes are counted: no letter is shorter than one.
MAX_BYTES = 60_000

WHERE = N_("The report of the check")


def render_markdown(
    report: Report,
    *,
    limit: int = MAX_BYTES,
    remarks: Sequence[str] = (),
    link: str = "",
    with_findings: bool = True,
) -> str:
    """The report as HTML that forges allow inside Markdown, so that direction and language can be given.

    `remarks` are sentences of ours that stand before the findings. `link` is where the whole report stands; it is
    written as it is, and must not come from a contributor.
    """
    lang = report.catalogue.lang
    opening = f'<div dir="{find_direction(lang)}" lang="{encode(lang)}">\n'
    if with_findings:
        opening += f"<p><b>{encode(build_summary(report))}</b></p>\n"
    opening += "".join(f"<p>{_say(report, build_sentence(one, {}, report.catalogue))}</p>\n" for one in remarks)
    closing = f'<p><a href="{link}">{encode(report.say(WHERE))}</a></p>\n</div>\n' if link else "</div>\n"
    findings = (*report.findings, *report.suppressed) if with_findings else ()
    # Room is kept for the sentence that says how many are left out, in any language.
    left = limit - len(opening.encode()) - len(closing.encode()) - 1000
    body: list[str] = []
    for finding in findings:
        block = _render_finding(report, finding)
        left -= len(block.encode())
        if left < 0:
            body.append(f"<p>{encode(_count_cut(report, len(findings) - len(body)))}</p>\n")
            break
        body.append(block)
    return f"{opening}{''.join(body)}{closing}"


def _count_cut(report: Report, number: int) -> str:
    said = report.catalogue.ngettext(
        "{number} more finding is not shown here; all of them are in the report of the check.",
        "{number} more findings are not shown here; all of them are in the report of the check.",
        number,
    )
    return said.replace("{number}", str(number))


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
