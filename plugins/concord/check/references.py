"""Finds every name in the archive that refers to something that is not there. Serves the rule reference-unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from concord.check.context import Context, Record
from concord.check.markdown import Note
from concord.check.naming import find_names, find_places
from concord.check.strings import iter_said
from concord.model.archive import Entry, Sourced
from concord.model.document import KeyPath, TextFile
from concord.model.entry import EntryFile
from concord.model.part import PartKind
from concord.problems import N_, Location

SIDE, SOURCE, ENTRY, PERSON, WORDS = N_("a side"), N_("a source"), N_("an entry"), N_("a person"), N_("a text")
PLACE, COMMUNITY = N_("a place"), N_("a community")
_BY_SIDE = frozenset({PartKind.NARRATIVE, PartKind.RESERVATION})
# A hostile text may cite a hundred thousand sources; nobody reads more than this.
_MOST_NOTES = 51

# (key path, name) pairs of one file.
Names = Iterable[tuple[KeyPath, str | None]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that leads nowhere, where it stands, and what it should have been (a message id)."""

    place: Location
    name: str
    what: str


def iter_references(context: Context) -> Iterator[Reference]:
    """Every such name, file by file."""
    yield from _check_people(context)
    yield from _check_names(context)
    yield from _check_programme(context)
    places = None if "places.yml" in context.faulty else find_places(context)
    for entry, file in context.entries:
        yield from _check_entry(context, entry, file)
        if places is not None and file.value.where:
            refs = ((("where", "refs", index), ref) for index, ref in enumerate(file.value.where.refs))
            yield from _find_unknown(file, refs, places, PLACE)
    for record in context.records:
        yield from _check_record(context, record)
    for entry, part, text, markup in context.texts:
        if part.kind in _BY_SIDE and part.speaker and context.sides and part.speaker not in context.sides:
            yield Reference(Location(text.path), part.speaker, SIDE)
        yield from _check_notes(entry, text, markup.notes)


def _check_people(context: Context) -> Iterator[Reference]:
    if context.archive.charter:
        people = context.archive.charter.people
        sides = ((("people", handle, "side"), person.side) for handle, person in people.value.people.items())
        yield from _find_unknown(people, sides, context.sides, SIDE)


def _check_names(context: Context) -> Iterator[Reference]:
    """Sides in the naming table."""
    table = find_names(context)
    for index, named in enumerate(table.value.names if table and context.sides else ()):
        sides: list[tuple[KeyPath, str | None]] = [
            *((("names", index, "forms", side), side) for side in named.forms),
            *(
                (("names", index, "barred", number, "by", at), side)
                for number, barred in enumerate(named.barred)
                for at, side in enumerate(barred.by)
            ),
        ]
        if table:
            yield from _find_unknown(table, sides, context.sides, SIDE)


def _check_programme(context: Context) -> Iterator[Reference]:
    """Entries, people and sides in review rounds and disputes."""
    programme, entries = context.archive.programme, context.archive.entries
    for index, held in enumerate(programme.reviews.value.reviews if programme.reviews else ()):
        covered = ((("reviews", index, "entries", at), entry) for at, entry in enumerate(held.entries))
        if programme.reviews:
            yield from _find_unknown(programme.reviews, covered, entries, ENTRY)
            if context.archive.charter:
                yield from _find_unknown(
                    programme.reviews, [(("reviews", index, "by"), held.by)], context.handles, PERSON
                )
    for _, dispute in sorted(programme.disputes.items()):
        yield from _find_unknown(dispute, [(("about",), dispute.value.about)], entries, ENTRY)
        if context.archive.charter:
            yield from _find_unknown(dispute, [(("opened_by",), dispute.value.opened_by)], context.sides, SIDE)
            yield from _find_unknown(dispute, [(("facilitator",), dispute.value.facilitator)], context.handles, PERSON)


