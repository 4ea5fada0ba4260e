"""`/iiif/`: pictures and recordings for the viewers of others, as IIIF Presentation 3; tiles as Image 3, level 0.

Addresses in it are whole, as IIIF asks. An archive that does not know its address yet writes them below a host that
nobody can ever own, made of its founding's fingerprint; see ADR 26. Nothing is first: orders are those of the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from concord.derive.site import SiteEntry
from concord.publish import iiif_words as words
from concord.publish.feeds import find_fingerprint
from concord.publish.iiif_sound import Heard, build_lasting, find_heard
from concord.publish.output import Output
from concord.render import addresses, labels
from concord.render.media import Derivative
from concord.render.pictured import Pictured, find_pictured
from concord.render.press import Press
from concord.render.pyramid import TILE, Pyramid
from concord.render.tiles import Tiles

_PRESENTATION: Final = "http://iiif.io/api/presentation/3/context.json"
_IMAGE: Final = "http://iiif.io/api/image/3/context.json"
_PROTOCOL: Final = "http://iiif.io/api/image"
Tree = dict[str, Any]
Seen = tuple[Pictured | Heard, ...]


def find_iiif(press: Press) -> Iterator[Output]:
    """The collection, a manifest for each entry that shows a picture or recording, and what belongs to each of them."""
    entries = _list_entries(press)
    if not entries:
        return
    yield Output(addresses.COLLECTION, "iiif", lambda: _write(build_collection(press, entries)))
    for entry, pictures in entries:
        yield Output(addresses.find_manifest(entry.id), "iiif", partial(_make_manifest, press, entry, pictures))
        for one in pictures:
            yield Output(
                addresses.find_canvas(entry.id, one.media.id), "iiif", partial(_make_canvas, press, entry, one)
            )
            if isinstance(one, Pictured) and one.tiles:
                about = f"{addresses.find_image(entry.id, one.media.id)}/info.json"
                yield Output(about, "iiif", partial(_make_info, press, entry, one, one.tiles.pyramid))


def find_tiles(press: Press) -> Iterator[Output]:
    """The pieces of large pictures. Each is read when it is written: together they are more than memory holds."""
    for entry, pictures in _list_entries(press):
        for one in pictures:
            if isinstance(one, Pictured) and one.tiles:
                yield from _list_pieces(addresses.find_image(entry.id, one.media.id), one.tiles)


def _list_pieces(folder: str, tiles: Tiles) -> Iterator[Output]:
    for path in tiles.spans:
        yield Output(f"{folder}/{path}", "tiles", partial(tiles.read, path))


def _list_entries(press: Press) -> list[tuple[SiteEntry, Seen]]:
    """Entries with a picture or recording, of the public site alone: what is proposed is not handed on to machines."""
    if press.site.is_proposed:
        return []
    found = ((entry, _find_seen(press, entry)) for entry in press.site.entries.values())
    return [(entry, pictures) for entry, pictures in found if pictures]


def _find_seen(press: Press, entry: SiteEntry) -> Seen:
    """What can be seen or heard, in the order of the entry."""
    seen: dict[str, Pictured | Heard] = {one.media.id: one for one in find_pictured(press, entry)}
    seen |= {one.media.id: one for one in find_heard(press, entry)}
    return tuple(seen[media.id] for media in entry.file.media if media.id in seen)


def find_base(press: Press) -> str:
    """What every address begins with: the archive's own, or one under a host that nobody can own (RFC 2606)."""
    known = press.site.archive.address
    return f"{known.rstrip('/')}/" if known else f"https://{find_fingerprint(press.site)}.concord.invalid/"


def build_collection(press: Press, entries: list[tuple[SiteEntry, Seen]]) -> Tree:
    """Every manifest, by the permanent names of their entries, as lists of data are."""
    site, base = press.site, find_base(press)
    spoken = site.order_languages(addresses.COLLECTION)
    sides = [name for name, _ in site.order_sides(addresses.COLLECTION)]
    return {
        "@context": _PRESENTATION,
        "id": base + addresses.COLLECTION,
        "type": "Collection",
        "label": words.pick(press, site.archive.title, spoken),
        "summary": words.guard(words.pick(press, site.archive.summary, spoken)),
        "requiredStatement": words.build_statement(press, sides, spoken),
        "provider": [_build_agent(press, base, side, spoken) for side in sides],
        "homepage": [_link_page(press, base, addresses.find_home(lang), site.archive.title, lang) for lang in spoken],
        "seeAlso": [_link_data(press, base, "data/catalogue.json", spoken)],
        "items": [
            {
                "id": base + addresses.find_manifest(entry.id),
                "type": "Manifest",
                "label": words.pick(press, entry.file.title, entry.languages),
                **_show_lead(base, pictures),
            }
            for entry, pictures in entries
        ],
    }


def _make_manifest(press: Press, entry: SiteEntry, pictures: Seen) -> bytes:
    return _write(build_manifest(press, entry, pictures))


def build_manifest(press: Press, entry: SiteEntry, pictures: Seen) -> Tree:
    """The pictures and recordings of an entry, with its agreed title, summary and facts. Nobody's account is in it."""
    base, spoken = find_base(press), entry.languages
    rights = {_find_rights(one) for one in pictures}
    return {
        "@context": _PRESENTATION,
        "id": base + addresses.find_manifest(entry.id),
        "type": "Manifest",
        "label": words.pick(press, entry.file.title, spoken),
        "summary": words.guard(words.pick(press, entry.file.summary, spoken)),
        "metadata": words.build_metadata(press, entry),
        "requiredStatement": words.build_statement(press, entry.order, spoken),
        **_state_rights(rights.pop() if len(rights) == 1 else None),
        "provider": [_build_agent(press, base, side, spoken) for side in entry.order],
        "homepage": [
            _link_page(press, base, addresses.find_entry(lang, entry.id), entry.file.title, lang) for lang in spoken
        ],
        "seeAlso": [_link_data(press, base, addresses.find_data(entry.id), spoken)],
        "partOf": [{"id": base + addresses.COLLECTION, "type": "Collection"}],
        **_show_lead(base, pictures),
        "items": [_build_canvas(press, entry, one) for one in pictures],
    }


