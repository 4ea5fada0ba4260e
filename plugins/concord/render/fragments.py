"""Safe HTML as blocks of pieces: what depends on the page (ids, links, numbers, heading levels) stays open.

A text stands on its edition's page and again on the parallel page, at other addresses and under other headings.
It is rendered once, by `render.markdown`; here it is cut into top-level blocks whose pieces are finished HTML or
a Slot, and `render.assemble` fills the slots for one place.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Final, Literal

from concord.derive.direction import Tongues
from concord.model.fields import LANGUAGE_TAG
from concord.model.markup import DIRECTIONS

SlotKind = Literal["heading", "end-heading", "id", "href", "cite", "link", "end-link", "image", "label", "term"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that the page fills. `extra` is the alternative text of an image."""

    kind: SlotKind
    value: str = ""
    extra: str = ""


Piece = str | Slot


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table ... or a heading (`level` 2 to 6) at the top level of a text."""

    pieces: tuple[Piece, ...]
    level: int = 0
    is_notes: bool = False

    @property
    def plain(self) -> str:
        """The words alone, in one line."""
        html = "".join(piece for piece in self.pieces if isinstance(piece, str))
        return " ".join(unescape(_TAG.sub("", html)).split())


Fragment = tuple[Block, ...]

_TAG: Final = re.compile(r"<[^>]*>")
_TOKEN: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*="[^"]*")*)\s*>')
_ATTRIBUTE: Final = re.compile(r'([a-z][a-z-]*)="([^"]*)"')
_VOID: Final = frozenset({"br", "hr", "img"})
_HEADING: Final = re.compile(r"h[1-6]")
_ENTRY_LINK: Final = re.compile(r"\.\./([a-z0-9]+(?:-[a-z0-9]+)*)/(?:([A-Za-z0-9.-]+)\.md|entry\.yml)?(?:#.*)?")
_EXTERNAL: Final = re.compile(r"https?://[^/]", re.IGNORECASE)
_NOTE: Final = re.compile(r"(fn|fnref\d*):(.+)", re.DOTALL)
_UNSAFE_IN_ID: Final = re.compile(r"[^\w-]+")


def parse_fragment(html: str, tongues: Tongues) -> Fragment:
    """The blocks of sanitised HTML."""
    return tuple(_Reader(tongues).read(html))


def slugify(text: str) -> str:
    """An id that keeps letters of every script, with the marks that belong to them."""
    kept = (letter if unicodedata.category(letter)[0] in "LMN" else "-" for letter in text.casefold())
    return re.sub("-+", "-", "".join(kept)).strip("-")[:80].rstrip("-")


class _Reader:
    """Walks tags and text once; knows how deep it is and which ids it has given."""

    def __init__(self, tongues: Tongues) -> None:
        self.tongues = tongues
        self.pieces: list[Piece] = []
        self.depth = 0
        self.level = 0
        self.is_notes = False
        self.in_citation = False
        self.ids: set[str] = set()
        self.numbers: dict[str, int] = {}

    def read(self, html: str) -> Iterator[Block]:
        place = 0
        for match in _TOKEN.finditer(html):
            self.add_text(html[place : match.start()])
            place = match.end()
            closing, tag, attributes = match.groups()
            if closing:
                self.close(tag)
            else:
                self.open(tag, dict(_ATTRIBUTE.findall(attributes)))
            if self.depth == 0 and self.pieces:
                yield self.take()
        self.add_text(html[place:])
        if self.pieces:
            yield self.take()

    def add_text(self, text: str) -> None:
        if text and (self.depth or text.strip()):
            self.pieces.append(text)

    def take(self) -> Block:
        pieces, level, is_notes = tuple(self.pieces), self.level, self.is_notes
        self.pieces, self.level, self.is_notes = [], 0, False
        if level:
            pieces = self.name_heading(pieces)
        return Block(tuple(_join(pieces)), level, is_notes)

    def name_heading(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Puts an id, unique in this text, into the heading's tag."""
        slug = slugify(Block(pieces).plain) or "part"
        # The last number is kept: looking for it from 1 each time is minutes in a text of ten thousand equal headings.
        number = self.numbers.get(slug, 0) + 1
        while (name := f"{slug}-{number}" if number > 1 else slug) in self.ids:
            number += 1
        self.ids.add(name)
        self.numbers[slug] = number
        return tuple(Slot("heading", piece.value, name) if _opens_heading(piece) else piece for piece in pieces)  # type: ignore[union-attr]

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if self.depth == 0 and _HEADING.fullmatch(tag):
            self.level = max(2, int(tag[1]))
        self.pieces += self.render_open(tag, attributes)
        self.depth += tag not in _VOID

    def close(self, tag: str) -> None:
        self.depth -= 1
        if self.in_citation:
            self.in_citation = False
            return
        self.pieces += _CLOSING.get(tag, _close_plainly)(tag)

    def render_open(self, tag: str, attributes: dict[str, str]) -> Iterable[Piece]:
        """The pieces of an opening tag; a tag without a line of its own here opens as it came."""
        if _HEADING.fullmatch(tag):
            return (Slot("heading", str(max(2, int(tag[1])))),)
        if tag in ("sup", "li") and attributes:
            return self.open_mark(tag, attributes)
        if tag == "span" and attributes.get("class") == "line":
            return ('<span class="line">',)
        if tag in ("span", "bdi"):
            return (f"<{tag}{self.render_language(attributes)}>",)
        if tag == "div":
            self.is_notes = True
        if tag == "hr" and self.is_notes:
            return ()
        opening = _OPENING.get(tag)
        return opening(attributes) if opening else (f"<{tag}>",)

    def open_mark(self, tag: str, attributes: dict[str, str]) -> Iterable[Piece]:
        """A citation, the mark of a note, or a note."""
        if "data-cite" in attributes:
            self.in_citation = True
            return (Slot("cite", attributes["data-cite"]),)
        kind = ' class="ref"' if tag == "sup" else ""
        return (f"<{tag}{kind}", Slot("id", _note_id(attributes.get("id", ""))), ">")

    def render_language(self, attributes: dict[str, str]) -> str:
        """`lang` never stands without `dir` and the script that chooses the face."""
        lang, way = attributes.get("lang", ""), attributes.get("dir", "")
        if not LANGUAGE_TAG.fullmatch(lang):
            return f' dir="{way}"' if way in DIRECTIONS else ""
        tongue = self.tongues.find(lang)
        way = way if way in DIRECTIONS else tongue.dir
        return f' lang="{escape(lang)}" dir="{way}" data-script="{tongue.script}"'


