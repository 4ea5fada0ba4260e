"""Finds in a Markdown text what rules ask about: headings, links, notes, raw HTML, fragments in other languages.

This is no renderer. Where Markdown could be read in two ways it errs towards finding: what is written so that a reader
would take it for markup is treated as markup. Every search is linear in the length of the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_HEADING = re.compile(r"^(#{1,6})(?!#)[ \t]*\S", re.MULTILINE)
_UNDERLINE = re.compile(r"\n(=+|-+)[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s\[]{1,80})\](:?)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s<>]*)>")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})((?:\s{1,9}[A-Za-z-]{1,20}=\"[^\"<>\n]{0,80}\")*)\s{0,9}>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)=\"([^\"]*)\"")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# None of these begins with a look back or a border: the search then leaps from sign to sign.
# The longest address a link may have before its closing bracket is no longer looked for.
_MAX_TARGET = 2000
_MAX_BACKSLASHES = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line of a level from 1."""

    offset: int
    level: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture; `target` has its character references resolved."""

    offset: int
    target: str
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """`[^name]`: a citation or footnote, or with a colon after it at the start of a line, a footnote's text."""

    offset: int
    name: str
    is_definition: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of raw HTML. `name` is empty for anything that is no plain tag: comments, declarations, broken tags."""

    offset: int
    end: int
    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def lang(self) -> str | None:
        """The language the tag gives its content."""
        return dict(self.attributes).get("lang")


@dataclass(frozen=True, slots=True)
class Markdown:
    """What the markup of a text says, each kind in the order of the text."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]
    tags: tuple[Tag, ...]


@lru_cache(maxsize=512)
def scan_markdown(text: str) -> Markdown:
    """Everything rules ask about in one text."""
    return Markdown(
        headings=tuple(sorted(_find_headings(text), key=lambda heading: heading.offset)),
        links=tuple(sorted(_find_links(text), key=lambda link: link.offset)),
        notes=tuple(_find_notes(text)) if "[^" in text else (),
        tags=tuple(_find_tags(text)) if "<" in text else (),
    )


def _find_headings(text: str) -> Iterator[Heading]:
    if "#" in text:
        yield from (Heading(match.start(), len(match[1])) for match in _HEADING.finditer(text))
    for match in _UNDERLINE.finditer(text) if "\n-" in text or "\n=" in text else ():
        start = text.rfind("\n", 0, match.start()) + 1
        if text[start : match.start()].strip():
            yield Heading(start, 1 if match[1].startswith("=") else 2)


def _find_notes(text: str) -> Iterator[Note]:
    for match in _NOTE.finditer(text):
        if _is_escaped(text, match.start()):
            continue
        at_start = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" ") == ""
        yield Note(match.start(), match[1], bool(match[2]) and at_start)


def _find_links(text: str) -> Iterator[Link]:
    start = text.find("](")
    while start >= 0:
        target = _read_target(text, start + 2)
        if target:
            bracket = text.rfind("[", max(0, start - _MAX_TARGET), start)
            yield Link(start + 2, html.unescape(target), text[bracket - 1 : bracket] == "!")
        start = text.find("](", start + 2)
    for pattern, sign in ((_DEFINITION, "]:"), (_AUTOLINK, "<")):
        for match in pattern.finditer(text) if sign in text else ():
            yield Link(match.start(1), html.unescape(match[1]))


def _read_target(text: str, start: int) -> str:
    """An address up to white space or the bracket that closes it; brackets inside it may be balanced."""
    depth = 0
    limit = min(len(text), start + _MAX_TARGET)
    start += len(text[start:limit]) - len(text[start:limit].lstrip(" <\n"))
    for at in range(start, limit):
        letter = text[at]
        if letter.isspace() or letter in ">]":
            return text[start:at]
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return text[start:at]
    return text[start:limit]


def _find_tags(text: str) -> Iterator[Tag]:
    for start in _TAG_START.finditer(text):
        at = start.start()
        if _is_escaped(text, at) or _AUTOLINK.match(text, at):
            continue
        match = _TAG.match(text, at)
        if match is None:
            yield Tag(at, at + 1, "", closing=False)
        else:
            attributes = tuple(_ATTRIBUTE.findall(match[3]))
            yield Tag(at, match.end(), match[2].lower(), bool(match[1]), attributes)


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a sign."""
    before = text[max(0, at - _MAX_BACKSLASHES) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def iter_runs(text: str, tags: tuple[Tag, ...], lang: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, language) of the stretches of a text: raw tags with `lang` change it until they close."""
    stack = [("", lang)]
    at = 0
    for tag in tags:
        yield at, tag.offset, stack[-1][1]
        at = tag.end
        if not tag.name:
            continue
        if not tag.closing:
            stack.append((tag.name, tag.lang or stack[-1][1]))
        elif stack[-1][0] == tag.name:
            stack.pop()
    yield at, len(text), stack[-1][1]
