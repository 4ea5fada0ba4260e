"""Where every page and file stands, and the way from one to another. Addresses are frozen: people cite them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

PROOF: Final = "proof/"
"""What stands behind the words of the site, laid out as an archive."""


def find_home(lang: str) -> str:
    """`/<lang>/`."""
    return f"{lang}/"


def find_browse(lang: str) -> str:
    """`/<lang>/browse/`."""
    return f"{lang}/browse/"


def find_hub(lang: str, name: str) -> str:
    """`/<lang>/` or `/<lang>/<name>/`."""
    return find_home(lang) if name == "home" else f"{lang}/{name}/"


def find_handbook(lang: str, page: str) -> str:
    """`/<lang>/handbook/` for its first page, `/<lang>/handbook/<page>/` for another."""
    return f"{lang}/handbook/" if page == "first" else f"{lang}/handbook/{page}/"


def find_facet(lang: str, facet: str, value: str) -> str:
    """`/<lang>/browse/<facet>/<value>/`."""
    return f"{lang}/browse/{facet}/{value}/"


def find_community(lang: str, community: str) -> str:
    """`/<lang>/communities/<id>/`."""
    return f"{lang}/communities/{community}/"


def find_sitting(lang: str, handle: str, number: int = 1) -> str:
    """`/<lang>/stewards/<handle>/`, and `.../2/` where very much waits: workshop edition."""
    return f"{lang}/stewards/{handle}/" + (f"{number}/" if number > 1 else "")


def find_feed(lang: str) -> str:
    """`/<lang>/feed.xml`."""
    return f"{lang}/feed.xml"


def find_entry(lang: str, entry: str) -> str:
    """`/<lang>/entries/<id>/`."""
    return f"{lang}/entries/{entry}/"


def find_card(page: str) -> str:
    """`card.jpg` beside a page: what is shown where its address is shared."""
    return f"{page}card.jpg"


def find_captions(lang: str, entry: str, recording: str) -> str:
    """`/<lang>/entries/<id>/<recording>.vtt`: captions beside the page in whose language they are."""
    return f"{find_entry(lang, entry)}{recording}.vtt"


def find_parallel(entry: str) -> str:
    """`/parallel/<id>/`."""
    return f"parallel/{entry}/"


def find_data(entry: str) -> str:
    """`/data/entries/<id>.json`."""
    return f"data/entries/{entry}.json"


COLLECTION: Final = "iiif/collection.json"
WHOLE: Final = "full/max/0/default.jpg"
"""All of a large picture, below its own address."""


def find_manifest(entry: str) -> str:
    """`/iiif/<id>/manifest.json`: the pictures of an entry, for viewers of others."""
    return f"iiif/{entry}/manifest.json"


def find_image(entry: str, picture: str) -> str:
    """`/iiif/<id>/<picture>`: what belongs to one picture; below it a large one's tiles."""
    return f"iiif/{entry}/{picture}"


def find_canvas(entry: str, picture: str) -> str:
    """`/iiif/<id>/<picture>/canvas.json`: the page of a manifest on which a picture stands."""
    return f"{find_image(entry, picture)}/canvas.json"


def find_file(address: str) -> str:
    """The file behind an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def find_root(address: str) -> str:
    """The relative way from a page to the site's root: "", "../" ..."""
    return "../" * address.count("/")


def relate(address: str, target: str) -> str:
    """The relative way from one address to another; the site works under any base."""
    return quote(find_root(address) + target) or "./"
