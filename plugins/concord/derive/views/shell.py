"""What every page has around its body. Part of the view data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from concord.derive.views.phrases import Direction, Phrase

PageKind = Literal[
    "chooser",
    "home",
    "browse",
    "search",
    "facet",
    "new",
    "timeline",
    "communities",
    "community",
    "places",
    "names",
    "glossary",
    "about",
    "how",
    "check",
    "safety",
    "contribute",
    "accessibility",
    "handbook",
    "translations",
    "awaiting",
    "status",
    "stewards",
    "sitting",
    "entry",
    "parallel",
    "stub",
    "withheld",
    "notfound",
]


@dataclass(frozen=True, slots=True)
class EditionLink:
    """One language in the switch.

    `missing`: `url` leads to the parallel page instead (or to that edition's home); `elsewhere`: not in this copy.
    """

    lang: str
    name: str
    dir: Direction
    script: str
    url: str
    state: Literal["current", "available", "missing", "elsewhere"]


@dataclass(frozen=True, slots=True)
class NavLink:
    """A hub in the navigation of an edition."""

    id: str
    label: Phrase
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its short name and address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """What is shown where the page's address is shared (Open Graph). No locale: its form names a territory."""

    title: str
    site: str
    url: str | None
    image: str | None
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around its body. `lang` is `mul` on pages that belong to no edition."""

    kind: PageKind
    lang: str
    dir: Direction
    script: str
    title: str
    """For `<title>`: plain, with isolates around mixed directions."""
    description: str
    site_titles: tuple[Phrase, ...]
    """One on edition pages; on pages of no edition the title in every language, in the page's order."""
    root: str
    """Relative way to the site's root: "" or "../../"."""
    home_url: str
    canonical: str | None
    is_noindex: bool
    is_proposed: bool
    """The workshop edition: every page says that it is not published."""
    is_demonstration: bool
    is_draft: bool
    """Some words on this page were drafted by the project and not yet read by a native reader."""
    editions: tuple[EditionLink, ...]
    nav: tuple[NavLink, ...]
    parallel_url: str | None
    assets: Mapping[str, str]
    """URL by name of file, e.g. assets["concord.css"]."""
    has_fonts: bool
    csp: str
    licence: Licence
    as_of: str
    as_of_iso: str
    share: Share | None
    """None where nobody should lead others to the page."""
    foot: tuple[NavLink, ...] = ()
    """What every page of an edition leads to: the form, the handbook, what was tried so that everybody can read."""
    is_copy: bool = False
    """One edition that is read from a folder: other editions are not in it."""
    feed_url: str | None = None
    """What is new in this edition, for programs that follow it."""
