"""What an entry rests on: facts, claims, custody, sources, and who agreed. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.phrases import Awaited, Phrase


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
    is_of_some: bool = False
    """Some of the owners use it and some do not: it stands at the head of the page."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A labelled fact; `id` is when, where or the fact's own. `note` says how firm it is, or whose."""

    id: str
    label: Phrase
    value: Phrase
    citations: tuple[Citation, ...] = ()
    note: Phrase | None = None
    url: str | None = None


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
    """A stretch of custody; `has_gap_before` when nothing is known between the stretch before and this one.

    A stretch that is itself a gap has no holder.
    """

    id: str
    is_gap: bool
    holder: Phrase | None
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
class ActView:
    """One person's word on one part. `statement` is its place, e.g. `handle/3`; `relies_on` a reader's handle.

    `is_signed` says that a key of the person vouches for it; otherwise it is recorded only.
    """

    side: Phrase
    handle: str
    act: Literal["agree", "own", "seen"]
    act_label: Phrase
    date: str
    date_iso: str
    statement: str
    relies_on: str | None
    is_signed: bool = False


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
    away: tuple[Phrase, ...] = ()
    """Sides that had paused or left and were not waited for."""


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The agreement line and what it unfolds to."""

    is_agreed: bool
    sides: tuple[Phrase, ...]
    date: str
    date_iso: str
    parts: tuple[PartView, ...]
    is_by_all: bool = True
    """Every side that keeps the entry agreed; some may have been away when less was agreed to."""


@dataclass(frozen=True, slots=True)
class MadeView:
    """How words came to be: one row per role, side and method. Of a translation, from what, and whether it keeps up."""

    part: str
    label: Phrase
    role: Literal["wrote", "translated", "reviewed"]
    role_label: Phrase
    side: Phrase | None
    handle: str | None
    method: str
    method_label: Phrase
    period: Phrase | None
    lang: Phrase | None = None
    """Name of the language, of a work only: other words on a page are in the language of the page."""
    source: Phrase | None = None
    """Name of the language that these words were translated from."""
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class SideView:
    """A side as it names and describes itself."""

    id: str
    name: Phrase
    description: Phrase | None
    status: Literal["active", "paused", "withdrawn"]
