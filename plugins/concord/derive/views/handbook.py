"""Pages of the handbook: what one does, and how."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import EditionLink, Shell


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page of the demonstration."""

    url: str
    width: int
    height: int
    kb: int
    alt: Phrase


@dataclass(frozen=True, slots=True)
class HandbookBlock:
    """A stretch of text, or a picture between two of them."""

    html: Markup | None
    shot: Shot | None


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A task by the heading under which it is told."""

    title: Phrase
    url: str


@dataclass(frozen=True, slots=True)
class HandbookRow:
    """A page in the table of tasks; one that is not in this language has only its `elsewhere`."""

    title: Phrase | None
    url: str
    people: Phrase
    tasks: tuple[TaskLink, ...]
    elsewhere: tuple[EditionLink, ...]
    """The same page in other languages, where this one lacks it."""


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """`/<lang>/handbook/` and the pages below it. Without words in this language it leads to those that have them."""

    shell: Shell
    title: Phrase
    people: Phrase
    blocks: tuple[HandbookBlock, ...]
    elsewhere: tuple[EditionLink, ...]
    rows: tuple[HandbookRow, ...]
    """All pages but the first, on the first alone."""
    up_url: str | None
    """The first page, from all others."""
