"""Sounds and films in manifests: a canvas that lasts, and its captions as notes in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from concord.derive.site import SiteEntry, SiteText
from concord.model.items import Media
from concord.publish import iiif_words as words
from concord.render import addresses, labels
from concord.render.press import Press
from concord.render.recorded import Recording
from concord.render.recordings import find_captions, find_recorded

_KINDS: Final = {True: "Video", False: "Sound"}
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording in the order of its entry."""

    media: Media
    recording: Recording


def find_heard(press: Press, entry: SiteEntry) -> tuple[Heard, ...]:
    """Every recording of an entry that can be played."""
    return tuple(Heard(media, recording) for media, recording in find_recorded(press, entry))


def build_lasting(press: Press, base: str, entry: SiteEntry, one: Heard, id_: str) -> Tree:
    """What a canvas of a recording has that one of a picture has not: it lasts, and its words stand beside it."""
    body = _measure(one.recording) | {
        "id": f"{base}media/{one.recording.file}",
        "type": _KINDS[one.recording.width > 0],
        "format": one.recording.type,
    }
    painting = {"id": f"{id_}#recording", "type": "Annotation", "motivation": "painting", "body": body, "target": id_}
    notes = list(_list_captions(press, base, entry, one.media, id_))
    page = [{"id": f"{id_}#captions", "type": "AnnotationPage", "items": notes}]
    return {
        **_measure(one.recording),
        "items": [{"id": f"{id_}#page", "type": "AnnotationPage", "items": [painting]}],
        **({"annotations": page} if notes else {}),
    }


def _measure(recording: Recording) -> Tree:
    """Seconds; of a film width and height too."""
    size = {"width": recording.width, "height": recording.height} if recording.width else {}
    return {**size, "duration": recording.ms / 1000}


def _list_captions(press: Press, base: str, entry: SiteEntry, media: Media, id_: str) -> Iterator[Tree]:
    for text in find_captions(entry, media):
        yield {
            "id": f"{id_}#captions-{text.part.lang}",
            "type": "Annotation",
            "motivation": "supplementing",
            "body": _build_captions(press, base, entry, media, text),
            "target": id_,
        }


def _build_captions(press: Press, base: str, entry: SiteEntry, media: Media, text: SiteText) -> Tree:
    lang = text.part.lang or ""
    return {
        "id": base + addresses.find_captions(lang, entry.id, media.id),
        "type": "Text",
        "format": "text/vtt",
        "language": [lang],
        "label": words.say(press, labels.PARTS[text.part.kind], (lang,)),
    }
