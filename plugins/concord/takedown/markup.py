"""Cuts the smallest pieces of a page that say something: list items, rows, cards. For a site that cannot be remade."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

# What can go without leaving half of something behind.
_PIECES: Final = frozenset({"li", "tr", "article", "figure", "blockquote"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(slots=True)
class _Open:
    tag: str
    start: int


class _Finder(HTMLParser):
    """Notes where pieces begin and end, inner ones before outer ones."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: list[_Open] = []
        self.spans: list[tuple[int, int]] = []
        self.feed(text)
        self.close()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        del attrs
        if tag not in _VOID:
            self._open.append(_Open(tag, self._at()))

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it whatever in it was never ended."""
        if all(one.tag != tag for one in self._open):
            return
        while (one := self._open.pop()).tag != tag:
            pass
        if tag in _PIECES:
            self.spans.append((one.start, self._at() + len(f"</{tag}>")))


def cut_elements(raw: bytes, mentions: Callable[[bytes], bool]) -> bytes:
    """A page without the smallest pieces that mention something; what stands outside of any piece stays."""
    if not mentions(raw):
        return raw
    try:
        text = raw.decode()
        spans = _Finder(text).spans
    except (UnicodeDecodeError, AssertionError, IndexError):
        return raw
    gone: list[tuple[int, int]] = []
    for start, end in spans:
        holds_one = any(start <= a and b <= end for a, b in gone)
        if not holds_one and mentions(text[start:end].encode()):
            gone.append((start, end))
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:]
    return text.encode()
