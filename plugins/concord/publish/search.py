"""`/<lang>/search/`: the index of each edition as plain JSON, in files small enough for a phone. See docs/adr/0023."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from concord.derive.fold import build_table
from concord.derive.shown import SiteEntry
from concord.model.entry import Kind
from concord.publish.output import Output
from concord.publish.postings import Postings
from concord.render import addresses
from concord.render.press import Press
from concord.render.said import Names, Said, find_said, find_tongues, measure_said

FORMAT: Final = "concord-search/1"
CHUNK: Final = 8
"""Entries whose title and summary share a file: a page of results may need as many files as it has results."""
_FIRST_SIGN: Final = 48
_TEXT_BYTES: Final = 24_000
"""So much text gives a file of words: of 12 KB in a small archive, of less where most words have come before."""


def find_search(press: Press) -> Iterator[Output]:
    """Of each edition: what leads to everything, words with their entries, and what is shown of an entry.

    How many files there will be is told by the length of the texts, so that nothing is made before it is wanted.
    """
    for lang in press.site.languages:
        folder = addresses.find_hub(lang, "search")
        index = _Index(press, lang)
        for name in index.list_names():
            yield Output(f"{folder}{name}.json", "search", partial(index.take, name), group=folder)


class _Index:
    """The files of one edition. They come out of one reading of all its texts, each is let go when it is taken."""

    def __init__(self, press: Press, lang: str) -> None:
        self.press = press
        self.lang = lang
        entries = press.site.find_entries(lang)
        self.entries = sorted(entries, key=lambda entry: _shuffle(press.site.archive.id, entry.id))
        self.count = 1 + sum(measure_said(entry, lang) for entry in self.entries) // _TEXT_BYTES
        self.files: dict[str, bytes] = {}

    def list_names(self) -> Iterator[str]:
        """What `take` knows."""
        yield "index"
        yield from (f"words-{number}" for number in range(self.count))
        yield from (f"entries-{number}" for number in range(math.ceil(len(self.entries) / CHUNK)))

    def take(self, name: str) -> bytes:
        """The bytes of a file."""
        if name not in self.files:
            self.files = dict(self._make())
        return self.files.pop(name)

    def _make(self) -> Iterator[tuple[str, bytes]]:
        press, lang, entries = self.press, self.lang, self.entries
        names = [*map(Names(press, lang).find, entries)]
        tongues = find_tongues(press, entries, names, lang)
        places = {tag: place for place, tag in enumerate(tongues)}
        postings = Postings(lang, press.tongues.find(lang).script == "Latn", places)
        for number, entry in enumerate(entries):
            postings.add(number, find_said(press, entry, names[number], lang))
        starts, shards = postings.build_shards(self.count)
        yield from ((f"words-{number}", shard) for number, shard in enumerate(shards))
        kinds = [kind.value for kind in Kind if any(entry.file.kind is kind for entry in entries)]
        index = {
            "format": FORMAT,
            "demonstration": press.site.archive.demonstration,
            "count": len(entries),
            "chunk": CHUNK,
            "latin": postings.is_latin,
            "starts": starts,
            "kinds": kinds,
            "facets": "".join(_find_sign(entry, kinds) for entry in entries),
            "tongues": [[tag, (found := press.tongues.find(tag)).dir, found.script] for tag in tongues],
            "table": build_table(lang),
        }
        yield "index", _write(index)
        rows = [_build_row(entry, found, lang, places) for entry, found in zip(entries, names, strict=True)]
        for start in range(0, len(entries), CHUNK):
            yield f"entries-{start // CHUNK}", _write(rows[start : start + CHUNK])


def _find_sign(entry: SiteEntry, kinds: list[str]) -> str:
    """One sign for what results can be narrowed by: twice the place of the kind, and one more for what is contested."""
    return chr(_FIRST_SIGN + 2 * kinds.index(entry.file.kind.value) + entry.file.is_contested)


def _build_row(entry: SiteEntry, names: Iterable[Said], lang: str, places: Mapping[str, int]) -> list[Any]:
    """Id, title and summary; then its other names, each with the place of its language."""
    title = entry.file.title[lang]
    named = dict.fromkeys((one.text, places[one.lang]) for one in names)
    others = [[text, place] for text, place in named if (text, place) != (title, 0)]
    return [entry.id, title, entry.file.summary.get(lang, ""), others]


def _shuffle(*words: str) -> str:
    """An order that nobody chose: of entries that are found equally well none is first by its name."""
    return hashlib.sha256("/".join(words).encode()).hexdigest()


def _write(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
