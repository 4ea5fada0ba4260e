"""What passed the gate: a site, its entries, and what stands in the place of those that are not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concord.approve.agreement import PartStatus
from concord.approve.policy import Policy
from concord.approve.sitting import Link, Waiting
from concord.derive.bookkeeping import Bookkeeping
from concord.derive.direction import Tongues
from concord.derive.evidence import Evidence
from concord.derive.order import order_languages, order_sides
from concord.derive.tables import Tables
from concord.derive.waits import Waits
from concord.model.archive import Programme
from concord.model.charter import ArchiveFile, PeopleFile, Side, SidesFile
from concord.model.entry import Access, EntryFile
from concord.model.items import Ground, Source
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import Contribution
from concord.model.release import ReleaseFile
from concord.model.words import Strings


@dataclass(frozen=True, slots=True)
class SiteText:
    """Markdown or captions that may be shown: exact bytes, which the tree often holds already and shares."""

    part: Part
    raw: bytes
    sha256: str

    @property
    def text(self) -> str:
        """The text, made when it is asked for: kept, it would stand in memory twice."""
        return self.raw.decode().removeprefix("\ufeff")


@dataclass(frozen=True, slots=True)
class SiteMedia:
    """A media file that may be shown; its bytes are read, and held against the digest, when a picture is made."""

    file: str
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """An entry that may be shown: facts and words joined, texts by part name, and the evidence.

    Of a stub (`is_stub`) `file` holds only what a stub may say, and there are no texts and no pictures.
    """

    id: str
    file: EntryFile
    texts: Mapping[str, SiteText]
    """Texts in the entry's languages, and works in whatever language the facts declare them."""
    media: Mapping[str, SiteMedia]
    order: tuple[str, ...]
    languages: tuple[str, ...]
    """In the entry's order of languages."""
    statuses: Mapping[str, PartStatus]
    contributions: tuple[Contribution, ...]
    books: Bookkeeping = field(default_factory=Bookkeeping)

    @property
    def is_stub(self) -> bool:
        """Whether it stands in short, with the reason."""
        return self.file.stub is not None

    def find_texts(self, kind: PartKind, lang: str, speaker: str | None = None) -> Iterator[SiteText]:
        """Texts of a kind in a language, by part name."""
        for text in self.texts.values():
            part = text.part
            if part.kind is kind and part.lang == lang and speaker in (None, part.speaker):
                yield text


@dataclass(frozen=True, slots=True)
class SiteAsked:
    """A part on which a steward is asked: the words in the tree beside those agreed before, or the pictures."""

    waiting: Waiting
    now: bytes | None
    before: bytes | None
    picture: SiteMedia | None = None
    earlier: SiteMedia | None = None


@dataclass(frozen=True, slots=True)
class SiteSitting:
    """What waits for one steward, as the command line would list it, but for what stands on no page."""

    handle: str
    side: str
    reads: tuple[str, ...]
    day: str
    """Of the statement that would be written."""
    last: Link | None
    """What it has to know of this person's statement before it."""
    asked: tuple[SiteAsked, ...]


@dataclass(frozen=True, slots=True)
class SiteClosed:
    """Something closed or embargoed: its kind, its owners and the neutral label that they agreed to, by language."""

    id: str
    kind: str
    access: Access
    order: tuple[str, ...]
    label: Mapping[str, str] = field(default_factory=dict)
    until: str | None = None
    """The last day of an embargo. Nothing opens by itself on the day after."""


@dataclass(frozen=True, slots=True)
class SiteTombstone:
    """Something withdrawn: the ground, the day, a note. `title` is its neutral label, by language; may be empty."""

    id: str
    ground: Ground
    on: str
    title: Mapping[str, str]
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SiteHidden:
    """Something hidden for safety. Not even its kind is known here; `since` is empty if the notice cannot be read."""

    id: str
    since: str | None


@dataclass(frozen=True, slots=True)
class SiteLapsed:
    """Something whose consent has run out: its last day, and nothing else of it."""

    id: str
    until: str


@dataclass(frozen=True, slots=True)
class SiteDisputed:
    """Something whose owners did not end their dispute in time, or still owe the stub with which it ended.

    Its agreed title, by language, and the agreed sources; no other word.
    """

    id: str
    order: tuple[str, ...]
    title: Mapping[str, str]
    sources: tuple[Source, ...]
    opened: str
    closed: str | None
    until: str


Withheld = SiteClosed | SiteTombstone | SiteHidden | SiteLapsed | SiteDisputed


