"""Which agreed words a difference touches: looks for the words around a place of the page as it should be."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html import escape
from typing import Final

from markupsafe import escape as escape_markup

from concord.derive.site import SiteEntry
from concord.model.captions import parse_captions
from concord.model.part import PartKind
from concord.render.press import Press
from concord.render.texts import find_opening

# What a page fills in between two pieces of finished markup: ids, links, numbers.
_MOST_BETWEEN: Final = 4000
# Pairs of equal lines that are looked at to tell what was replaced; more of them were made to keep a reader waiting.
_MOST_PAIRS: Final = 200_000
# Pages on which the archive and the tool speak, and no entry: a common word there is no entry's.
_NO_ENTRY: Final = re.compile(r"[^/]+/(?:about|accessibility|contribute|handbook|how|safety)/.*")
# Facts that are the same in every language stand in these parts of an entry's page.
_FACTS: Final = re.compile(
    r'<(dl|ol|ul|section|div|details)\b[^>]*(?:id|class|aria-labelledby)="(?:facts|glance|claims|custody|sources|names)[^"]*"'
)


@dataclass(frozen=True)
class Book:
    """All agreed words of a site, to be looked for where files differ."""

    press: Press

    @cached_property
    def _strings(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """By entry: (part, words) of every string."""
        return {id_: tuple(_find_strings(entry)) for id_, entry in self.press.site.entries.items()}

    def find_touched(self, path: str, expected: bytes, actual: bytes) -> set[tuple[str, str]]:
        """(about, part) of agreed words that differ between a file as it should be and as it is."""
        if _NO_ENTRY.fullmatch(path):
            return set()
        before, after = _decode(expected), _decode(actual)
        spans = list(_find_spans(before, after))
        return {
            (about, part) for about, part, start, end in self._find_places(path, before) if _touch(spans, start, end)
        }

    def _find_places(self, path: str, text: str) -> Iterator[tuple[str, str, int, int]]:
        is_data = path.endswith(".json")
        id_ = _find_id(path)
        entry = self.press.site.entries.get(id_) if id_ else None
        for other in self.press.site.entries.values() if entry is None else _with_related(self.press, entry):
            for part, words in self._strings[other.id]:
                yield from _locate(f"entries/{other.id}", part, _say(words, is_data=is_data), text)
        if entry and is_data:
            yield from _locate_data(entry, text)
        elif entry:
            yield from self._locate_texts(entry, text)
            yield from ((f"entries/{entry.id}", "facts", *span) for span in _find_facts(text))
        for subject, table in (("names", self.press.site.tables.names), ("glossary", self.press.site.tables.glossary)):
            if f"/{subject}/" in path:
                for words in _walk(table.model_dump(mode="json")):
                    yield from _locate(subject, "facts", _say(words, is_data=False), text)

    def _locate_texts(self, entry: SiteEntry, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Every block of every text of the entry: finished markup with anything in the places that the page fills."""
        texts = self.press.find_texts(entry)
        for name, one in entry.texts.items():
            if one.part.kind is PartKind.CAPTIONS:
                for cue in parse_captions(one.text):
                    yield from _locate(f"entries/{entry.id}", name, _say(cue.line, is_data=False), text)
                continue
            opening = _say(find_opening(texts.find(one)), is_data=False)
            yield from _locate(f"entries/{entry.id}", name, opening, text)
            for block in texts.find(one):
                literal = [piece for piece in block.pieces if isinstance(piece, str) and piece]
                if block.plain and literal:
                    yield from ((f"entries/{entry.id}", name, *span) for span in _find_runs(literal, text))


