"""Shelves of an edition: entries that have something in common. Never a shelf of a side; only shelves with entries.

A date that is not certain puts its entry on the shelf of every hundred years to which it may belong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from concord.approve.parts import name_work
from concord.derive.periods import Years, find_periods, find_years
from concord.derive.places import find_refs
from concord.derive.shown import Site, SiteEntry
from concord.model.part import PartKind

Facet = Literal["kind", "theme", "period", "place", "telling", "language", "voice"]
FACETS: Final[tuple[Facet, ...]] = ("kind", "theme", "period", "place", "telling", "language", "voice")
MANY, ONE = "several", "one"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Entries that share a value, by id. `value` stands in the address."""

    facet: Facet
    value: str
    entries: tuple[SiteEntry, ...]


def find_shelves(site: Site, lang: str) -> dict[Facet, tuple[Shelf, ...]]:
    """The shelves of an edition by facet. Their order is the renderer's, but for periods, which follow time."""
    entries = tuple(site.find_entries(lang))
    found: dict[Facet, Callable[[SiteEntry], Iterable[str]]] = {
        "kind": lambda entry: (entry.file.kind.value,),
        "theme": lambda entry: _find_themes(site, entry),
        "place": lambda entry: find_refs(site, entry),
        "telling": _find_telling,
        "language": _find_work_languages,
        "voice": lambda entry: _find_voices(entry, lang),
    }
    shelves = {facet: _fill(facet, entries, find) for facet, find in found.items()}
    shelves["period"] = _fill_periods(entries, int(site.as_of[:4]))
    return {facet: shelves[facet] for facet in FACETS if shelves[facet]}


def _fill(facet: Facet, entries: Iterable[SiteEntry], find: Callable[[SiteEntry], Iterable[str]]) -> tuple[Shelf, ...]:
    found: dict[str, list[SiteEntry]] = defaultdict(list)
    for entry in entries:
        for value in dict.fromkeys(find(entry)):
            found[value].append(entry)
    return tuple(Shelf(facet, value, tuple(shared)) for value, shared in sorted(found.items()))


def _fill_periods(entries: Iterable[SiteEntry], this_year: int) -> tuple[Shelf, ...]:
    years: Mapping[str, tuple[SiteEntry, tuple[Years, ...]]] = {
        entry.id: (entry, find_years(entry.file.when.edtf, this_year)) for entry in entries if entry.file.when
    }
    periods = find_periods(one for _, spans in years.values() for one in spans)
    found = (
        (period, tuple(entry for entry, spans in years.values() if any(period.overlaps(one) for one in spans)))
        for period in periods
    )
    return tuple(Shelf("period", period.name, shared) for period, shared in found if shared)


def _find_themes(site: Site, entry: SiteEntry) -> Iterator[str]:
    """Themes that the words to learn explain: the mark of a theme is nobody's language, and no reader's word."""
    known = {term.id for term in site.tables.glossary.terms}
    return (theme for theme in entry.file.themes if theme in known)


def _find_telling(entry: SiteEntry) -> Iterator[str]:
    """Whether sides tell it differently. Of what stands in short nobody says."""
    if not entry.is_stub:
        yield MANY if entry.file.is_contested else ONE


def _find_work_languages(entry: SiteEntry) -> Iterator[str]:
    """Languages in which the things themselves stand here, whatever the script."""
    for work in entry.file.works:
        if name_work(work.id, work.lang) in entry.texts:
            yield work.lang.split("-", maxsplit=1)[0].lower()


def _find_voices(entry: SiteEntry, lang: str) -> Iterator[str]:
    """Communities that are heard in this edition."""
    for voice in entry.file.voices:
        if any(entry.find_texts(PartKind.VOICE, lang, voice.community)):
            yield voice.community
