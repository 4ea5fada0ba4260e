"""Pages that lead to others. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass, field

from concord.derive.views.evidence import SideView
from concord.derive.views.phrases import Direction, Phrase
from concord.derive.views.pictures import Figure
from concord.derive.views.shell import NavLink, Shell


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in a list."""

    id: str
    url: str
    title: Phrase
    summary: Phrase
    kind: str
    kind_label: Phrase
    picture: Figure | None
    languages: tuple[str, ...]
    note: Phrase | None = None
    """That it stands in short, or how it is tied to the entry on whose page it is listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading, e.g. all songs."""

    id: str
    label: Phrase
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ChooserEdition:
    """An edition on the front page, in its own words."""

    lang: str
    name: str
    dir: Direction
    script: str
    url: str
    title: Phrase
    summary: Phrase
    enter: Phrase


@dataclass(frozen=True, slots=True)
class ChooserPage:
    """`/`: all editions of equal rank."""

    shell: Shell
    editions: tuple[ChooserEdition, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """`/<lang>/`: what this archive is, whose it is, and where to begin."""

    shell: Shell
    title: Phrase
    summary: Phrase
    sides: tuple[SideView, ...]
    cards: tuple[Card, ...]
    """At most a handful; `browse_url` leads to all."""
    entry_count: int
    browse_url: str
    ways: tuple[NavLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A shelf: what its entries have in common, and how many they are; of communities nobody counts that."""

    label: Phrase
    url: str
    count: int | None


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way to divide the entries of an edition."""

    id: str
    label: Phrase
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """`/<lang>/browse/`: every entry of the edition, grouped by kind and, again, by theme if any are given."""

    shell: Shell
    groups: tuple[Group, ...]
    entry_count: int
    facets: tuple[FacetView, ...] = ()
    ways: tuple[NavLink, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`/<lang>/search/`: the form, and every sentence that the script may need. `kinds` are those of the edition."""

    shell: Shell
    kinds: tuple[tuple[str, Phrase], ...]
    has_contested: bool
    tongues: tuple[tuple[str, Phrase], ...]
    """By tag the languages, besides the edition's own, in which something may be found, each by its own name."""
    browse_url: str


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """`/404.html`: in every language; links work from any depth through `shell.root`."""

    shell: Shell
    homes: tuple[ChooserEdition, ...] = field(default=())
