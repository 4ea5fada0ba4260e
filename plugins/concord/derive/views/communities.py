"""Communities of no side: the list of them, and a page for each. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass

from concord.derive.views.hubs import Card
from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import NavLink, Shell


@dataclass(frozen=True, slots=True)
class WordsLink:
    """Words that lead somewhere; nowhere without `url`."""

    words: Phrase
    url: str | None


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """A community in the list: every name that it has in the language of the page."""

    names: tuple[Phrase, ...]
    url: str


@dataclass(frozen=True, slots=True)
class CommunitiesPage:
    """`/<lang>/communities/`: who is heard besides the sides, as the alphabet has them."""

    shell: Shell
    communities: tuple[CommunityLine, ...]


@dataclass(frozen=True, slots=True)
class CalledView:
    """A name of a community. `entries` say where it is called so, if entries disagree in this language."""

    name: Phrase
    entries: tuple[WordsLink, ...]


@dataclass(frozen=True, slots=True)
class CalledGroup:
    """What a community is called in one language."""

    language: Phrase
    names: tuple[CalledView, ...]


@dataclass(frozen=True, slots=True)
class RightView:
    """By what right somebody speaks for a community in one entry, and on what that rests."""

    entry: WordsLink
    basis: Phrase
    note: Phrase | None
    sources: tuple[WordsLink, ...]


@dataclass(frozen=True, slots=True)
class ElsewhereView:
    """An entry in which the community is heard in other languages only."""

    entry: WordsLink
    languages: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label that the community has put on entries. The link is the community's own."""

    label: WordsLink
    entries: tuple[WordsLink, ...]


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """`/<lang>/communities/<id>/`: what it is called, where it is heard and by what right, its labels."""

    shell: Shell
    hub: NavLink
    names: tuple[Phrase, ...]
    called: tuple[CalledGroup, ...]
    differs: bool
    """Entries call it by different names in some language."""
    cards: tuple[Card, ...]
    elsewhere: tuple[ElsewhereView, ...]
    rights: tuple[RightView, ...]
    labels: tuple[LabelView, ...]
