"""Parts: the smallest things one can agree to, and what their names say. Frozen format, see docs/formats.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from concord.model.fields import LANGUAGE_TAG, SLUG


class PartKind(StrEnum):
    """What a part is; each kind has one voice."""

    FACTS = "facts"
    WORDS = "words"
    WORK = "work"
    TEXT = "text"
    COMMON_GROUND = "common-ground"
    NARRATIVE = "narrative"
    RESERVATION = "reservation"
    VOICE = "voice"
    CAPTIONS = "captions"
    MEDIA = "media"


class Voice(StrEnum):
    """Who speaks in a part."""

    COMMON = "common"
    ATTRIBUTED = "attributed"
    WORK = "work"


_ATTRIBUTED = {PartKind.NARRATIVE, PartKind.RESERVATION, PartKind.VOICE}
_MEDIA = re.compile(r"media/[a-z0-9]+(?:[-_][a-z0-9]+)*\.[a-z0-9.]{2,12}")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A part of an entry. `speaker` is the side or community of an attributed part, `slug` tells several apart."""

    name: str
    kind: PartKind
    lang: str | None = None
    speaker: str | None = None
    slug: str | None = None

    @property
    def voice(self) -> Voice:
        """Who speaks here."""
        if self.kind in _ATTRIBUTED:
            return Voice.ATTRIBUTED
        return Voice.WORK if self.kind is PartKind.WORK else Voice.COMMON


@lru_cache(maxsize=4096)
def parse_part(name: str) -> Part | None:
    """The part a name stands for, or None: `facts`, `facts.hi`, `narrative.in.hi`, `media/x.png` ..."""
    if name == "facts":
        return Part(name, PartKind.FACTS)
    if name.startswith("media/"):
        return Part(name, PartKind.MEDIA) if _MEDIA.fullmatch(name) else None
    head, _, rest = name.partition(".")
    *middle, lang = rest.split(".")
    if not LANGUAGE_TAG.fullmatch(lang) or not all(SLUG.fullmatch(word) for word in middle):
        return None
    return _build_part(name, head, middle, lang)


def _build_part(name: str, head: str, middle: list[str], lang: str) -> Part | None:  # noqa: C901, PLR0911 - a table
    match head, middle:
        case "facts", []:
            return Part(name, PartKind.WORDS, lang)
        case "text", []:
            return Part(name, PartKind.TEXT, lang)
        case "common-ground", []:
            return Part(name, PartKind.COMMON_GROUND, lang)
        case "work", [] | [_]:
            return Part(name, PartKind.WORK, lang, slug=middle[0] if middle else None)
        case "narrative", [speaker]:
            return Part(name, PartKind.NARRATIVE, lang, speaker)
        case "narrative", [speaker, slug]:
            return Part(name, PartKind.NARRATIVE, lang, speaker, slug)
        case "reservation", [speaker]:
            return Part(name, PartKind.RESERVATION, lang, speaker)
        case "voice", [speaker]:
            return Part(name, PartKind.VOICE, lang, speaker)
        case "captions", [recording]:
            return Part(name, PartKind.CAPTIONS, lang, slug=recording)
    return None
