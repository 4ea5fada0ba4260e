"""What pages say besides agreed words, as a document: bookkeeping, notices, what waits. So a site can be made again.

It stands in the proof of a site and is believed of nothing that was agreed to: words come from agreed bytes alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from concord.approve.agreement import Known, PartStatus
from concord.approve.digest import canonical_json
from concord.approve.parts import PartBytes
from concord.approve.verdict import Need, Verdict
from concord.derive.bookkeeping import Bookkeeping, SiteDispute, SiteReview
from concord.derive.evidence import Evidence
from concord.derive.shown import (
    Site,
    SiteClosed,
    SiteDisputed,
    SiteEntry,
    SiteHidden,
    SiteLapsed,
    SiteTombstone,
    Withheld,
)
from concord.derive.waits import Waits
from concord.model.edtf import EdtfError, parse_edtf
from concord.model.fields import Day, Sha256, Slug
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import Contribution, Method
from concord.model.words import Strings

_WORDLESS = frozenset({PartKind.FACTS, PartKind.WORDS, PartKind.MEDIA})


class _Book(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Short(_Book):
    """What is shown of something whose agreed words say more than its page."""

    facts: dict[str, Any]
    words: dict[str, dict[str, str]]


class EntryBook(_Book):
    """An entry: digests of what is shown, and what its pages say besides."""

    shown: dict[str, Sha256]
    authors: dict[str, tuple[Slug, ...]]
    contributions: tuple[Contribution, ...]
    followed: dict[str, str]
    outdated: tuple[str, ...]
    review: SiteReview | None
    disputes: tuple[SiteDispute, ...]
    waiting: dict[str, tuple[Need, ...]]
    """Texts that have a place on the page and are not agreed yet, with those whose word is missing."""
    short: Short | None


class Books(_Book):
    """The books of a site, as of one day."""

    format: Literal["concord-books/1"] = "concord-books/1"
    as_of: Day
    entries: dict[Slug, EntryBook]
    tables: dict[Slug, dict[str, Sha256]]
    closed: tuple[SiteClosed, ...]
    tombstones: tuple[SiteTombstone, ...]
    hidden: tuple[SiteHidden, ...]
    lapsed: tuple[SiteLapsed, ...] = ()
    disputed: tuple[SiteDisputed, ...] = ()
    waits: tuple[Waits, ...]
    unnamed: int = 0

    @property
    def known(self) -> Known:
        """What judging has to be told, since a proof has no folders of entries."""
        authors = {
            f"entries/{id_}": {part: frozenset(handles) for part, handles in book.authors.items()}
            for id_, book in self.entries.items()
        }
        short = {
            book.shown["facts"]: canonical_json(book.short.facts)
            for book in self.entries.values()
            if book.short and "facts" in book.shown
        }
        return Known(authors, short)

    @property
    def withheld(self) -> dict[str, Withheld]:
        """What is there and not shown, by id."""
        found: list[Withheld] = [*self.closed, *self.tombstones, *self.hidden, *self.lapsed, *self.disputed]
        return {one.id: one for one in sorted(found, key=lambda one: one.id)}

    def find_short(self, id_: str) -> tuple[dict[str, Any], dict[str, Strings]] | None:
        """Facts and words of something that stands in short."""
        book = self.entries.get(id_)
        return (book.short.facts, dict(book.short.words)) if book and book.short else None


def build_books(site: Site, evidence: Evidence, short: Mapping[str, tuple[Any, Mapping[str, Strings]]]) -> Books:
    """The books of a site; `short` holds the words of those that stand in short and were agreed to at length."""
    withheld = site.withheld.values()
    return Books(
        as_of=site.as_of,
        entries={entry.id: _build_book(site, entry, evidence, short) for entry in site.entries.values()},
        tables={about: dict(shown) for about, shown in evidence.shown.items() if not about.startswith("entries/")},
        closed=tuple(one for one in withheld if isinstance(one, SiteClosed)),
        tombstones=tuple(one for one in withheld if isinstance(one, SiteTombstone)),
        hidden=tuple(one for one in withheld if isinstance(one, SiteHidden)),
        lapsed=tuple(one for one in withheld if isinstance(one, SiteLapsed)),
        disputed=tuple(one for one in withheld if isinstance(one, SiteDisputed)),
        waits=site.waiting,
        unnamed=site.unnamed,
    )


def _build_book(
    site: Site, entry: SiteEntry, evidence: Evidence, short: Mapping[str, tuple[Any, Mapping[str, Strings]]]
) -> EntryBook:
    about = f"entries/{entry.id}"
    found = short.get(entry.id)
    return EntryBook(
        shown=dict(evidence.shown[about]),
        authors=dict(evidence.authors.get(about, {})),
        contributions=tuple(_find_contributions(site, entry, evidence.shown[about])),
        followed={part: source for part, source in sorted(entry.books.followed.items()) if part in entry.statuses},
        outdated=tuple(sorted(entry.books.outdated)),
        review=entry.books.review,
        disputes=entry.books.disputes,
        waiting={
            name: status.verdict.missing if status.verdict else ()
            for name, status in sorted(entry.statuses.items())
            if status.proposed and name not in entry.texts and status.part.kind not in _WORDLESS
        },
        short=Short(facts=found[0], words={lang: dict(words) for lang, words in found[1].items()}) if found else None,
    )


def _find_contributions(site: Site, entry: SiteEntry, shown: Mapping[str, str]) -> list[Contribution]:
    """What pages tell: of parts that are shown; of others only that the project drafted them, which all pages say."""
    found = []
    for one in entry.contributions:
        handle = one.handle if one.handle in site.handles else None
        side = one.side if one.side in site.sides.sides else None
        if one.part in shown:
            found.append(one.model_copy(update={"handle": handle, "side": side, "period": _find_period(one.period)}))
        elif one.method is Method.PROJECT_DRAFT and site.archive.demonstration:
            found.append(Contribution(part=one.part, role=one.role, method=one.method))
    return found


def _find_period(text: str | None) -> str | None:
    """A date if it is one: nobody has agreed to what stands in a record."""
    try:
        return parse_edtf(text).text if text else None
    except EdtfError:
        return None


def apply_books(books: Books, site: Site) -> Site:
    """A site made from agreed words, with what its books say besides."""
    entries = {id_: _apply(books.entries[id_], entry) for id_, entry in site.entries.items() if id_ in books.entries}
    return replace(site, entries=entries, withheld=books.withheld, waiting=books.waits, unnamed=books.unnamed)


def _apply(book: EntryBook, entry: SiteEntry) -> SiteEntry:
    statuses = dict(entry.statuses)
    for name, missing in book.waiting.items():
        part = parse_part(name)
        if part:
            statuses[name] = _wait(part, missing, statuses.get(name))
    return replace(
        entry,
        statuses=dict(sorted(statuses.items())),
        contributions=book.contributions,
        books=Bookkeeping(dict(book.followed), frozenset(book.outdated), book.review, book.disputes),
    )


def _wait(part: Part, missing: tuple[Need, ...], status: PartStatus | None) -> PartStatus:
    verdict = Verdict(part, "", missing, (), missing)
    return PartStatus(part, PartBytes(part, "", None, ""), verdict, status.agreed if status else None)
