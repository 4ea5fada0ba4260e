"""Problems as one page that needs nothing else: the promised form for readers of any script. Prints on paper too."""

from __future__ import annotations

from html import escape

from babel import Locale, UnknownLocaleError

from concord.report.finding import (
    HELP,
    MORE,
    PASSED_OVER,
    REASON,
    TITLE,
    UNTRANSLATED,
    WORDS,
    Finding,
    Report,
    build_summary,
)
from concord.report.isolation import isolate_code
from concord.report.sentence import Sentence, build_sentence
from concord.report.visible import defuse, escape_hidden
from concord.report.window import divide_excerpt

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; }
:lang(ur) { font-family: "Noto Nastaliq Urdu", serif; line-height: 2.2; }
:lang(hi) { font-family: "Noto Sans Devanagari", system-ui, sans-serif; line-height: 1.8; }
article { border-inline-start: .3rem solid; padding-inline-start: 1rem; margin-block: 2rem; break-inside: avoid; }
.error { border-color: #b3261e; } .warning { border-color: #8a6100; } .note { border-color: #56606b; }
.place, code, pre { font: .9rem/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .5rem; border: 1px solid #8884; white-space: pre-wrap; }
mark { outline: 1px solid #b3261e; } h2 { font-size: 1.1rem; } .place { display: block; overflow-wrap: anywhere; }
"""


def render_html(report: Report) -> str:
    """The whole report as a document. Whatever stands in the archive is escaped and kept in its own direction."""
    lang = report.catalogue.lang
    quiet = "".join(_render_finding(report, finding) for finding in report.suppressed)
    body = "".join(_render_finding(report, finding) for finding in report.findings) + quiet
    title = escape(report.say(TITLE))
    page = (
        f'<!doctype html>\n<html lang="{escape(lang)}" dir="{find_direction(lang)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n<p>{escape(build_summary(report))}</p>\n{body}</body>\n</html>\n"
    )
    return defuse(page, "&#91;")


def find_direction(lang: str) -> str:
    """Which way a language is written; left to right where it is not known."""
    try:
        return Locale.parse(lang.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def render_sentence(report: Report, sentence: Sentence) -> str:
    """A sentence with its values isolated; English that stands in for a translation says so."""
    is_rtl = find_direction(sentence.lang) == "rtl"
    words = (lambda text: isolate_code(text, escape)) if is_rtl else escape
    text = sentence.render(words, lambda value: f"<bdi>{escape(value)}</bdi>")
    if sentence.is_translated:
        return text
    return f'<span lang="{sentence.lang}" dir="{find_direction(sentence.lang)}">{text}</span> ({_mark(report)})'


def _mark(report: Report) -> str:
    return escape(report.say(UNTRANSLATED))


def _render_finding(report: Report, finding: Finding) -> str:
    word = escape(report.say(PASSED_OVER if finding.reason else WORDS[finding.severity]))
    lines = [
        f'<article class="{finding.severity}">',
        f'<span class="place" dir="ltr">{escape(escape_hidden(report.spell(finding.place)))}</span>',
        f"<h2>{word} {finding.code}: {render_sentence(report, finding.sentence)}</h2>",
        _render_excerpt(finding),
        *_render_tail(report, finding),
        f'<p><code dir="ltr">{finding.name}</code></p>',
        "</article>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _render_tail(report: Report, finding: Finding) -> list[str]:
    lines = [
        f'<p><span class="place" dir="ltr">{escape(escape_hidden(report.spell(at)))}</span> '
        f"{render_sentence(report, sentence)}</p>"
        for at, sentence in finding.related
    ]
    if finding.reason:
        lines.append(f"<p>{render_sentence(report, _say(report, REASON, reason=finding.reason))}</p>")
    elif finding.cure:
        lines.append(f"<p>{escape(report.say(HELP))}: {render_sentence(report, finding.cure)}</p>")
    if finding.more:
        lines.append(f"<p>{render_sentence(report, _say(report, MORE, number=str(finding.more)))}</p>")
    return lines


def _say(report: Report, message: str, **values: str) -> Sentence:
    return build_sentence(message, values, report.catalogue)


def _render_excerpt(finding: Finding) -> str:
    excerpt = finding.excerpt
    if excerpt is None or not excerpt.text.strip():
        return ""
    # A line of YAML runs from left to right whatever words it holds; a line of a text runs as its words do.
    direction = "auto" if finding.place.path.endswith(".md") else "ltr"
    before, letter, after = (escape(part) for part in divide_excerpt(excerpt))
    marked = f"<mark>{letter}</mark>" if excerpt.column and letter else letter
    return f'<pre dir="{direction}"><bdi dir="{direction}">{before}{marked}{after}</bdi></pre>'
