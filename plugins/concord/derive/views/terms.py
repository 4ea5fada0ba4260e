"""What a reader should know around the words: care, reviews, disputes, consent, rights. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.evidence import Citation
from concord.derive.views.phrases import Phrase


@dataclass(frozen=True, slots=True)
class CareView:
    """A quiet note before the text: what to know before reading on, and what it concerns."""

    words: Phrase | None
    concerns: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """When another side last looked at it, and when the next look is due."""

    on: str
    on_iso: str
    due: str
    due_iso: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A quarrel over the words: days and outcome only. `outcome` is None while it is open."""

    opened: str
    opened_iso: str
    closed: str
    closed_iso: str
    outcome: Literal["agreed", "reservations", "stub"] | None


@dataclass(frozen=True, slots=True)
class OwnershipView:
    """Somebody asks for the thing; what was answered. Never who is right."""

    id: str
    by: Phrase
    ground: Phrase
    since: Phrase | None
    answer: Phrase | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a list of terms: what it is about, and what holds, in one or several pieces."""

    id: str
    label: Phrase
    values: tuple[Phrase, ...]
    url: str | None = None
