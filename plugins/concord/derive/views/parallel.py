"""All languages of one entry beside each other. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from concord.derive.views.evidence import AgreementView, SourceGroup
from concord.derive.views.phrases import Direction, Phrase, WordsState
from concord.derive.views.pictures import Figure
from concord.derive.views.shell import Shell
from concord.derive.views.works import WorkView


@dataclass(frozen=True, slots=True)
class ParallelCell:
    """One language's blocks in a group. `html` None: not translated yet, awaited from `awaits`."""

    lang: str
    dir: Direction
    script: str
    html: Markup | None
    awaits: tuple[Phrase, ...] = ()
    state: WordsState | None = None
    said: Phrase | None = None
    """Said in place of words that will not come: that a side offers no account, or has stated no reservation."""
    follows_older: Phrase | None = None


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
    kind: Literal["title", "text", "common-ground", "questions", "narrative", "voice", "reservation", "captions"]
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
    absences: tuple[tuple[Phrase, ...], ...]
    """Of owners that have paused or left, a row each: a sentence per column."""
    lead: Figure | None
    works: tuple[WorkView, ...]
    sections: tuple[ParallelSection, ...]
    source_groups: tuple[SourceGroup, ...]
    agreement: AgreementView
