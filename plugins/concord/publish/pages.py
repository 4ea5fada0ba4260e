"""Pages as outputs. The pages of an entry follow each other, so that its texts are rendered once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from concord.derive.site import SiteEntry
from concord.publish.output import Output
from concord.render import addresses
from concord.render.entry_page import build_entry_page, build_stub_page
from concord.render.hub_pages import build_browse_page, build_chooser_page, build_home_page, build_notfound_page
from concord.render.parallel_page import build_parallel_page
from concord.render.press import MUL, Press


def find_chooser(press: Press) -> Iterator[Output]:
    """`/`."""
    yield _page(press, "chooser", MUL, "", lambda: build_chooser_page(press))


def find_hubs(press: Press) -> Iterator[Output]:
    """Home and browse page of every edition."""
    for lang in press.site.languages:
        yield _page(press, "home", lang, addresses.find_home(lang), _later(build_home_page, press, lang))
        yield _page(press, "browse", lang, addresses.find_browse(lang), _later(build_browse_page, press, lang))


def find_entries(press: Press) -> Iterator[Output]:
    """Every entry in each of its editions, and its parallel page."""
    for entry in press.site.entries.values():
        for lang in entry.languages:
            address = addresses.find_entry(lang, entry.id)
            yield _page(press, "entry", lang, address, _later(build_entry_page, press, entry, lang))
        yield _parallel(press, entry)


def find_stubs(press: Press) -> Iterator[Output]:
    """What is there and not shown."""
    for stub in press.site.stubs.values():
        for lang in press.site.languages:
            address = addresses.find_entry(lang, stub.id)
            yield _page(press, "stub", lang, address, _later(build_stub_page, press, stub, lang))


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
