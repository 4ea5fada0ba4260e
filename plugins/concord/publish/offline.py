"""One edition to be read from a folder, without a network and without a server: a part of the site, links cut to it."""

from __future__ import annotations

import html
import posixpath
import re
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from concord.publish.files import find_assets, find_captions
from concord.publish.output import Output, output_file
from concord.publish.pages import (
    find_chooser,
    find_communities,
    find_entries,
    find_facets,
    find_handbook,
    find_handbook_pictures,
    find_hubs,
    find_withheld,
)
from concord.publish.search import find_search
from concord.publish.write import write_site
from concord.render import addresses
from concord.render.press import Press
from concord.render.recordings import find_recorded

_DAY: Final = (1980, 1, 1, 0, 0, 0)
_PAGES: Final = (
    find_chooser,
    find_hubs,
    find_handbook,
    find_facets,
    find_communities,
    find_entries,
    find_withheld,
)
# Only opening tags of links, whole, whatever their values hold; every value that we write stands in double quotes.
_LINK: Final = re.compile(r'<a((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*>')
_HREF: Final = re.compile(r'\shref="([^"]*)"')
_ATTRIBUTE: Final = re.compile(r'\s+([a-zA-Z-]+)(?:="[^"]*")?')
# What a link without a target may not have.
_ONLY_WITH_HREF: Final = frozenset({"href", "hreflang", "rel", "type", "download", "target"})


def find_offline(press: Press, lang: str) -> list[Output]:
    """The files of the copy. `press.copy` has to name the edition, so that its pages say what they are."""
    pages = [output for find in _PAGES for output in find(press) if _is_in(press, output.path, lang)]
    captions = (one for one in find_captions(press) if _is_in(press, one.path, lang))
    pictures = (*_find_media(press, lang), *_find_pictures(press, lang))
    others = [*find_assets(press), *pictures, *captions, *_find_search(press, lang)]
    files = frozenset(output.path for output in (*pages, *others))
    return [*(Output(one.path, one.kind, _later(one, files)) for one in pages), *others]


def write_offline(outputs: list[Output], name: str, file: Path, workers: int = 1) -> None:
    """Writes the files into a ZIP below a folder `name`: stored, in one order, of no day: the same bytes.

    The file is replaced only when the new one is complete.
    """
    file = file.absolute()
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}-") as place:
        folder, packed = Path(place) / "site", Path(place) / "packed"
        write_site(outputs, folder, workers)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(output.path for output in outputs):
                about = zipfile.ZipInfo(f"{name}/{path}", _DAY)
                about.create_system, about.external_attr = 3, 0o100644 << 16
                archive.writestr(about, (folder / path).read_bytes())
        packed.replace(file)


def cut_links(text: str, path: str, files: Collection[str]) -> str:
    """A page whose links name files, as a folder needs it; those to what is not among the files lead nowhere."""

    def cut(match: re.Match[str]) -> str:
        found = _HREF.search(match[1])
        if not found:
            return match[0]
        way = _find_way(html.unescape(found[1]), path, files)
        if way is None:
            kept = (one[0] for one in _ATTRIBUTE.finditer(match[1]) if one[1].lower() not in _ONLY_WITH_HREF)
            return f"<a{''.join(kept)}>"
        return f'<a{match[1][: found.start()]} href="{html.escape(way)}"{match[1][found.end() :]}>'

    return _LINK.sub(cut, text)


def _find_way(href: str, path: str, files: Collection[str]) -> str | None:
    """The same way with the name of the file, or None where it leads out of the copy."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not (parts.path or parts.query):
        return href
    end = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    is_folder = parts.path.endswith("/") or end == "."
    target = addresses.find_file("" if end == "." else f"{end}/" if is_folder else end)
    if target not in files:
        return None
    way = quote(posixpath.relpath(target, posixpath.dirname(path) or "."))
    return way + (f"#{parts.fragment}" if parts.fragment else "")


def _is_in(press: Press, path: str, lang: str) -> bool:
    folder, _, rest = path.partition("/")
    entry = press.site.entries.get(rest.partition("/")[0]) if folder == "parallel" else None
    return folder == lang or path == "index.html" or bool(entry and lang in entry.languages)


def _later(page: Output, files: Collection[str]) -> Callable[[], bytes]:
    return lambda: cut_links(page.make().decode(), page.path, files).encode()


def _find_media(press: Press, lang: str) -> Iterator[Output]:
    """The media of the edition's entries: each once, however many show it."""
    entries = [entry for entry in press.site.entries.values() if lang in entry.languages]
    media = (one for entry in entries for one in entry.media.values())
    for file in sorted({made.file for one in media for made in press.find_derivatives(one)}):
        yield output_file(f"media/{file}", "media", press.pictures.find_blob(file))
    recordings = {one.file: one.path for entry in entries for _, one in find_recorded(press, entry)}
    for file, path in sorted(recordings.items()):
        yield output_file(f"media/{file}", "media", path)


def _find_pictures(press: Press, lang: str) -> Iterator[Output]:
    return (output for output in find_handbook_pictures(press) if _is_in(press, output.path, lang))


def _find_search(press: Press, lang: str) -> Iterator[Output]:
    """The index as scripts: from a folder browsers read no other data (overrides/assets/search.js)."""
    for output in find_search(press):
        if output.path.startswith(f"{lang}/"):
            stem = output.path.removesuffix(".json")
            yield Output(f"{stem}.js", output.kind, _wrap(output, posixpath.basename(stem)))


def _wrap(output: Output, name: str) -> Callable[[], bytes]:
    return lambda: b'concordFile("%s", %s);\n' % (name.encode(), output.make().strip())
