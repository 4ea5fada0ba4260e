"""Sitemap with reciprocal hreflang, where the charter knows the public address; and a plain no to robots otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from concord.publish.output import Output
from concord.render.press import Press
from concord.render.shell import UNLISTED

# The protocol allows 50,000 addresses and 50 MB in one file; hreflang lines make the second the nearer limit.
MOST_ADDRESSES = 10_000
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

Alternatives = tuple[tuple[str, str], ...]


def find_sitemap(press: Press) -> Iterator[Output]:
    """`/sitemap.xml`, split and indexed when it is long."""
    base = press.site.archive.address
    if press.site.is_proposed or not base:
        return
    base = base.rstrip("/")
    lines = list(_find_addresses(press, base))
    if len(lines) <= MOST_ADDRESSES:
        yield Output("sitemap.xml", "sitemap", lambda: _write_urls(lines))
        return
    chunks = [lines[start : start + MOST_ADDRESSES] for start in range(0, len(lines), MOST_ADDRESSES)]
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(chunks, 1)]
    yield Output("sitemap.xml", "sitemap", lambda: _write_index(base, names))
    for name, chunk in zip(names, chunks, strict=True):
        yield Output(name, "sitemap", lambda chunk=chunk: _write_urls(chunk))  # type: ignore[misc]


def find_robots(press: Press) -> Iterator[Output]:
    """`/robots.txt` of the workshop edition, which nobody should find."""
    if press.site.is_proposed:
        yield Output("robots.txt", "robots", lambda: b"User-agent: *\nDisallow: /\n")


def _find_addresses(press: Press, base: str) -> Iterator[str]:
    """Every page that asks not to be passed over; the same page in several languages at one place."""
    from concord.publish.registry import KINDS  # noqa: PLC0415 - the registry names this kind too

    pages: dict[str, dict[str, str]] = {}
    for kind in KINDS:
        for output in kind.find(press) if kind.is_page else ():
            if output.kind in UNLISTED:
                continue
            address = output.path.removesuffix("index.html")
            lang, _, rest = address.partition("/")
            is_edition = lang in press.site.languages
            pages.setdefault(f"*/{rest}" if is_edition else address, {})[lang if is_edition else ""] = address
    for found in pages.values():
        yield from (_write_url(base, found[""], ()),) if "" in found else _write_set(base, found)


def _write_set(base: str, pages: dict[str, str]) -> Iterable[str]:
    """The same page in its languages: each names all of them, itself too."""
    alternatives = tuple(sorted(pages.items()))
    return [_write_url(base, address, alternatives) for _, address in alternatives]


def _write_url(base: str, address: str, alternatives: Alternatives) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(f"{base}/{other}")}/>'
        for lang, other in alternatives
    )
    return f"<url><loc>{escape(f'{base}/{address}')}</loc>{links}</url>"


def _write_urls(lines: Iterable[str]) -> bytes:
    return _write_xml(f"<urlset {_NAMESPACES}>", lines, "</urlset>")


def _write_index(base: str, names: Iterable[str]) -> bytes:
    lines = [f"<sitemap><loc>{escape(f'{base}/{name}')}</loc></sitemap>" for name in names]
    return _write_xml(f"<sitemapindex {_NAMESPACES}>", lines, "</sitemapindex>")


def _write_xml(opening: str, lines: Iterable[str], closing: str) -> bytes:
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', opening, *lines, closing, "")).encode()
