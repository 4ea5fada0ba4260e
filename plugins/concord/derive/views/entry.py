"""The pages of one entry in an edition. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.evidence import (
    AgreementView,
    ClaimView,
    CustodyView,
    FactView,
    MadeView,
    NameView,
    SideView,
    SourceGroup,
)
from concord.derive.views.hubs import Card
from concord.derive.views.phrases import Phrase, Rendered, WordsState
from concord.derive.views.pictures import Figure
from concord.derive.views.shell import Licence, Shell


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
class StubPage:
    """`/<lang>/entries/<id>/` of an entry that stands in short, and why. `since` is the first day on which it did."""

    shell: Shell
    id: str
    kind_label: Phrase
    title: Phrase
    summary: Phrase
    why: Phrase | None
    state: WordsState | None
    since: str
    since_iso: str
    source_groups: tuple[SourceGroup, ...]
    agreement: AgreementView


@dataclass(frozen=True, slots=True)
class WithheldPage:
    """`/<lang>/entries/<id>/` of something that is not shown, and why. `since` is the day of hiding or withdrawal."""

    shell: Shell
    id: str
    state: Literal["closed", "embargo", "tombstone", "hidden"]
    title: Phrase
    """The agreed neutral label; else what kind of thing it is, or that it is hidden."""
    kind_label: Phrase | None
    owners: tuple[SideView, ...]
    ground: Phrase | None = None
    since: str = ""
    since_iso: str = ""
    note: Phrase | None = None
