"""The view data of pages: the contract between `render`, which fills it, and the templates, which lay it out.

Every piece of words is a Phrase or a Rendered and knows its language, direction and script, so that a template
can mark it wherever it stands. A label that a catalogue lacks arrives as an English Phrase. Orders are final:
templates never sort. Dates arrive as words in the language around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Plain words in a known language."""

    text: str
    lang: str
    dir: Direction
    script: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Awaited:
    """Whose word is still missing: `act` is agree, own or seen."""

    side: Phrase
    act: str
    people: int


@dataclass(frozen=True, slots=True)
class WordsState:
    """Workshop edition only: are the words shown agreed, and if not, who still has to say what."""

    is_agreed: bool
    awaits: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A contributor's Markdown as safe HTML. `state` is None on the public site: what is shown there is agreed."""

    html: Markup
    lang: str
    dir: Direction
    script: str
    state: WordsState | None = None


@dataclass(frozen=True, slots=True)
class EditionLink:
    """One language in the switch. `missing`: `url` leads to the parallel page instead (or to that edition's home)."""

    lang: str
    name: str
    dir: Direction
    script: str
    url: str
    state: Literal["current", "available", "missing"]


@dataclass(frozen=True, slots=True)
class NavLink:
    """A hub in the navigation of an edition."""

    id: str
    label: Phrase
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around its body. `lang` is `mul` on pages that belong to no edition."""

    kind: Literal["chooser", "home", "browse", "entry", "parallel", "stub", "notfound"]
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
    font_preload: str | None
    csp: str
    licence: Licence
    as_of: str
    as_of_iso: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its short name and address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ImageFile:
    """One derivative of a picture."""

    url: str
    width: int
    height: int
    type: Literal["image/webp", "image/jpeg"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words it needs. `webp` and `jpeg` run from narrow to wide; the last jpeg is the fallback."""

    id: str
    webp: tuple[ImageFile, ...]
    jpeg: tuple[ImageFile, ...]
    width: int
    height: int
    alt: Phrase
    caption: Phrase
    origin: Phrase
    licence: Licence | None
    rights: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered mark that leads to a source on the same page."""

    number: int
    href: str


@dataclass(frozen=True, slots=True)
class NameView:
    """One name of the thing, who uses it, and a note."""

    text: Phrase
    used_by: tuple[Phrase, ...]
    note: Phrase | None


@dataclass(frozen=True, slots=True)
class FactView:
    """A labelled fact; `id` is when, where or the fact's own."""

    id: str
    label: Phrase
    value: Phrase
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class NarrativeView:
    """A side's own account, or the same heading and place in full ink when there is none to show.

    `awaits`: the words exist and are not agreed yet, or none were given: the page says which by `state`.
    """

    side: str
    name: Phrase
    heading: Phrase
    anchor: str
    state: Literal["present", "awaits", "none"]
    body: Rendered | None
    opening: str
    """First sentence, plain, in the language of `body`; empty when there is no body."""
    minutes: int


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A statement that needs care. `by` is empty when nobody disputes it."""

    id: str
    text: Phrase
    type: Literal["fact", "contested", "status"]
    by: tuple[Phrase, ...]
    as_of: Phrase | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CustodyView:
    """A stretch of custody; `has_gap_before` when nothing is known between the stretch before and this one."""

    id: str
    holder: Phrase
    what: Phrase
    since: Phrase | None
    until: Phrase | None
    as_of: Phrase | None
    has_gap_before: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its number, its anchor, and the ways back to where it is cited."""

    number: int
    id: str
    anchor: str
    cite: Phrase
    url: str | None
    backs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Sources by where they were published: a side, or elsewhere (`side` None)."""

    side: Phrase | None
    sources: tuple[SourceView, ...]


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


@dataclass(frozen=True, slots=True)
class ActView:
    """One person's word on one part. `statement` is its place, e.g. `handle/3`; `relies_on` a reader's handle."""

    side: Phrase
    handle: str
    act: Literal["agree", "own", "seen"]
    act_label: Phrase
    date: str
    date_iso: str
    statement: str
    relies_on: str | None


@dataclass(frozen=True, slots=True)
class PartView:
    """A part in the agreement line: its exact words by digest, and who said what of it."""

    part: str
    label: Phrase
    lang: Phrase | None
    """The name of the part's language, in that language."""
    rev: int
    digest: str
    digest_short: str
    acts: tuple[ActView, ...]
    lapsed: tuple[Phrase, ...]
    awaits: tuple[Awaited, ...]
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The agreement line and what it unfolds to."""

    is_agreed: bool
    sides: tuple[Phrase, ...]
    date: str
    date_iso: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class MadeView:
    """How words came to be: one row per role, side and method."""

    part: str
    label: Phrase
    role: Literal["wrote", "translated", "reviewed"]
    role_label: Phrase
    side: Phrase | None
    handle: str | None
    method: str
    method_label: Phrase
    period: Phrase | None


@dataclass(frozen=True, slots=True)
class SideView:
    """A side as it names and describes itself."""

    id: str
    name: Phrase
    description: Phrase | None
    status: Literal["active", "paused", "withdrawn"]


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


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """`/<lang>/browse/`: every entry of the edition, grouped by kind and, again, by theme if any are given."""

    shell: Shell
    groups: tuple[Group, ...]
    entry_count: int


@dataclass(frozen=True, slots=True)
class EntryPage:
    """`/<lang>/entries/<id>/`. Everything follows the entry's agreed order."""

    shell: Shell
    id: str
    kind: str
    kind_label: Phrase
    titles: tuple[Phrase, ...]
    """The h1: the title in the page's language; when the archive holds several names of the thing, see `names`."""
    names: tuple[NameView, ...]
    summary: Phrase
    summary_state: WordsState | None
    lead: Figure | None
    figures: tuple[Figure, ...]
    facts: tuple[FactView, ...]
    text: Rendered | None
    has_access_notice: bool
    is_contested: bool
    common_ground: Rendered | None
    narratives: tuple[NarrativeView, ...]
    claims: tuple[ClaimView, ...]
    custody: tuple[CustodyView, ...]
    reflection: tuple[Phrase, ...]
    source_groups: tuple[SourceGroup, ...]
    related: tuple[Card, ...]
    owners: tuple[SideView, ...]
    agreement: AgreementView
    made: tuple[MadeView, ...]
    licence: Licence
    licence_notes: Phrase | None
    data_url: str