def _check_entry(context: Context, entry: Entry, file: Sourced[EntryFile]) -> Iterator[Reference]:
    value = file.value
    if context.sides:
        yield from _find_unknown(file, _find_sides(value), context.sides, SIDE)
    sources = {source.id for source in value.sources}
    yield from _find_unknown(file, _find_sources(value), sources, SOURCE)
    relations = ((("relations", index, "to"), relation.to) for index, relation in enumerate(value.relations))
    yield from _find_unknown(file, relations, set(context.archive.entries) - {entry.id}, ENTRY)
    labels = value.rights.labels if value.rights else ()
    communities = ((("rights", "labels", index, "community"), label.community) for index, label in enumerate(labels))
    yield from _find_unknown(file, communities, {voice.community for voice in value.voices}, COMMUNITY)
    if entry.hide and context.archive.charter:
        yield from _find_unknown(entry.hide, [(("by",), entry.hide.value.by)], context.handles, PERSON)


def _find_sides(value: EntryFile) -> Iterator[tuple[KeyPath, str | None]]:
    yield from ((("owned_by", index), side) for index, side in enumerate(value.owned_by))
    for index, name in enumerate(value.names):
        yield from ((("names", index, "used_by", at), side) for at, side in enumerate(name.used_by))
    for index, claim in enumerate(value.claims):
        yield from ((("claims", index, "by", at), side) for at, side in enumerate(claim.by))
    yield from ((("sources", index, "side"), source.side) for index, source in enumerate(value.sources))
    yield from ((("no_narrative", index, "side"), absent.side) for index, absent in enumerate(value.no_narrative))


def _find_sources(value: EntryFile) -> Iterator[tuple[KeyPath, str | None]]:
    for name in ("voices", "facts", "custody", "ownership_claims", "claims", "works"):
        for index, item in enumerate(getattr(value, name)):
            yield from (((name, index, "sources", at), source) for at, source in enumerate(item.sources))


def _check_record(context: Context, record: Record) -> Iterator[Reference]:
    value, file = record.record.value, record.record
    if context.archive.charter:
        handles: list[tuple[KeyPath, str | None]] = [
            *((("stewards", index), handle) for index, handle in enumerate(value.stewards)),
            *((("contributions", index, "handle"), work.handle) for index, work in enumerate(value.contributions)),
            *((("reviews", index, "by"), review.by) for index, review in enumerate(value.reviews)),
            *((("baseline", index), handle) for index, handle in enumerate(value.baseline)),
        ]
        yield from _find_unknown(file, handles, context.handles, PERSON)
        sides = ((("contributions", index, "side"), work.side) for index, work in enumerate(value.contributions))
        yield from _find_unknown(file, sides, context.sides, SIDE)
    parts: list[tuple[KeyPath, str | None]] = [
        *((("contributions", index, "part"), work.part) for index, work in enumerate(value.contributions)),
        *((("translations", index, "part"), follows.part) for index, follows in enumerate(value.translations)),
        *((("translations", index, "source"), follows.source) for index, follows in enumerate(value.translations)),
    ]
    if parts:
        unknown = _find_unknown(file, parts, _name_parts(record), WORDS)
        yield from (it for it in unknown if not context.has_text(record.entry, it.name))


def _name_parts(record: Record) -> frozenset[str]:
    """Names of everything in an entry that one can agree to, without the work of hashing it."""
    languages = {said.lang for said in iter_said(record.file.value)}
    return frozenset({"facts", *(f"facts.{lang}" for lang in languages), *record.entry.texts, *record.entry.media})


def _check_notes(entry: Entry, text: TextFile, notes: tuple[Note, ...]) -> Iterator[Reference]:
    """A note in a text is a footnote with its text, or a citation of one of the entry's sources."""
    known = {note.name for note in notes if note.is_definition}
    known |= {source.id for source in entry.file.value.sources} if entry.file else set()
    if entry.file:
        unknown = (note for note in notes if not note.is_definition and note.name not in known)
        yield from (Reference(text.at(note.offset), note.name, SOURCE) for note in islice(unknown, _MOST_NOTES))


def _find_unknown(file: Sourced, names: Names, known: Collection[str], what: str) -> Iterator[Reference]:  # type: ignore[type-arg]
    for path, name in names:
        if name is not None and name not in known:
            yield Reference(file.at(*path), name, what)