def _read_link(attributes: dict[str, str]) -> Slot:
    href = unescape(attributes.get("href", ""))
    kind = attributes.get("class", "")
    if kind in ("footnote-ref", "footnote-backref") and href.startswith("#"):
        return Slot("href", _note_id(href[1:]), kind)
    if _EXTERNAL.match(href):
        return Slot("link", href, "external")
    if entry := _ENTRY_LINK.fullmatch(href):
        return Slot("link", entry[1], entry[2] or "entry")
    return Slot("link", href[1:], "here") if href.startswith("#") else Slot("link", "", "nowhere")


def _note_id(raw: str) -> str:
    """`fn:1` as `fn-1`: an id that needs no escaping anywhere."""
    match = _NOTE.fullmatch(unescape(raw))
    if not match:
        return "fn"
    name = match[2]
    if _UNSAFE_IN_ID.search(name):
        name = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{match[1]}-{name}"


def _read_image(attributes: dict[str, str]) -> Slot:
    return Slot("image", unescape(attributes.get("src", "")), unescape(attributes.get("alt", "")))


def _open_list(attributes: dict[str, str]) -> Iterable[Piece]:
    start = attributes.get("start", "")
    return (f'<ol start="{int(start) % 100000}">' if start.isascii() and start.isdecimal() else "<ol>",)


_OPENING: Final[dict[str, Callable[[dict[str, str]], Iterable[Piece]]]] = {
    "a": lambda attributes: (_read_link(attributes),),
    "img": lambda attributes: (_read_image(attributes),),
    "ol": _open_list,
    "p": lambda attributes: ('<p class="verse">' if attributes.get("class") == "verse" else "<p>",),
    "div": lambda _: ('<section class="footnotes" role="doc-endnotes" aria-label="', Slot("label", "notes"), '">'),
    "table": lambda _: (
        '<div class="scroll" role="region" tabindex="0" aria-label="',
        Slot("label", "table"),
        '"><table>',
    ),
    "th": lambda _: ('<th scope="col">',),
}


def _close_plainly(tag: str) -> Iterable[Piece]:
    return (f"</{tag}>",)


_CLOSING: Final[dict[str, Callable[[str], Iterable[Piece]]]] = {
    "a": lambda _tag: (Slot("end-link"),),
    "div": lambda _tag: ("</section>",),
    "table": lambda _tag: ("</table></div>",),
    **{f"h{n}": lambda tag: (Slot("end-heading", str(max(2, int(tag[1])))),) for n in range(1, 7)},
}


def _opens_heading(piece: Piece) -> bool:
    return isinstance(piece, Slot) and piece.kind == "heading"


def _join(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Runs of finished HTML as one piece."""
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            yield "".join(run)
            run = []
        yield piece
    if run:
        yield "".join(run)
