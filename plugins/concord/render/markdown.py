"""Markdown to safe HTML: Python-Markdown with a fixed list of extensions, then a sanitiser with an allow-list.

Contributors' raw HTML never reaches the output: only the few tags of `model.markup` pass, and what comes out of
Markdown goes through nh3 all the same. `render.fragments` then turns the result into blocks.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from html import escape
from typing import Final

import nh3
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor

from concord.model.markup import RAW_ATTRIBUTES, RAW_TAGS, TAGS, URL_SCHEMES

_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "class"},
    "div": {"class"},
    "img": {"src", "alt"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id", "data-cite"},
    **{tag: set(names) for tag, names in RAW_ATTRIBUTES.items()},
}
# More open brackets than this in one paragraph are no writing: Python-Markdown takes quadratic time over them.
MOST_BRACKETS: Final = 400
# Noncharacters, which no text may hold, stand in for them meanwhile.
_STAND_INS: Final = {"[": "\ufdd0", "<": "\ufdd1"}
# The same for headings and rules that follow each other without an empty line; with one each is read on its own.
MOST_STARTS: Final = 100
# Further in it may be code, where an empty line would be seen; a thousand lines of such code are none.
MOST_INNER_STARTS: Final = 1000
_ANY_START: Final = r"(?:[> \t]|[-+*] )*+(?:#.*|[=-]++[ \t]*+|(?:[*_-][ \t]*+){3,}+)$"
_STARTS: Final = (
    (MOST_STARTS, re.compile(rf"^(?! {{4}}|\t){_ANY_START}", re.MULTILINE)),
    (MOST_INNER_STARTS, re.compile(f"^{_ANY_START}", re.MULTILINE)),
)
# A line of a paragraph that goes on in the next; a break that is there already is not doubled.
_LINE_END: Final = re.compile(r"(?<=\S) {0,2}\n(?=[^\s>#|=*+-])")
_VERSE: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BREAK: Final = re.compile(r"<br>\s*")
_OPEN: Final = re.compile(r"<(?!/|img\b)[a-z]")
_PARAGRAPHS: Final = re.compile(r"(\n[ \t]*\n)")
_ATTRIBUTE: Final = r"""\s+[a-z]+=(?:"[^"<>]*"|'[^'<>]*')"""
_RAW_TAG: Final = rf"(</?(?:{'|'.join(sorted(RAW_TAGS))})(?:{_ATTRIBUTE})*\s*>)"
_CITATION: Final = r"\[\^([a-z0-9]+(?:-[a-z0-9]+)*)\]"


class _RawTag(InlineProcessor):
    """Lets the few raw tags through; the sanitiser balances them and drops attributes that are not theirs."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: ARG002, N802
        return self.md.htmlStash.store(m.group(1)), m.start(0), m.end(0)


class _Citation(InlineProcessor):
    """`[^s1]`, where s1 is a source of the entry and no footnote, becomes a mark that `fragments` numbers and links."""

    sources: frozenset[str] = frozenset()

    def handleMatch(  # type: ignore[override] # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ET.Element | None, int | None, int | None]:
        if m.group(1) not in self.sources:
            return None, None, None
        mark = ET.Element("sup", {"data-cite": m.group(1)})
        return mark, m.start(0), m.end(0)


class _Converter:
    """One Markdown object, used again and again: making it costs as much as a short text."""

    def __init__(self) -> None:
        self.markdown = Markdown(
            extensions=[TableExtension(), FootnoteExtension(), SaneListExtension()], output_format="html"
        )
        self.markdown.preprocessors.deregister("html_block")
        for name in ("html", "automail"):
            self.markdown.inlinePatterns.deregister(name)
        self.citation = _Citation(_CITATION, self.markdown)
        self.markdown.inlinePatterns.register(_RawTag(_RAW_TAG, self.markdown), "raw-tag", 90)
        # Just after the footnotes' own pattern (175), which leaves alone what has no definition.
        self.markdown.inlinePatterns.register(self.citation, "citation", 174)

    def convert(self, text: str, sources: frozenset[str]) -> str:
        self.citation.sources = sources
        self.markdown.reset()
        return self.markdown.convert(text)


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    return _Converter()


def render_markdown(text: str, sources: frozenset[str] = frozenset(), *, keeps_lines: bool = False) -> str:
    """Safe HTML of a text; `sources` are the ids that `[^id]` may cite. Never raises on any text.

    With `keeps_lines` every line of a paragraph stays a line, as verse needs it.
    """
    try:
        tame = _tame(text)
        html = _converter().convert(_LINE_END.sub("  \n", tame) if keeps_lines else tame, sources)
    except RecursionError:
        # Nested deeper than any writing: show it as it was typed.
        _converter.cache_clear()
        html = f"<p>{escape(text)}</p>"
    for sign, stand_in in _STAND_INS.items():
        html = html.replace(stand_in, escape(sign))
    return _VERSE.sub(_mark_lines, clean(html)) if keeps_lines else clean(html)


def _mark_lines(paragraph: re.Match[str]) -> str:
    """A paragraph of several lines with a mark around each, unless one of them is not whole by itself."""
    lines = _BREAK.split(paragraph[1])
    if len(lines) == 1 or any(len(_OPEN.findall(line)) != line.count("</") for line in lines):
        return paragraph[0]
    marked = "<br>".join(f'<span class="line">{line}</span>' for line in lines)
    return f'<p class="verse">{marked}</p>'


def clean(html: str) -> str:
    """HTML with only the tags, attributes and schemes on the allow-list; always well-formed."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style"},
        url_schemes=set(URL_SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def _tame(text: str) -> str:
    """Takes away or apart what a paragraph holds absurdly many of, so that time stays linear in length."""
    parts = _PARAGRAPHS.split(text) if _is_wild(text) else [text]
    return "".join(_tame_paragraph(part) if _is_wild(part) else part for part in parts)


def _is_wild(text: str) -> bool:
    return text.count("[") + text.count("<") > MOST_BRACKETS or any(_exceeds(text, *start) for start in _STARTS)


def _exceeds(text: str, most: int, start: re.Pattern[str]) -> bool:
    return text.count("\n") > most and sum(1 for _ in start.finditer(text)) > most


def _tame_paragraph(part: str) -> str:
    for sign, stand_in in _STAND_INS.items():
        if part.count(sign) > MOST_BRACKETS:
            part = part.replace(sign, stand_in)
    for most, start in _STARTS:
        if _exceeds(part, most, start):
            part = start.sub(r"\g<0>\n", part)
    return part
