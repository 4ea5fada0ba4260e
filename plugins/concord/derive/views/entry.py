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
from concord.derive.views.recordings import RecordingView
from concord.derive.views.shell import Licence, Shell
from concord.derive.views.terms import CareView, DisputeView, OwnershipView, ReviewView, Term
from concord.derive.views.works import ReservationView, VoiceView, WorkView


@dataclass(frozen=True, slots=True)
class NarrativeView:
    """A side's own account, or the same heading and place in full ink when there is none to show.

    `awaits`: the words exist and are not agreed yet; `missing`: they are there in another language only;
    `none-for-now`, `awaits-source`: all owners agreed that this is said; `none`: nothing is known of any.
    """

    side: str
    name: Phrase
    heading: Phrase
    anchor: str
    state: Literal["present", "awaits", "missing", "none-for-now", "awaits-source", "none"]
    absence: Phrase | None
    """What stands in the place of a body."""
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
    follows_older: Phrase | None
    """Name of the language whose older words the title, summary and captions follow."""
    lead: Figure | None
    figures: tuple[Figure, ...]
    facts: tuple[FactView, ...]
    text: Rendered | None
    works: tuple[WorkView, ...]
    has_access_notice: bool
    care: CareView | None
    review: ReviewView | None
    disputes: tuple[DisputeView, ...]
    absences: tuple[Phrase, ...]
    """Of owners that have paused or left."""
    is_contested: bool
    common_ground: Rendered | None
    open_questions: tuple[Phrase, ...]
    narratives: tuple[NarrativeView, ...]
    voices: tuple[VoiceView, ...]
    reservations: tuple[ReservationView, ...]
    claims: tuple[ClaimView, ...]
    custody: tuple[CustodyView, ...]
    ownership_claims: tuple[OwnershipView, ...]
    reflection: tuple[Phrase, ...]
    how_we_know: Phrase | None
    source_groups: tuple[SourceGroup, ...]
    related: tuple[Card, ...]
    owners: tuple[SideView, ...]
    agreement: AgreementView
    made: tuple[MadeView, ...]
    terms: tuple[Term, ...]
    """Consent, credit, why it is ours to give, labels of communities, the same thing elsewhere."""
    licence: Licence
    licence_notes: Phrase | None
    data_url: str
    iiif_url: str | None = None
    """The manifest of its pictures."""
    recordings: tuple[RecordingView, ...] = ()
    viewer_url: str | None = None
    """The script that shows pictures closely; None where there is no picture, or it was not fetched."""


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
    disputes: tuple[DisputeView, ...]
    absences: tuple[Phrase, ...]
    source_groups: tuple[SourceGroup, ...]
    agreement: AgreementView


@dataclass(frozen=True, slots=True)
class WithheldPage:
    """`/<lang>/entries/<id>/` of something that is not shown, and why. `since` is the day of hiding or withdrawal.

    `until` is the last day of an embargo, of a consent, or of those on which the sides decide about something hidden or
    end a dispute; of a dispute that they have ended, the day of that.
    """

    shell: Shell
    id: str
    state: Literal["closed", "embargo", "tombstone", "hidden", "undecided", "consent-ended", "disputed"]
    title: Phrase
    """The agreed neutral label; else what kind of thing it is, or that it is hidden."""
    kind_label: Phrase | None
    owners: tuple[SideView, ...]
    ground: Phrase | None = None
    since: str = ""
    since_iso: str = ""
    note: Phrase | None = None
    until: str = ""
    until_iso: str = ""
    is_over: bool = False
    """Whether that day has passed."""
    source_groups: tuple[SourceGroup, ...] = ()
    """Of something in dispute."""
