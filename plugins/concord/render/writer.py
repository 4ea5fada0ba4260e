"""Puts an entry's texts into their places on one page of an edition."""

from __future__ import annotations

from concord.derive.site import SiteEntry, SiteText
from concord.derive.views import Phrase, Rendered
from concord.model.part import PartKind, parse_part
from concord.render import addresses, labels
from concord.render.assemble import CitationBook, Place, assemble
from concord.render.cards import render_image
from concord.render.languages import name_language
from concord.render.press import Press
from concord.render.record import find_state
from concord.render.texts import find_anchor

# Headings in the common voice start under the page's h2, in an account under its own h3.
UNDER_SECTION, UNDER_ACCOUNT = 3, 4


class Writer:
    """An entry, an edition, and what the page has cited so far."""

    def __init__(self, press: Press, entry: SiteEntry, lang: str, root: str, book: CitationBook) -> None:
        self.press, self.entry, self.lang, self.root, self.book = press, entry, lang, root, book
        self.tongue = press.tongues.find(lang)

    def render_first(self, kind: PartKind) -> Rendered | None:
        """The one text of a kind."""
        text = next(self.entry.find_texts(kind, self.lang), None)
        return self.render(text, UNDER_SECTION) if text else None

    def render(self, text: SiteText, heading: int) -> Rendered:
        """A text under a heading of the page."""
        fragment = self.press.find_texts(self.entry).find(text)
        html = assemble(fragment, self.find_place(find_anchor(text.part), heading))
        state = find_state(self.press, self.entry, text.part.name, self.lang)
        older = find_older(self.press, self.entry, text.part.name)
        return Rendered(html, self.lang, self.tongue.dir, self.tongue.script, state, older)

    def find_place(self, anchor: str, heading: int) -> Place:
        """Where a text of the page stands."""
        return find_place(self.press, self.entry, self.lang, self.root, self.book, f"{anchor}-", heading)

    def is_proposed(self, kind: PartKind, speaker: str) -> bool:
        """Whether words of somebody are there in this language that are not agreed yet."""
        parts = (status.part for status in self.entry.statuses.values() if status.proposed)
        return any((part.kind, part.speaker, part.lang) == (kind, speaker, self.lang) for part in parts)

    def is_elsewhere(self, kind: PartKind, speaker: str) -> bool:
        """Whether somebody's words are shown in another language."""
        parts = (text.part for text in self.entry.texts.values())
        return any((part.kind, part.speaker) == (kind, speaker) for part in parts)


def find_place(
    press: Press, entry: SiteEntry, lang: str, root: str, book: CitationBook, prefix: str, heading: int
) -> Place:
    """Where a text stands, in the words of one language."""

    def find(other: str, part: str) -> str | None:
        address = find_entry_address(press, lang, other, part)
        return None if address is None else root + address

    return Place(
        prefix=prefix,
        heading=heading,
        book=book,
        labels=find_labels(press, lang),
        find_entry=find,
        render_image=lambda path, said, linked: render_image(press, entry, lang, root, path, said, is_linked=linked),
        glossary=root + addresses.find_hub(lang, "glossary"),
    )


def find_entry_address(press: Press, lang: str | None, entry: str, part: str) -> str | None:
    """Where a link to another entry's file leads: its page in this edition, else its parallel page, else nowhere."""
    other = press.site.entries.get(entry)
    if other is None:
        return None
    page = addresses.find_entry(lang, entry) if lang in other.languages and lang else addresses.find_parallel(entry)
    named = next((text.part for text in other.texts.values() if text.part.name == part), None)
    return f"{page}#{find_anchor(named)}" if named else page


def find_labels(press: Press, lang: str) -> dict[str, str]:
    """Words of the interface inside a text, for attributes."""
    wording = press.wordings[lang]
    return {
        "notes": wording.plain(labels.NOTES),
        "table": wording.plain(labels.TABLE),
        "back": wording.plain(labels.BACK),
    }


def find_older(press: Press, entry: SiteEntry, part: str) -> Phrase | None:
    """Name of the language whose older words a translation follows; None where it keeps up, or is none."""
    return find_source(press, entry, part) if part in entry.books.outdated else None


def find_source(press: Press, entry: SiteEntry, part: str) -> Phrase | None:
    """Name of the language that a part was translated from."""
    source = parse_part(entry.books.followed.get(part, ""))
    return name_language(press, source.lang) if source and source.lang else None
