"""What search may find of an entry in one edition, and how much it counts. Only what the gate let through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from concord.approve.parts import name_work
from concord.derive.fold import split_words
from concord.derive.shown import SiteEntry
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


def find_said(press: Press, entry: SiteEntry, lang: str) -> Iterator[Said]:
    """Everything of an entry that is looked through for readers of an edition, names first."""
    file = entry.file
    yield from find_names(press, entry, lang)
    yield Said(press.say(lang, labels.KINDS[file.kind.value]).text, lang, SUBJECT)
    for theme in file.themes:
        yield Said(theme.replace("-", " "), lang, SUBJECT)
    yield Said(file.summary.get(lang, ""), lang, SUMMARY)
    for kind in _TOLD:
        for text in entry.find_texts(kind, lang):
            yield Said(find_words(text.text), lang, TEXT)
    yield from _find_works(entry, lang)


def _find_works(entry: SiteEntry, lang: str) -> Iterator[Said]:
    """The works that readers of the edition are shown, in whatever language they are."""
    for work in entry.file.works:
        yield Said(work.title.get(lang, ""), lang, SUMMARY)
        shown = (work.lang, *(one.lang for one in work.versions if one.form != "translation" or one.lang == lang))
        for tag in dict.fromkeys(shown):
            if found := entry.texts.get(name_work(work.id, tag)):
                yield Said(find_words(found.text), tag, TEXT)


def find_names(press: Press, entry: SiteEntry, lang: str) -> Iterator[Said]:
    """What the entry is called: its title in every language, its names, and what the table of names adds to them."""
    file = entry.file
    for tag in (lang, *(tag for tag in entry.languages if tag != lang)):
        if title := file.title.get(tag):
            yield Said(title, tag, TITLE if tag == lang else NAME)
    for name in file.names:
        yield Said(name.text, name.lang, NAME)
    called = [split_words(said, lang) for said in (*file.title.values(), *(name.text for name in file.names))]
    for thing in press.site.tables.names.names:
        forms = list(dict.fromkeys(_find_forms(thing)))
        if any(_holds(words, split_words(form, lang)) for form, _ in forms for words in called):
            yield from (Said(form, tag, SUBJECT) for form, tag in forms)


def find_words(markdown: str) -> str:
    """The words of a text without what only Markdown needs."""
    return unescape(_MARKUP.sub(" ", markdown))


def _find_forms(thing: NamedThing) -> Iterator[tuple[str, str]]:
    """What the common voice and the sides call a thing; a form that somebody objects to leads nowhere by itself."""
    common: Mapping[str, str] = thing.common or {}
    yield from sorted((text, tag) for tag, text in common.items())
    yield from sorted((form.text, form.lang) for forms in thing.forms.values() for form in forms)


def _holds(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether a form stands whole among words."""
    return bool(form) and any(words[place : place + len(form)] == form for place in range(len(words)))


def find_tongues(press: Press, entries: Iterable[SiteEntry], lang: str) -> tuple[str, ...]:
    """The edition's language, then the others in which something is found: the archive's own before the rest."""
    found = {one.lang for entry in entries for one in (*find_names(press, entry, lang), *_find_works(entry, lang))}
    order = press.site.order_languages("search")
    return (lang, *(tag for tag in order if tag in found and tag != lang), *sorted(found - {lang, *order}))