@dataclass(frozen=True, slots=True)
class SiteRelation:
    """A tie to another entry that may be shown. `is_incoming`: the other entry names it, not this one."""

    to: str
    type: str
    is_incoming: bool


@dataclass(frozen=True, slots=True)
class Site:
    """All that pages may be made of."""

    archive: ArchiveFile
    sides: SidesFile
    handles: frozenset[str]
    """Who may be named: the people of the charter."""
    genesis: str | None
    entries: Mapping[str, SiteEntry]
    """Entries and stubs."""
    withheld: Mapping[str, Withheld]
    """What is there and not shown."""
    as_of: str
    is_proposed: bool
    tongues: Tongues = field(compare=False)
    relations: Mapping[str, tuple[SiteRelation, ...]] = field(default_factory=dict)
    """By entry: its own ties in its own order, then those that others have to it, by id."""
    tables: Tables = field(default_factory=Tables)
    people: PeopleFile | None = None
    policy: Policy | None = None
    programme: Programme = field(default_factory=Programme)
    waiting: tuple[Waits, ...] = ()
    """Words that wait for somebody's approval; never the words themselves."""
    unnamed: int = 0
    """Entries that wait and have no agreed name yet."""
    releases: tuple[ReleaseFile, ...] = ()
    """Releases that every side has signed, by number."""
    evidence: Evidence | None = None
    """What stands behind the words shown; a workshop edition has none."""
    cut: Mapping[str, tuple[Any, Mapping[str, Strings]]] = field(default_factory=dict)
    """Facts and words as shown of those that stand in short and were agreed to at length."""
    sittings: tuple[SiteSitting, ...] = ()
    """Workshop edition alone: what each steward is asked, with the words."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every edition, in the archive's own order."""
        return order_languages(self.archive.language_cycle, self.archive.languages, self.archive.id)

    def order_languages(self, key: str) -> tuple[str, ...]:
        """Every edition, in the order of one page."""
        return order_languages(self.archive.language_cycle, self.archive.languages, key)

    def order_sides(self, key: str) -> tuple[tuple[str, Side], ...]:
        """Every side, in the order of one page."""
        names = order_sides(self.sides.cycle, self.sides.sides, key)
        return tuple((name, self.sides.sides[name]) for name in names)

    def find_reviewed(self) -> tuple[SiteMedia, ...]:
        """Pictures that a steward is asked about, and those agreed before; each once."""
        pairs = (
            pair for sitting in self.sittings for asked in sitting.asked for pair in (asked.picture, asked.earlier)
        )
        return tuple({(media.sha256, media.file): media for media in pairs if media}.values())

    def find_entries(self, lang: str) -> Iterator[SiteEntry]:
        """The entries and stubs of an edition, by id."""
        return (entry for entry in self.entries.values() if lang in entry.languages)


def is_shown(entry: SiteEntry, name: str, lang: str, *, all_languages: bool) -> bool:
    """Whether a part stands on an entry's page in a language, or on the page of all languages."""
    part = parse_part(name)
    if part is None:
        return False
    languages = entry.languages if all_languages else (lang,)
    if part.kind is PartKind.WORK:
        return name in entry.texts and (all_languages or part.lang == lang or part.lang not in find_translations(entry))
    if part.lang is not None and part.lang not in languages:
        return False
    if part.kind is PartKind.MEDIA:
        return name.removeprefix("media/") in entry.media
    return part.kind in (PartKind.FACTS, PartKind.WORDS) or name in entry.texts


def find_translations(entry: SiteEntry) -> frozenset[str]:
    """Languages of the translations of works: on the page of an edition only its own is shown."""
    versions = (version for work in entry.file.works for version in work.versions)
    return frozenset(version.lang for version in versions if version.form == "translation")


def relate(entries: Mapping[str, SiteEntry]) -> dict[str, tuple[SiteRelation, ...]]:
    """Every tie between entries that may be shown, on both of them. Said by both it is one tie, in each one's words."""
    own = {
        id_: tuple(SiteRelation(tie.to, tie.type, is_incoming=False) for tie in entry.file.relations)
        for id_, entry in entries.items()
    }
    incoming: dict[str, list[SiteRelation]] = {id_: [] for id_ in entries}
    for id_, ties in sorted(own.items()):
        for tie in ties:
            if tie.to in entries and all(back.to != id_ for back in own[tie.to]):
                incoming[tie.to].append(SiteRelation(id_, tie.type, is_incoming=True))
    return {
        id_: (*(tie for tie in ties if tie.to in entries and tie.to != id_), *incoming[id_])
        for id_, ties in own.items()
    }
