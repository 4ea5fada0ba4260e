"""What is shown, as data: a catalogue and a file for each entry. Only what the gate let through, never the tree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from concord.derive.site import (
    Site,
    SiteClosed,
    SiteDisputed,
    SiteEntry,
    SiteHidden,
    SiteLapsed,
    SiteTombstone,
    Withheld,
)
from concord.publish.output import Output
from concord.render import addresses
from concord.render.press import Press

FORMAT = "concord-data/1"


def find_data(press: Press) -> Iterator[Output]:
    """`/data/catalogue.json` and `/data/entries/<id>.json`."""
    site = press.site
    yield Output("data/catalogue.json", "data", lambda: _write(build_catalogue(site)))
    for entry in site.entries.values():
        yield Output(addresses.find_data(entry.id), "data", lambda entry=entry: _write(build_entry(site, entry)))  # type: ignore[misc]


def build_catalogue(site: Site) -> dict[str, Any]:
    """Every entry with its names in the languages it is shown in."""
    return {
        **_describe(site),
        "id": site.archive.id,
        "title": site.archive.title,
        "sides": {name: side.name for name, side in site.sides.sides.items()},
        "languages": {tag: language.name for tag, language in site.archive.languages.items()},
        "entries": [
            {
                "id": entry.id,
                "kind": entry.file.kind.value,
                "owned_by": list(entry.order),
                "title": entry.file.title,
                "languages": list(entry.languages),
                "stub": entry.is_stub,
                "communities": list(dict.fromkeys(voice.community for voice in entry.file.voices)),
                "data": addresses.find_data(entry.id),
            }
            for entry in site.entries.values()
        ],
        "withheld": [describe_withheld(withheld) for withheld in site.withheld.values()],
    }


def describe_withheld(withheld: Withheld) -> dict[str, Any]:
    """What stands in the place of something that is not shown."""
    match withheld:
        case SiteClosed(id_, kind, access, order, label, until):
            said = {"kind": kind, "owned_by": list(order), "label": dict(label)}
            return {"id": id_, "state": access.value, **said, **({"until": until} if until else {})}
        case SiteTombstone(id_, ground, on, title, note):
            return {
                "id": id_, "state": "withdrawn", "ground": ground.value, "on": on, "title": dict(title),
                "note": dict(note),
            }  # fmt: skip
        case SiteHidden(id_, since):
            return {"id": id_, "state": "hidden", "since": since}
        case SiteDisputed(id_, order, title, sources, opened, closed, until):
            return {
                "id": id_, "state": "disputed", "owned_by": list(order), "title": dict(title), "opened": opened,
                "closed": closed, "until": until,
                "sources": [source.model_dump(mode="json", exclude_none=True) for source in sources],
            }  # fmt: skip
        case SiteLapsed(id_, until):
            return {"id": id_, "state": "consent-ended", "until": until}


def build_entry(site: Site, entry: SiteEntry) -> dict[str, Any]:
    """An entry as it is shown: facts, words, texts, and the digests anyone can compare."""
    return {
        **_describe(site),
        "entry": entry.file.model_dump(mode="json", by_alias=True, exclude_none=True),
        "texts": {name: text.text for name, text in entry.texts.items()},
        "digests": _find_digests(site, entry),
    }


def _find_digests(site: Site, entry: SiteEntry) -> Mapping[str, str]:
    """Digests of the words shown, by part."""
    found: dict[str, str] = {}
    for name, status in sorted(entry.statuses.items()):
        words = status.proposed if site.is_proposed else status.agreed
        is_shown = name in entry.texts or status.part.lang is None or status.part.lang in entry.languages
        if words and is_shown:
            found[name] = words.sha256
    return found


def _describe(site: Site) -> dict[str, Any]:
    """What every data file says of itself."""
    return {
        "format": FORMAT,
        "demonstration": site.archive.demonstration,
        "published": not site.is_proposed,
        "as_of": site.as_of,
        "licence": site.archive.licence,
        "genesis": site.genesis,
    }


def _write(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