@dataclass(frozen=True, slots=True)
class ParallelCell:
    """One language's blocks in a group. `html` None: not translated yet, awaited from `awaits`."""

    lang: str
    dir: Direction
    script: str
    html: Markup | None
    awaits: tuple[Phrase, ...] = ()
    state: WordsState | None = None


@dataclass(frozen=True, slots=True)
class ParallelGroup:
    """Blocks that answer each other, one cell per language in the page's order. `anchor` is the same for all."""

    anchor: str
    number: int
    cells: tuple[ParallelCell, ...]


@dataclass(frozen=True, slots=True)
class ParallelSection:
    """A part of the entry in every language: title, text, common ground, a side's narrative.

    `headings` are labels, one per language in the page's order (for a narrative the side's own heading).
    """

    id: str
    kind: Literal["title", "text", "common-ground", "narrative"]
    side: str | None
    headings: tuple[Phrase, ...]
    groups: tuple[ParallelGroup, ...]


@dataclass(frozen=True, slots=True)
class ParallelColumn:
    """A language of the parallel page, with the same entry in its edition (None: not there)."""

    lang: str
    name: str
    dir: Direction
    script: str
    entry_url: str | None


@dataclass(frozen=True, slots=True)
class ParallelPage:
    """`/parallel/<id>/`: all languages of an entry beside each other."""

    shell: Shell
    id: str
    titles: tuple[Phrase, ...]
    """One per column; where a language has no title, another language's, marked as such."""
    columns: tuple[ParallelColumn, ...]
    lead: Figure | None
    sections: tuple[ParallelSection, ...]
    source_groups: tuple[SourceGroup, ...]
    agreement: AgreementView


@dataclass(frozen=True, slots=True)
class StubPage:
    """`/<lang>/entries/<id>/` of something closed or embargoed: nothing but its kind and that it exists."""

    shell: Shell
    id: str
    kind: str
    kind_label: Phrase
    access: Literal["closed", "embargo"]
    owners: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """`/404.html`: in every language; links work from any depth through `shell.root`."""

    shell: Shell
    homes: tuple[ChooserEdition, ...] = field(default=())
