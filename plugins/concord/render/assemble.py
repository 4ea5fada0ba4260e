"""Fills the slots of a text for the place where it stands: its ids, heading levels, links, numbers and pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from markupsafe import Markup

from concord.derive.views import Citation
from concord.render.fragments import Block, Fragment, Slot


@dataclass(slots=True)
class CitationBook:
    """What a page has counted: its sources, every place where one is cited (for the ways back), names of regions."""

    numbers: Mapping[str, int]
    backs: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def cite(self, source: str, prefix: str = "") -> tuple[Citation, str] | None:
        """Number, link and the id that the mark itself gets; None when the page has no such source."""
        if source not in self.numbers:
            return None
        name = f"{prefix}cite-{source}"
        self.counts[name] += 1
        anchor = name if self.counts[name] == 1 else f"{name}-{self.counts[name]}"
        self.backs.setdefault(source, []).append(anchor)
        return self.point(source), anchor

    def tell_apart(self, label: str) -> str:
        """A label of a region, numbered from the second on: two regions of one name cannot be told apart by ear."""
        self.counts[label] += 1
        return label if self.counts[label] == 1 else f"{label} {self.counts[label]}"

    def point(self, source: str) -> Citation:
        """A link to a source without a way back."""
        return Citation(self.numbers[source], f"#source-{source}")

    def point_all(self, sources: Iterable[str]) -> tuple[Citation, ...]:
        """Links to those of the sources that the page has, by number."""
        known = {source for source in sources if source in self.numbers}
        return tuple(self.point(source) for source in sorted(known, key=self.numbers.__getitem__))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: what its ids begin with, the level its `##` gets, and who answers for links and pictures."""

    prefix: str
    heading: int
    book: CitationBook
    labels: Mapping[str, str]
    """Plain words in the text's own language: notes, table, back."""
    find_entry: Callable[[str, str], str | None]
    """(entry, part or "entry") to a relative URL, or None when nothing is shown there."""
    render_image: Callable[[str, str, bool], str]
    """(path in the text, alternative text, whether inside a link) to markup, or nothing."""
    glossary: str = ""
    """Relative URL of the words to learn, where the page has terms explained."""


def assemble(fragment: Fragment, place: Place) -> Markup:
    """A whole text."""
    return Markup("\n".join(assemble_block(block, place) for block in fragment))  # noqa: S704 - sanitised


def assemble_block(block: Block, place: Place) -> str:
    """One block."""
    ends: list[str] = []
    return "".join(piece if isinstance(piece, str) else _fill(piece, place, ends) for piece in block.pieces)


def _fill(slot: Slot, place: Place, ends: list[str]) -> str:
    """The markup of a slot; `ends` remembers what the next closing of a link has to say."""
    match slot.kind:
        case "href":
            ends.append("</a>")
            return _render_note_link(slot, place)
        case "link":
            return _open_link(slot, place, ends)
        case "term":
            ends.append("</a>" if place.glossary else "")
            return f'<a class="term" href="{escape(place.glossary)}#{escape(slot.value)}">' if place.glossary else ""
        case "end-link":
            return ends.pop() if ends else ""
        case "image":
            return place.render_image(slot.value, slot.extra, any(ends))
    return _FILLERS[slot.kind](slot, place)


def _level(slot: Slot, place: Place) -> int:
    return min(6, int(slot.value) - 2 + place.heading)


def _render_note_link(slot: Slot, place: Place) -> str:
    href = escape(f"#{place.prefix}{slot.value}")
    if slot.extra == "footnote-ref":
        return f'<a href="{href}" role="doc-noteref">'
    return f'<a href="{href}" role="doc-backlink" class="back" aria-label="{escape(place.labels["back"])}">'


def _render_citation(source: str, place: Place) -> str:
    cited = place.book.cite(source, place.prefix)
    if cited is None:
        return ""
    citation, anchor = cited
    return f'<sup class="cite"><a id="{escape(anchor)}" href="{escape(citation.href)}">[{citation.number}]</a></sup>'


def _open_link(slot: Slot, place: Place, ends: list[str]) -> str:
    """A link that leads nowhere on this site leaves its words and no link."""
    match slot.extra:
        case "external":
            ends.append("</a>")
            return f'<a href="{escape(slot.value)}" rel="noopener noreferrer">'
        case "here":
            href = f"#{place.prefix}{slot.value}"
        case "nowhere":
            href = ""
        case part:
            href = place.find_entry(slot.value, part) or ""
    ends.append("</a>" if href else "")
    return f'<a href="{escape(href)}">' if href else ""


def _open_heading(slot: Slot, place: Place) -> str:
    name = f' id="{escape(place.prefix + slot.extra)}"' if slot.extra else ""
    return f"<h{_level(slot, place)}{name}>"


_FILLERS: Final[Mapping[str, Callable[[Slot, Place], str]]] = {
    "heading": _open_heading,
    "end-heading": lambda slot, place: f"</h{_level(slot, place)}>",
    "id": lambda slot, place: f' id="{escape(place.prefix + slot.value)}"',
    "cite": lambda slot, place: _render_citation(slot.value, place),
    "label": lambda slot, place: escape(place.book.tell_apart(place.labels[slot.value])),
}
