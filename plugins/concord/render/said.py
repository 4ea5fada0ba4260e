"""What search may find of an entry in one edition, and how much it counts. Only what the gate let through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Final

from concord.approve.parts import name_work
from concord.derive.fold import split_words
from concord.derive.shown import SiteEntry
from concord.model.captions import mask_times
from concord.model.items import Work
from concord.model.part import PartKind
from concord.model.tables import NamedThing
from concord.render import labels
from concord.render.press import Press

TITLE, NAME, SUBJECT, SUMMARY, TEXT = 9, 8, 5, 4, 1
"""How much a word counts, by where it stands."""
_TOLD: Final = (
    PartKind.TEXT,
    PartKind.COMMON_GROUND,
    PartKind.NARRATIVE,
    PartKind.RESERVATION,
    PartKind.VOICE,
)
# What Markdown puts around words: addresses of links, tags, the marks of citations.
_MARKUP: Final = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|\[\^[^\]\n]*\]:?|https?://\S+")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of an entry in one language."""

    text: str
    lang: str
    weight: int


def find_said(press: Press, entry: SiteEntry, names: Iterable[Said], lang: str) -> Iterator[Said]:
    """Everything of an entry that is looked through for readers of an edition, its names first."""
    file = entry.file
    yield from names
    yield Said(press.say(lang, labels.KINDS[file.kind.value]).text, lang, SUBJECT)
    for theme in file.themes:
        yield Said(theme.replace("-", " "), lang, SUBJECT)
    for voice in file.voices:
        yield Said(voice.name.get(lang, ""), lang, SUBJECT)
    yield Said(file.summary.get(lang, ""), lang, SUMMARY)
    for kind in _TOLD:
        for text in entry.find_texts(kind, lang):
            yield Said(find_words(text.text), lang, TEXT)
    for text in entry.find_texts(PartKind.CAPTIONS, lang):
        yield Said(mask_times(text.text), lang, TEXT)
    yield from _find_works(entry, lang)


def _find_works(entry: SiteEntry, lang: str) -> Iterator[Said]:
    """The works that readers of the edition are shown, in whatever language they are."""
    for work in entry.file.works:
        yield Said(work.title.get(lang, ""), lang, SUMMARY)
        for tag in _find_shown(work, lang):
            if found := entry.texts.get(name_work(work.id, tag)):
                yield Said(find_words(found.text), tag, TEXT)


def _find_shown(work: Work, lang: str) -> Iterable[str]:
    """The languages in which an edition shows a work."""
    versions = (one.lang for one in work.versions if one.form != "translation" or one.lang == lang)
    return dict.fromkeys((work.lang, *versions))


def measure_said(entry: SiteEntry, lang: str) -> int:
    """About how many bytes of text are looked through; costs nothing."""
    told = sum(len(text.text.encode()) for kind in (*_TOLD, PartKind.CAPTIONS) for text in entry.find_texts(kind, lang))
    works = (entry.texts.get(name_work(work.id, tag)) for work in entry.file.works for tag in _find_shown(work, lang))
    return told + sum(len(work.text.encode()) for work in works if work)


@dataclass(frozen=True)
class Names:
    """What entries are called, as it is compared for the readers of one edition."""

    press: Press
    lang: str

    @cached_property
    def _things(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The forms, each with its language, of everything in the table of names."""
        return tuple(tuple(dict.fromkeys(_find_forms(thing))) for thing in self.press.site.tables.names.names)

    @cached_property
    def _first_words(self) -> Mapping[str, list[tuple[tuple[str, ...], int]]]:
        """By the first word of a form all its words, and the place of its thing in the table."""
        found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for number, forms in enumerate(self._things):
            for form, _ in forms:
                if words := split_words(form, self.lang):
                    found.setdefault(words[0], []).append((words, number))
        return found

    def find(self, entry: SiteEntry) -> tuple[Said, ...]:
        """Its title in every language, its names, and what the table of names adds to them."""
        file, lang = entry.file, self.lang
        tags = (lang, *(tag for tag in entry.languages if tag != lang))
        titles = [Said(file.title[tag], tag, TITLE if tag == lang else NAME) for tag in tags if file.title.get(tag)]
        names = [Said(name.text, name.lang, NAME) for name in file.names]
        called = [split_words(said, lang) for said in (*file.title.values(), *(name.text for name in file.names))]
        things = {number for words in called for number in self._find_things(words)}
        added = [Said(form, tag, SUBJECT) for number in sorted(things) for form, tag in self._things[number]]
        return (*titles, *names, *added)

    def _find_things(self, words: tuple[str, ...]) -> Iterator[int]:
        """The things a form of which stands whole among words."""
        for place, word in enumerate(words):
            for form, number in self._first_words.get(word, ()):
                if words[place : place + len(form)] == form:
                    yield number


def find_words(markdown: str) -> str:
    """The words of a text without what only Markdown needs."""
    return unescape(_MARKUP.sub(" ", markdown))


def _find_forms(thing: NamedThing) -> Iterator[tuple[str, str]]:
    """What the common voice and the sides call a thing; a form that somebody objects to leads nowhere by itself."""
    common: Mapping[str, str] = thing.common or {}
    yield from sorted((text, tag) for tag, text in common.items())
    yield from sorted((form.text, form.lang) for forms in thing.forms.values() for form in forms)


def find_tongues(
    press: Press, entries: Iterable[SiteEntry], names: Iterable[Iterable[Said]], lang: str
) -> tuple[str, ...]:
    """The edition's language, then the others in which something is found: the archive's own before the rest."""
    found = {one.lang for some in names for one in some}
    found |= {tag for entry in entries for tag in _find_spoken(entry, lang)}
    order = press.site.order_languages("search")
    return (lang, *(tag for tag in order if tag in found and tag != lang), *sorted(found - {lang, *order}))


def _find_spoken(entry: SiteEntry, lang: str) -> Iterator[str]:
    """The languages of the works that an edition shows."""
    for work in entry.file.works:
        yield from (tag for tag in _find_shown(work, lang) if name_work(work.id, tag) in entry.texts)
