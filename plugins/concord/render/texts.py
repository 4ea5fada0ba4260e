"""An entry's texts, each rendered once into a Fragment, and where each of them stands on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil
from typing import Final

from concord.derive.direction import Tongues
from concord.derive.site import SiteEntry, SiteText
from concord.model.part import Part, PartKind
from concord.render.fragments import Fragment, parse_fragment
from concord.render.glossed import Glossary
from concord.render.markdown import render_markdown

WORDS_A_MINUTE: Final = 180
# The signs that end a sentence in the scripts the site has faces for; an ellipsis or an abbreviation may end one early.
_SENTENCE: Final = re.compile(r".{12,}?(?:[.!?…]|[।॥۔؟։՞՜。！？።])(?=[\s”“\"'»)\]]|$)[”“\"'»)\]]*", re.DOTALL)
_LONGEST_OPENING: Final = 240
_CITATION_MARK: Final = re.compile(r"\s+([.,;:!?।۔،؛])")


class EntryTexts:
    """Fragments of an entry's texts by part name, made when first asked for."""

    def __init__(self, entry: SiteEntry, tongues: Tongues, glossaries: Mapping[str, Glossary]) -> None:
        self._glossaries = glossaries
        self._sources = frozenset(source.id for source in entry.file.sources)
        self._tongues = tongues
        self._fragments: dict[str, Fragment] = {}

    def find(self, text: SiteText) -> Fragment:
        """The fragment of a text."""
        name = text.part.name
        if name not in self._fragments:
            is_work = text.part.kind is PartKind.WORK
            html = render_markdown(text.text, self._sources, keeps_lines=is_work)
            fragment = parse_fragment(html, self._tongues)
            # A work speaks its own words and not the archive's.
            glossary = None if is_work else self._glossaries.get(text.part.lang or "")
            self._fragments[name] = glossary.mark(fragment) if glossary else fragment
        return self._fragments[name]


def find_anchor(part: Part) -> str:
    """The id of a text's place on its entry's page: `text`, `common-ground`, `narrative-<side>` ..."""
    return "-".join(word for word in (part.kind.value, part.speaker, part.slug) if word)


def count_minutes(fragment: Fragment) -> int:
    """Minutes to read, at least one."""
    words = sum(len(block.plain.split()) for block in fragment if not block.is_notes)
    return max(1, ceil(words / WORDS_A_MINUTE))


def find_opening(fragment: Fragment) -> str:
    """The first sentence, plain; a long one is cut between words, and says so."""
    plain = next((block.plain for block in fragment if not block.level and block.plain), "")
    plain = _CITATION_MARK.sub(r"\1", plain)
    match = _SENTENCE.match(plain)
    opening = match[0] if match else plain
    if len(opening) <= _LONGEST_OPENING:
        return opening
    return opening[:_LONGEST_OPENING].rsplit(" ", 1)[0] + "…"
