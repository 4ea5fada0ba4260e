"""Pages by which entries are found: what is new, shelves of a kind, and along time. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.hubs import Card
from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import NavLink, Shell


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An entry with what of it became agreed on one day."""

    title: Phrase
    url: str
    parts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class DayGroup:
    """What became agreed on one day."""

    day: str
    day_iso: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """`/<lang>/new/`: what became agreed last, the newest first."""

    shell: Shell
    days: tuple[DayGroup, ...]


@dataclass(frozen=True, slots=True)
class FacetPage:
    """`/<lang>/browse/<facet>/<value>/`: the entries of one shelf."""

    shell: Shell
    browse: NavLink
    facet: Phrase
    label: Phrase
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class StrokeView:
    """A piece of a drawing: where it starts along the line and how long it is, in thousandths."""

    shape: Literal["moment", "bar", "hollow", "within", "soft"]
    x: int
    width: int

    @property
    def middle(self) -> int:
        """Where a moment stands."""
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class TimeRow:
    """An entry along time. `date` says in words what is drawn; without strokes nothing can be drawn."""

    title: Phrase
    url: str
    date: Phrase | None
    strokes: tuple[StrokeView, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """Entries that begin in the same hundred years."""

    id: str
    label: Phrase
    rows: tuple[TimeRow, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """`/<lang>/timeline/`: entries along time, the earliest first; `ticks` are places of round years on the line."""

    shell: Shell
    start: Phrase | None
    end: Phrase | None
    ticks: tuple[int, ...]
    groups: tuple[TimeGroup, ...]
    undated: tuple[TimeRow, ...]
    key: tuple[tuple[StrokeView, Phrase], ...]
