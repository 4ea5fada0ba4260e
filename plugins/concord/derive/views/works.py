"""The thing itself in its own words, its versions beside it; communities that are heard. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from concord.derive.views.evidence import Citation
from concord.derive.views.phrases import Direction, Phrase, Rendered, WordsState
from concord.derive.views.shell import Licence


@dataclass(frozen=True, slots=True)
class WorkColumn:
    """One version: its language, named in itself, what it is, whose it is."""

    lang: str
    dir: Direction
    script: str
    name: Phrase
    explained: tuple[Phrase, ...]
    """The language and its script in the words of the page, where the name alone may tell the reader nothing."""
    form: Literal["original", "script", "transliteration", "translation"]
    form_label: Phrase
    by: Phrase | None
    licence: Licence | None
    state: WordsState | None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A stanza or paragraph in every version, in the order of the columns; None where a version has none."""

    cells: tuple[Markup | None, ...]


@dataclass(frozen=True, slots=True)
class WorkHead:
    """What is said about a work, in one language."""

    title: Phrase
    by: Phrase | None
    made: Phrase | None
    basis: Phrase
    note: Phrase | None


@dataclass(frozen=True, slots=True)
class WorkView:
    """A work. The original is the first column. `heads`: one per language of the page, in its order."""

    id: str
    anchor: str
    heads: tuple[WorkHead, ...]
    columns: tuple[WorkColumn, ...]
    rows: tuple[WorkRow, ...]
    licence: Licence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A community of no side. `body` is None where its words are not there in this language; `url` is its own page."""

    community: str
    anchor: str
    name: Phrase
    basis: Phrase
    note: Phrase | None
    body: Rendered | None
    citations: tuple[Citation, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class ReservationView:
    """A side's objection, or its place kept: `none` stated, `awaits` agreement, `missing` in this language."""

    side: str
    anchor: str
    name: Phrase
    state: Literal["present", "none", "awaits", "missing"]
    body: Rendered | None
