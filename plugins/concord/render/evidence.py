"""What an entry's words rest on: numbered sources, claims, custody, facts at a glance. For entry and parallel pages."""

from __future__ import annotations

from collections.abc import Iterator

from concord.derive.site import SiteEntry
from concord.derive.views import ClaimView, CustodyView, FactView, NameView, SourceGroup, SourceView
from concord.model.edtf import Date, EdtfError, parse_edtf
from concord.model.items import Custody, Identifier, Source
from concord.render import labels
from concord.render.assemble import CitationBook
from concord.render.cards import choose
from concord.render.entry_labels import CERTAINTIES, KEPT_BY
from concord.render.press import Press


def group_sources(entry: SiteEntry) -> tuple[tuple[str | None, tuple[Source, ...]], ...]:
    """The sources of an entry as its pages list them."""
    return order_sources(entry.file.sources, entry.order)


def order_sources(
    listed: tuple[Source, ...], owners: tuple[str, ...]
) -> tuple[tuple[str | None, tuple[Source, ...]], ...]:
    """Sources published elsewhere, then those of each side in the order given, then of any other side."""
    sides = {source.side for source in listed if source.side}
    order = (None, *owners, *sorted(sides - set(owners)))
    groups = ((side, tuple(source for source in listed if source.side == side)) for side in order)
    return tuple((side, sources) for side, sources in groups if sources)


def open_book(entry: SiteEntry) -> CitationBook:
    """Numbers for the sources, in the order in which the page lists them: the same on every page of the entry."""
    listed = (source.id for _, sources in group_sources(entry) for source in sources)
    return CitationBook({name: number for number, name in enumerate(dict.fromkeys(listed), 1)})


def build_source_groups(press: Press, entry: SiteEntry, lang: str, book: CitationBook) -> tuple[SourceGroup, ...]:
    """The list of sources. Asked last, when the book knows every place where one is cited."""
    tongues = press.tongues

    def build(source: Source) -> SourceView:
        backs = tuple(f"#{anchor}" for anchor in book.backs.get(source.id, ()))
        cite = tongues.say(source.cite, source.lang)
        return SourceView(book.numbers[source.id], source.id, f"source-{source.id}", cite, source.url, backs)

    return tuple(
        SourceGroup(press.name_side(side, lang) if side else None, tuple(build(source) for source in sources))
        for side, sources in group_sources(entry)
    )


def build_names(press: Press, entry: SiteEntry, lang: str) -> tuple[NameView, ...]:
    """The names of the thing as the entry lists them."""
    return tuple(
        NameView(
            press.tongues.say(name.text, name.lang),
            tuple(press.name_side(side, lang) for side in entry.order if side in name.used_by),
            press.choose(name.note, lang),
            is_of_some=0 < len(set(name.used_by) & set(entry.order)) < len(entry.order),
        )
        for name in entry.file.names
    )


def build_facts(press: Press, entry: SiteEntry, lang: str, book: CitationBook) -> tuple[FactView, ...]:
    """Facts at a glance: when, where, the entry's own, and what holders call the thing."""
    file = entry.file
    facts: list[FactView] = []
    if file.when:
        firm = press.say(lang, CERTAINTIES[file.when.certainty]) if file.when.certainty else None
        said = choose(press, file.when.words, lang)
        facts.append(FactView("when", press.say(lang, labels.WHEN), said, note=firm))
    if file.where:
        facts.append(FactView("where", press.say(lang, labels.WHERE), choose(press, file.where.words, lang)))
    if kept := press.choose(file.kept_by, lang):
        facts.append(FactView("kept-by", press.say(lang, KEPT_BY), kept))
    for fact in file.facts:
        cited = book.point_all(fact.sources)
        facts.append(FactView(fact.id, choose(press, fact.label, lang), choose(press, fact.value, lang), cited))
    facts += (_build_identifier(press, n, one, lang) for n, one in enumerate(file.identifiers, 1))
    return tuple(facts)


def _build_identifier(press: Press, number: int, identifier: Identifier, lang: str) -> FactView:
    label = press.say(lang, labels.IDENTIFIERS.get(identifier.scheme, labels.IDENTIFIER))
    # A number or mark is in no language, and runs from left to right.
    said = press.tongues.say(identifier.value, "zxx")
    holder = press.choose(identifier.holder, lang)
    return FactView(f"identifier-{number}", label, said, note=holder, url=identifier.url)


def build_claims(press: Press, entry: SiteEntry, lang: str, book: CitationBook) -> tuple[ClaimView, ...]:
    """Statements that need care."""
    dates = press.dates[lang]
    return tuple(
        ClaimView(
            id=claim.id,
            text=choose(press, claim.text, lang),
            type=claim.type.value,
            by=tuple(press.name_side(side, lang) for side in entry.order if side in claim.by),
            as_of=dates.say_edtf(claim.as_of),
            citations=book.point_all(claim.sources),
        )
        for claim in entry.file.claims
    )


def build_custody(press: Press, entry: SiteEntry, lang: str, book: CitationBook) -> Iterator[CustodyView]:
    """Who held what, in the entry's order, with the gaps shown."""
    dates = press.dates[lang]
    before: Custody | None = None
    for stretch in entry.file.custody:
        yield CustodyView(
            id=stretch.id,
            is_gap=stretch.gap,
            holder=press.choose(stretch.holder, lang),
            what=choose(press, stretch.what, lang),
            since=dates.say_edtf(stretch.since),
            until=dates.say_edtf(stretch.until),
            as_of=dates.say_edtf(stretch.as_of),
            has_gap_before=before is not None and has_gap(before.until, stretch.since),
            citations=book.point_all(stretch.sources),
        )
        before = stretch


def has_gap(until: str | None, since: str | None) -> bool:
    """Whether a year or more lies between the end of one stretch and the beginning of the next."""
    end, start = _parse(until), _parse(since)
    if end is None or start is None or end.latest is None or start.earliest is None:
        return False
    return start.earliest[0] - end.latest[0] > 1


def _parse(text: str | None) -> Date | None:
    try:
        return parse_edtf(text) if text else None
    except EdtfError:
        return None
