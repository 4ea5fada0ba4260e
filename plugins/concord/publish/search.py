"""`/<lang>/search/`: the index of each edition as plain JSON, in files small enough for a phone. See docs/adr/0023."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from concord.derive.fold import build_table
from concord.derive.shown import SiteEntry
from concord.model.entry import Kind
from concord.publish.output import Output
from concord.publish.postings import Postings
from concord.render import addresses
from concord.render.press import Press
from concord.render.said import find_names, find_said, find_tongues

FORMAT: Final = "concord-search/1"
CHUNK: Final = 8
"""Entries whose title and summary share a file: a page of results may need as many files as it has results."""
_FIRST_SIGN: Final = 48


def find_search(press: Press) -> Iterator[Output]:
    """Of each edition: what leads to everything, words with their entries, and what is shown of an entry."""
    for lang in press.site.languages:
        folder = addresses.find_hub(lang, "search")
        for name, value in _build_files(press, lang).items():
            yield Output(f"{folder}{name}.json", "search", lambda value=value: _write(value))  # type: ignore[misc]


def _build_files(press: Press, lang: str) -> dict[str, Any]:
    entries = sorted(press.site.find_entries(lang), key=lambda entry: _shuffle(press.site.archive.id, entry.id))
    tongues = find_tongues(press, entries, lang)
    places = {tag: place for place, tag in enumerate(tongues)}
    postings = Postings(lang, press.tongues.find(lang).script == "Latn", places)
    for number, entry in enumerate(entries):
        postings.add(number, find_said(press, entry, lang))
    starts, shards = postings.build_shards()
    kinds = [kind.value for kind in Kind if any(entry.file.kind is kind for entry in entries)]
    files: dict[str, Any] = {
        "index": {
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
    }
    files |= {f"words-{number}": shard for number, shard in enumerate(shards)}
    for start in range(0, len(entries), CHUNK):
        chunk = [_build_row(press, entry, lang, places) for entry in entries[start : start + CHUNK]]
        files[f"entries-{start // CHUNK}"] = chunk
    return files


def _find_sign(entry: SiteEntry, kinds: list[str]) -> str:
    """One sign for what results can be narrowed by: twice the place of the kind, and one more for what is contested."""
    return chr(_FIRST_SIGN + 2 * kinds.index(entry.file.kind.value) + entry.file.is_contested)


def _build_row(press: Press, entry: SiteEntry, lang: str, places: dict[str, int]) -> list[Any]:
    """Id, title and summary; then its other names, each with the place of its language."""
    title = entry.file.title[lang]
    named = dict.fromkeys((one.text, places[one.lang]) for one in find_names(press, entry, lang))
    others = [[text, place] for text, place in named if (text, place) != (title, 0)]
    return [entry.id, title, entry.file.summary.get(lang, ""), others]


def _shuffle(*words: str) -> str:
    """An order that nobody chose: of entries that are found equally well none is first by its name."""
    return hashlib.sha256("/".join(words).encode()).hexdigest()


def _write(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
