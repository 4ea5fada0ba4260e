"""Every kind of output there is. The tests for leaks, escaping, weight and determinism go through this list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from concord.publish.cards import find_cards
from concord.publish.data import find_data
from concord.publish.feeds import find_feeds
from concord.publish.files import find_assets, find_captions, find_media
from concord.publish.iiif import find_iiif, find_tiles
from concord.publish.output import Output, OutputKind
from concord.publish.pages import (
    find_chooser,
    find_communities,
    find_entries,
    find_facets,
    find_handbook,
    find_handbook_pictures,
    find_hubs,
    find_notfound,
    find_sittings,
    find_withheld,
)
from concord.publish.proof import find_proof, find_sums
from concord.publish.search import find_search
from concord.publish.sitemap import find_robots, find_sitemap
from concord.render.press import Press

KINDS: Final = (
    OutputKind("chooser", "the way into every edition", is_page=True, find=find_chooser),
    OutputKind("hubs", "home and browse page of each edition", is_page=True, find=find_hubs),
    OutputKind("sittings", "what each steward of the workshop is asked", is_page=True, find=find_sittings),
    OutputKind("handbook", "how one works on the archive, task by task", is_page=True, find=find_handbook),
    OutputKind("handbook-pictures", "what the handbook shows", is_page=False, find=find_handbook_pictures),
    OutputKind("facets", "entries of an edition by what they have in common", is_page=True, find=find_facets),
    OutputKind("communities", "communities of no side that entries hear", is_page=True, find=find_communities),
    OutputKind("entries", "entries in each edition, and side by side", is_page=True, find=find_entries),
    OutputKind("withheld", "entries that are there and not shown", is_page=True, find=find_withheld),
    OutputKind("notfound", "the page that is not there", is_page=True, find=find_notfound),
    OutputKind("media", "pictures, sounds, films", is_page=False, find=find_media),
    OutputKind("captions", "what is heard in sounds and films", is_page=False, find=find_captions),
    OutputKind("iiif", "pictures and recordings for the viewers of others", is_page=False, find=find_iiif),
    OutputKind("tiles", "large pictures in pieces", is_page=False, find=find_tiles),
    OutputKind("cards", "what is shown where an address is shared", is_page=False, find=find_cards),
    OutputKind("data", "what is shown, as JSON", is_page=False, find=find_data),
    OutputKind("search", "the index of each edition", is_page=False, find=find_search),
    OutputKind("feeds", "what became agreed last, as Atom", is_page=False, find=find_feeds),
    OutputKind("sitemap", "addresses for search engines", is_page=False, find=find_sitemap),
    OutputKind("robots", "keeps search engines out of the workshop edition", is_page=False, find=find_robots),
    OutputKind("assets", "styles, script, fonts", is_page=False, find=find_assets),
    OutputKind("proof", "charter, statements and agreed bytes", is_page=False, find=find_proof),
    OutputKind("sums", "digests of every file, made last", is_page=False, find=find_sums),
)


def find_outputs(press: Press) -> Iterator[Output]:
    """Every file of the site, kind by kind."""
    for kind in KINDS:
        yield from kind.find(press)
