"""Cuts what is hidden out of the files of a site that cannot be made again. More may go than has to, never less."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from concord.publish.proof import FOLDER, SUMS, WORDS
from concord.render import addresses
from concord.takedown.markup import cut_elements
from concord.takedown.needles import Needle, is_text
from concord.takedown.notice import Notice
from concord.takedown.page import find_languages, find_styles, render_notice_page
from concord.verify.files import list_files, read
from concord.verify.source import is_plain

GIT: Final = ".git"
_CATALOGUE: Final = "data/catalogue.json"
_STATEMENTS: Final = f"{FOLDER}/statements/"
_PICTURE: Final = re.compile(r"media/([0-9a-f]{24}\.(?:webp|jpg|mp3|m4a|mp4))")
_RECORD: Final = re.compile(rb"<(url|entry)>.*?</\1>\n?", re.DOTALL)
_INDEX: Final = re.compile(r"[^/]+/search/[^/]+\.json")
_SHELF: Final = re.compile(r"[^/]+/(?:browse/[^/]+|communities)/[^/]+/index\.html")
_CARD: Final = b'class="card"'
_DROP: Final = object()
# Where a site has bytes that are no text: its styles and fonts, its pictures, agreed pictures.
_NAMELESS: Final = re.compile(rf"{_PICTURE.pattern}|{FOLDER}/agreed/[0-9a-f]{{64}}")
_TILE: Final = r"iiif/[^/]+/[^/]+/[a-z0-9,]+/[a-z0-9,]+/0/default\.jpg"
_BYTES: Final = re.compile(rf"assets/.+|{_TILE}|{_NAMELESS.pattern}")
_PACKED: Final = (".7z", ".br", ".bz2", ".deflate", ".gz", ".lz4", ".rar", ".tar", ".tgz", ".xz", ".zip", ".zst")


@dataclass(frozen=True)
class Cutter:
    """One cut: which entries, by which words they are known, and what pages of notices are made of."""

    notices: Mapping[str, Notice]
    needles: tuple[Needle, ...]
    languages: tuple[str, ...]
    styles: tuple[str, ...]
    locales: Path | None
    digests: frozenset[str]
    """Digests of these entries' words that no other entry has."""
    pictures: frozenset[str]
    shelves: frozenset[str] = frozenset()
    """Pages that list nothing but these entries: that there is such a page would tell what they are about."""

    def cut(self, path: str, raw: bytes) -> bytes | None:
        """What stays of a file: itself, less of it, a notice in its place, or nothing."""
        if self._goes_whole(path, raw):
            return self._notice(path) if path.endswith(".html") else None
        if path == SUMS or path.startswith(_STATEMENTS):
            return raw
        if path.endswith(".html"):
            less = cut_elements(raw, self._mentions)
            return less if not self._mentions(less) else self._notice(path)
        if path.endswith(".json"):
            return self._cut_json(path, raw)
        if path.endswith(".xml"):
            raw = _RECORD.sub(lambda match: b"" if self._mentions(match[0]) else match[0], raw)
        return None if self._mentions(raw) else raw

    def _goes_whole(self, path: str, raw: bytes) -> bool:
        """Whether nothing of a file can stay: it is of the entry alone, or nobody can tell what in it is."""
        if self._is_own(path) or path in self.shelves:
            return True
        # In an index words stand one by one, and by their sound.
        is_known = can_be_searched(path, raw) or (_BYTES.fullmatch(path) and not path.lower().endswith(_PACKED))
        return not is_known or bool(_INDEX.fullmatch(path))

    def _is_own(self, path: str) -> bool:
        """Whether a file is of the entry alone."""
        name = path.rpartition("/")[2]
        if path.startswith(f"{FOLDER}/agreed/"):
            return name in self.digests
        if path.startswith("media/"):
            return name in self.pictures
        return path in self.shelves or _find_id(path) in self.notices

    def _links(self, raw: bytes) -> bool:
        if any(f'{path.partition("/")[2].removesuffix("index.html")}"'.encode() in raw for path in self.shelves):
            return True
        return any(re.search(rb"(?:entries|parallel|iiif)/%s\b(?!-)" % id_.encode(), raw) for id_ in self.notices)

    def _names(self, id_: object) -> bool:
        """Whether something is the entry, or stands at an address below it."""
        return isinstance(id_, str) and (id_ in self.notices or self._links(id_.encode()))

    def _mentions(self, raw: bytes) -> bool:
        return self._links(raw) or any(needle.is_in(raw) for needle in self.needles)

    def _notice(self, path: str) -> bytes:
        return render_notice_page(path, self.languages, self.styles, self.locales)

    def _cut_json(self, path: str, raw: bytes) -> bytes | None:
        """Every object and string that is about the entry goes; a file that is no JSON goes whole."""
        try:
            tree = self._prune(json.loads(raw))
        except (ValueError, RecursionError):
            return None if self._mentions(raw) else raw
        if tree is _DROP:
            return None
        if path == _CATALOGUE and isinstance(tree, dict) and isinstance(tree.get("withheld"), list):
            tree["withheld"] += [
                {"id": one.id, "since": one.on, "state": "hidden"} for one in sorted(self.notices.values())
            ]
        # What stays, stays in its place: of manifests the order of languages says who is first.
        less = (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
        return None if any(needle.is_in(less) for needle in self.needles) else less

    def _prune(self, tree: Any) -> Any:
        if isinstance(tree, str):
            return _DROP if tree in self.digests or self._mentions(tree.encode()) else tree
        if isinstance(tree, list):
            return [kept for one in tree if (kept := self._prune(one)) is not _DROP]
        if not isinstance(tree, dict):
            return tree
        if self._names(tree.get("id")) or _name(tree.get("about")) in self.notices:
            return _DROP
        return {
            key: kept
            for key, one in tree.items()
            if key not in self.notices and not self._mentions(key.encode()) and (kept := self._prune(one)) is not _DROP
        }


def can_be_searched(path: str, raw: bytes) -> bool:
    """Whether one would find words in a file if they were there: nobody looks into what is packed, or is no text."""
    return not path.lower().endswith(_PACKED) and b"\0" not in raw and is_text(raw)


def list_site(site: Path) -> list[str]:
    """Every file of a site but those of the repository it may be kept in."""
    return [path for path in list_files(site) if path != GIT and not path.startswith(f"{GIT}/")]


def cut_site(
    site: Path, notices: Mapping[str, Notice], needles: tuple[Needle, ...], locales: Path | None
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every file that stays, by its path, and how to get at its bytes."""
    paths = list_site(site)
    digests = find_digests(site, notices)
    cutter = Cutter(notices, needles, find_languages(paths), find_styles(paths), locales, digests, frozenset())
    shelves = frozenset(path for path in paths if _SHELF.fullmatch(path) and _is_emptied(site, cutter, path))
    cutter = replace(cutter, shelves=shelves)
    cutter = replace(cutter, pictures=_find_pictures(site, cutter, paths))
    for path in paths:
        raw = read(site, path)
        if path == SUMS or raw is None or not is_plain(path):
            continue
        kept = cutter.cut(path, raw)
        if kept is not None:
            yield path, lambda kept=kept: kept  # type: ignore[misc]


def is_of(path: str, notices: Mapping[str, Notice]) -> bool:
    """Whether a file is of one of these entries by its name, or has a name that tells nobody of what it is."""
    return _find_id(path) in notices or bool(_NAMELESS.fullmatch(path))


def _is_emptied(site: Path, cutter: Cutter, path: str) -> bool:
    """Whether a page of entries lists none of them any more."""
    return _CARD not in (cutter.cut(path, read(site, path) or b"") or b"")


def _find_id(path: str) -> str | None:
    match = re.fullmatch(r"(?:[^/]+/entries|parallel|iiif)/([^/]+)/.+|data/entries/([^/]+)\.json", path)
    return (match[1] or match[2]) if match else None


def _name(about: object) -> str | None:
    return about.removeprefix("entries/") if isinstance(about, str) else None


def find_digests(site: Path, notices: Mapping[str, Notice]) -> frozenset[str]:
    """Digests of words that only these entries have, by the list of what is shown where and by their own data."""
    mine: set[str] = set()
    others: set[str] = set()
    try:
        for one in json.loads(read(site, WORDS) or b"{}").get("parts", ()):
            (mine if _name(one["about"]) in notices else others).add(str(one["sha256"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        mine, others = set(), set()
    for id_ in notices:
        mine |= _read_digests(read(site, addresses.find_data(id_)))
    for path in list_files(site):
        if path.startswith("data/entries/") and _find_id(path) not in notices:
            others |= _read_digests(read(site, path))
    return frozenset(mine - others)


def _read_digests(raw: bytes | None) -> set[str]:
    try:
        return {str(one) for one in json.loads(raw or b"{}").get("digests", {}).values()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return set()


def _find_pictures(site: Path, cutter: Cutter, paths: Iterable[str]) -> frozenset[str]:
    """Pictures of the entry's own pages that no other page shows once its mentions are cut."""
    mine, others = set(), set()
    for path in paths:
        if not path.endswith(".html"):
            continue
        raw = read(site, path) or b""
        if _find_id(path) in cutter.notices:
            mine |= set(_PICTURE.findall(raw.decode(errors="replace")))
        else:
            others |= set(_PICTURE.findall((cutter.cut(path, raw) or b"").decode(errors="replace")))
    return frozenset(mine - others)
