"""Words on pages: every piece knows its language, direction and script. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A contributor's Markdown as safe HTML. `state` is None on the public site: what is shown there is agreed.

    `follows_older` names the language of whose older words this is a translation.
    """

    html: Markup
    lang: str
    dir: Direction
    script: str
    state: WordsState | None = None
    follows_older: Phrase | None = None
