"""Sounds and films with their words. Part of the view data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.phrases import Direction, Phrase, WordsState
from concord.derive.views.shell import Licence


@dataclass(frozen=True, slots=True)
class TrackView:
    """Captions in one language as the player takes them; those of the page's language are shown once a film plays."""

    url: str
    lang: str
    name: str
    kind: Literal["captions", "subtitles"]
    is_default: bool


@dataclass(frozen=True, slots=True)
class CueView:
    """A caption as a line of the transcript; times in seconds for the script, as a clock for readers."""

    start: str
    end: str
    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is heard, in the page's language, from the same words as the captions."""

    lang: str
    dir: Direction
    script: str
    cues: tuple[CueView, ...]
    state: WordsState | None
    follows_older: Phrase | None


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A sound or a film. `length` is a clock, `size` says what it weighs; nothing is fetched before it is asked for."""

    id: str
    is_film: bool
    url: str
    type: str
    width: int
    height: int
    length: str
    size: Phrase
    alt: Phrase
    caption: Phrase
    origin: Phrase
    licence: Licence | None
    spoken: Phrase | None
    """Name of the language that is spoken in it."""
    tracks: tuple[TrackView, ...]
    transcript: Transcript | None
