"""Pages as outputs. The pages of an entry follow each other, so that its texts are rendered once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from concord.derive.facets import find_shelves
from concord.derive.site import SiteEntry
from concord.publish.output import Output, output_file
from concord.render import addresses
from concord.render.accessibility_page import build_accessibility_page
from concord.render.archive_pages import (
    build_about_page,
    build_awaiting_page,
    build_how_page,
    build_safety_page,
    build_status_page,
    build_wanted_page,
)
from concord.render.check_page import build_check_page
from concord.render.community_pages import build_communities_page, build_community_page
from concord.render.contribute_page import build_contribute_page
from concord.render.entry_page import build_entry_page
from concord.render.facet_pages import build_facet_page
from concord.render.handbook_page import build_handbook_page, find_pages, find_shots
from concord.render.hub_pages import build_browse_page, build_chooser_page, build_home_page, build_notfound_page
from concord.render.new_page import build_new_page
from concord.render.parallel_page import build_parallel_page
from concord.render.places_page import build_places_page
from concord.render.press import MUL, Press
from concord.render.search_page import build_search_page
from concord.render.shell import has_hub
from concord.render.sitting_page import build_sitting_page, build_stewards_page, cut_sitting
from concord.render.stub_page import build_stub_page
from concord.render.table_pages import build_glossary_page, build_names_page
from concord.render.timeline_page import build_timeline_page
from concord.render.withheld_page import build_withheld_page


def find_chooser(press: Press) -> Iterator[Output]:
    """`/`."""
    yield _page(press, "chooser", MUL, "", lambda: build_chooser_page(press))


_HUBS: Final[Mapping[str, Callable[[Press, str], object]]] = {
    "home": build_home_page,
    "browse": build_browse_page,
    "search": build_search_page,
    "new": build_new_page,
    "timeline": build_timeline_page,
    "places": build_places_page,
    "communities": build_communities_page,
    "names": build_names_page,
    "glossary": build_glossary_page,
    "about": build_about_page,
    "how": build_how_page,
    "check": build_check_page,
    "safety": build_safety_page,
    "contribute": build_contribute_page,
    "accessibility": build_accessibility_page,
    "handbook": build_handbook_page,
    "translations": build_wanted_page,
    "awaiting": build_awaiting_page,
    "status": build_status_page,
    "stewards": build_stewards_page,
}


def find_hubs(press: Press) -> Iterator[Output]:
    """The hubs of every edition; that of a table where there is something in it."""
    for lang in press.site.languages:
        for name, build in _HUBS.items():
            if has_hub(press, name):
                yield _page(press, name, lang, addresses.find_hub(lang, name), _later(build, press, lang))


def find_sittings(press: Press) -> Iterator[Output]:
    """What waits for each steward, in every edition of the workshop."""
    for lang in press.site.languages:
        for sitting in press.site.sittings:
            for number in range(1, len(cut_sitting(sitting)) + 1):
                address = addresses.find_sitting(lang, sitting.handle, number)
                page = _page(press, "sitting", lang, address, _later(build_sitting_page, press, sitting, lang, number))
                # Long, and read by one person: whoever serves the workshop makes it when it is asked for.
                yield replace(page, group=address)


def find_handbook(press: Press) -> Iterator[Output]:
    """`/<lang>/handbook/<page>/`, where any edition has a handbook; its first page is a hub."""
    if has_hub(press, "handbook"):
        for lang in press.site.languages:
            for name in find_pages(press):
                address = addresses.find_handbook(lang, name)
                yield _page(press, "handbook", lang, address, _later(build_handbook_page, press, lang, name))


def find_handbook_pictures(press: Press) -> Iterator[Output]:
    """`/<lang>/handbook/<name>.webp`."""
    for lang in press.handbooks:
        for path in find_shots(press, lang).values():
            yield output_file(f"{addresses.find_handbook(lang, 'first')}{path.name}", "handbook-picture", path)


def find_facets(press: Press) -> Iterator[Output]:
    """`/<lang>/browse/<facet>/<value>/`: a page for each value that some entry of the edition has.

    Who is heard besides has pages of its own.
    """
    shelves = {
        lang: [shelf for found in find_shelves(press.site, lang).values() for shelf in found if shelf.facet != "voice"]
        for lang in press.site.languages
    }
    spoken: dict[tuple[str, str], frozenset[str]] = {}
    for lang, found in shelves.items():
        for shelf in found:
            key = shelf.facet, shelf.value
            spoken[key] = spoken.get(key, frozenset()) | {lang}
    for lang, found in shelves.items():
        for shelf in found:
            address = addresses.find_facet(lang, shelf.facet, shelf.value)
            others = spoken[shelf.facet, shelf.value]
            yield _page(press, "facet", lang, address, _later(build_facet_page, press, shelf, lang, others))


def find_communities(press: Press) -> Iterator[Output]:
    """`/<lang>/communities/<id>/`: every community that is heard, in every edition."""
    for community in press.communities.values():
        for lang in press.site.languages:
            address = addresses.find_community(lang, community.id)
            yield _page(press, "community", lang, address, _later(build_community_page, press, community, lang))


def find_entries(press: Press) -> Iterator[Output]:
    """Every entry in each of its editions, and its parallel page."""
    for entry in press.site.entries.values():
        for lang in entry.languages:
            address = addresses.find_entry(lang, entry.id)
            if entry.is_stub:
                yield _page(press, "stub", lang, address, _later(build_stub_page, press, entry, lang))
            else:
                yield _page(press, "entry", lang, address, _later(build_entry_page, press, entry, lang))
        yield _parallel(press, entry)


def find_withheld(press: Press) -> Iterator[Output]:
    """What is there and not shown."""
    for withheld in press.site.withheld.values():
        for lang in press.site.languages:
            address = addresses.find_entry(lang, withheld.id)
            yield _page(press, "withheld", lang, address, _later(build_withheld_page, press, withheld, lang))


def find_notfound(press: Press) -> Iterator[Output]:
    """`/404.html`: servers show it at any address, so that its links start at the site's own root."""
    path = urlsplit(press.site.archive.address or "").path.rstrip("/")
    yield _page(press, "notfound", MUL, "404.html", lambda: build_notfound_page(press, f"{path}/"))


def _parallel(press: Press, entry: SiteEntry) -> Output:
    address = addresses.find_parallel(entry.id)
    return _page(press, "parallel", MUL, address, _later(build_parallel_page, press, entry))


def _later(build: Callable[..., object], *values: object) -> Callable[[], object]:
    return lambda: build(*values)


def _page(press: Press, kind: str, lang: str, address: str, build: Callable[[], object]) -> Output:
    return Output(addresses.find_file(address), kind, lambda: press.render(kind, lang, build()).encode())