def _find_runs(pieces: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where pieces follow each other in a text, with little between them. Looks at no place twice, unlike a pattern."""
    start = text.find(pieces[0])
    while start >= 0:
        end = start + len(pieces[0])
        for piece in pieces[1:]:
            at = text.find(piece, end, end + _MOST_BETWEEN + len(piece))
            if at < 0 or "\n" in text[end:at]:
                break
            end = at + len(piece)
        else:
            yield start, end
        start = text.find(pieces[0], max(end, start + 1))


def _with_related(press: Press, entry: SiteEntry) -> Iterator[SiteEntry]:
    yield entry
    for tie in press.site.relations.get(entry.id, ()):
        if tie.to in press.site.entries:
            yield press.site.entries[tie.to]


def _find_id(path: str) -> str | None:
    match = re.fullmatch(r"(?:[^/]+/entries|parallel)/([^/]+)/index\.html|data/entries/([^/]+)\.json", path)
    return (match[1] or match[2]) if match else None


def _find_strings(entry: SiteEntry) -> Iterator[tuple[str, str]]:
    """Words of the entry by language; what is in no language belongs to its facts."""
    for path, words in _walk_words(entry.file.model_dump(mode="json", by_alias=True, exclude_none=True), ""):
        part = f"facts.{path}" if path in entry.languages else "facts"
        yield part, words


def _walk_words(tree: object, lang: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        # Ids, dates and single letters stand anywhere; they are found where facts stand.
        if lang or " " in tree:
            yield lang, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _walk_words(value, key if isinstance(value, str) else "")
    elif isinstance(tree, list):
        for value in tree:
            yield from _walk_words(value, "")


def _walk(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _walk(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _walk(value)


def _say(words: str, *, is_data: bool) -> tuple[str, ...]:
    """The forms in which a file may hold words."""
    if is_data:
        return (json.dumps(words, ensure_ascii=False)[1:-1],)
    return tuple({escape(words), str(escape_markup(words)), escape(words, quote=False)})


def _locate(about: str, part: str, forms: Iterable[str], text: str) -> Iterator[tuple[str, str, int, int]]:
    """Where words fill an element, an attribute, or a piece of the title."""
    for form in forms:
        start = text.find(form) if form else -1
        while start >= 0:
            end = start + len(form)
            if text[start - 1] in '>"\u2068 ' and text[end : end + 1] in ("<", '"', "\u2069", " ", "\n"):
                yield about, part, start, end
            start = text.find(form, end)


def _locate_data(entry: SiteEntry, text: str) -> Iterator[tuple[str, str, int, int]]:
    """In a data file: everything of the entry itself, and each text under its name."""
    about = f"entries/{entry.id}"
    start, end = text.find('\n "entry": {'), text.find("\n }", text.find('\n "entry": {'))
    if 0 <= start < end:
        yield about, "facts", start, end
    for name, one in entry.texts.items():
        line = f"  {json.dumps(name)}: {json.dumps(one.text, ensure_ascii=False)}"
        if (at := text.find(line)) >= 0:
            yield about, name, at, at + len(line)


def _find_facts(text: str) -> Iterator[tuple[int, int]]:
    for match in _FACTS.finditer(text):
        end = text.find(f"</{match[1]}>", match.end())
        yield match.end(), end


def _find_spans(before: str, after: str) -> Iterator[tuple[int, int]]:
    """What of a text is replaced in another, line by line, and in a line from the first difference to the last."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    counts = Counter(new)
    if sum(counts[line] for line in old) > _MOST_PAIRS:
        yield _narrow(before, after, 0)
        return
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _narrow("".join(old[a:b]), "".join(new[c:d]), starts[a])


def _narrow(old: str, new: str, offset: int) -> tuple[int, int]:
    shortest = min(len(old), len(new))
    start = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    left = shortest - start
    back = next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)
    return offset + start, offset + len(old) - back


def _touch(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a change lies in words; what is put between two words of them does, what is put beside them does not."""
    return any((a < end and b > start) if a < b else start < a < end for a, b in spans)


def _decode(raw: bytes) -> str:
    """As text; bytes that are none stay visible one by one."""
    return raw.decode(errors="surrogateescape")