def _make_canvas(press: Press, entry: SiteEntry, one: Pictured | Heard) -> bytes:
    """A canvas by itself, so that its name leads to something."""
    manifest = {"id": find_base(press) + addresses.find_manifest(entry.id), "type": "Manifest"}
    return _write({"@context": _PRESENTATION, **_build_canvas(press, entry, one), "partOf": [manifest]})


def _build_canvas(press: Press, entry: SiteEntry, one: Pictured | Heard) -> Tree:
    base, media = find_base(press), one.media
    id_ = base + addresses.find_canvas(entry.id, media.id)
    return {
        "id": id_,
        "type": "Canvas",
        "label": words.pick(press, media.caption, entry.languages),
        "summary": words.guard(words.pick(press, media.alt, entry.languages)),
        "requiredStatement": words.build_origin(press, media, entry.languages),
        **_state_rights(_find_rights(one)),
        **(
            _build_still(base, entry, one, id_)
            if isinstance(one, Pictured)
            else build_lasting(press, base, entry, one, id_)
        ),
    }


def _build_still(base: str, entry: SiteEntry, one: Pictured, id_: str) -> Tree:
    body = _build_body(base, entry, one)
    painting = {"id": f"{id_}#picture", "type": "Annotation", "motivation": "painting", "body": body, "target": id_}
    return {
        "width": body["width"],
        "height": body["height"],
        "thumbnail": [_build_thumbnail(base, one)],
        "items": [{"id": f"{id_}#page", "type": "AnnotationPage", "items": [painting]}],
    }


def _build_body(base: str, entry: SiteEntry, one: Pictured) -> Tree:
    """The picture itself; a large one with the service that gives its pieces."""
    if one.tiles is None:
        return _build_image(base, one.jpeg[-1])
    folder, pyramid = base + addresses.find_image(entry.id, one.media.id), one.tiles.pyramid
    return {
        "id": f"{folder}/{addresses.WHOLE}",
        "type": "Image",
        "format": "image/jpeg",
        "width": pyramid.width,
        "height": pyramid.height,
        "service": [{"id": folder, "type": "ImageService3", "profile": "level0"}],
    }


def _make_info(press: Press, entry: SiteEntry, one: Pictured, pyramid: Pyramid) -> bytes:
    """`info.json`. Sizes are those of which there is a file: see ADR 26 for why they are one."""
    width, height = pyramid.smallest
    return _write(
        {
            "@context": _IMAGE,
            "id": find_base(press) + addresses.find_image(entry.id, one.media.id),
            "type": "ImageService3",
            "protocol": _PROTOCOL,
            "profile": "level0",
            "width": pyramid.width,
            "height": pyramid.height,
            "sizes": [{"width": width, "height": height}],
            "tiles": [{"width": TILE, "height": TILE, "scaleFactors": list(pyramid.factors)}],
            **_state_rights(_find_rights(one)),
        }
    )


def _show_lead(base: str, seen: Seen) -> Tree:
    """A small copy of the picture that stands for the entry, if it has any."""
    pictures = [one for one in seen if isinstance(one, Pictured)]
    lead = next((one for one in pictures if one.media.lead), pictures[0] if pictures else None)
    return {"thumbnail": [_build_thumbnail(base, lead)]} if lead else {}


def _build_thumbnail(base: str, one: Pictured) -> Tree:
    return _build_image(base, one.jpeg[0])


def _build_image(base: str, made: Derivative) -> Tree:
    return {
        "id": f"{base}media/{made.file}",
        "type": "Image",
        "format": made.type,
        "width": made.width,
        "height": made.height,
    }


def _find_rights(one: Pictured | Heard) -> str | None:
    """The licence's address as IIIF writes it: with the scheme that the licence was named with when it was made."""
    licence = labels.LICENCES.get(one.media.rights)
    return licence.url.replace("https://", "http://", 1) if licence else None


def _state_rights(rights: str | None) -> Tree:
    return {"rights": rights} if rights else {}


def _build_agent(press: Press, base: str, side: str, spoken: tuple[str, ...]) -> Tree:
    """A side by its own name for itself; the pages that say who it is are those about the archive."""
    about = [
        _link_page(press, base, addresses.find_hub(lang, "about"), press.site.archive.title, lang) for lang in spoken
    ]
    names = words.join(press.name_side(side, lang) for lang in spoken)
    return {"id": f"{base}{addresses.COLLECTION}#side-{side}", "type": "Agent", "label": names, "homepage": about}


def _link_page(press: Press, base: str, address: str, title: dict[str, str], lang: str) -> Tree:
    label = words.pick(press, title, (lang,))
    return {"id": base + address, "type": "Text", "label": label, "format": "text/html", "language": [lang]}


def _link_data(press: Press, base: str, address: str, spoken: tuple[str, ...]) -> Tree:
    label = words.say(press, words.AS_DATA, spoken)
    return {"id": base + address, "type": "Dataset", "label": label, "format": "application/json"}


def _write(tree: Tree) -> bytes:
    """Not sorted: some viewers take the first language of a map, and that one turns as it does on pages."""
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
