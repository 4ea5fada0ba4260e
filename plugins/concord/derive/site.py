"""The gate: what may be shown, and only that. From an Archive and its Agreement to a Site.

What is kept true:
1. The public site holds no words but bytes of the agreed store, named by `EntryAgreement.published` and verified as
   they are read. The tree's own words never come near it; a stray file is not even looked at.
2. Of something closed or embargoed only its kind and its owners pass, in the workshop edition too.
3. The charter's words are shown as sealed; a charter that was changed and not sealed shows nothing.
4. With `proposed`, words come from the tree, and each knows whether it is agreed and who is still to be asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concord.approve.agreement import Agreement, EntryAgreement, PartStatus
from concord.approve.policy import Policy
from concord.approve.seal import find_unsealed
from concord.approve.store import AgreedStore
from concord.derive.direction import Tongues
from concord.derive.entry_file import build_entry_file
from concord.derive.order import order_languages, order_owners, order_sides
from concord.derive.tables import Tables, derive_tables
from concord.derive.waits import Waits, find_waits
from concord.model.archive import Archive, Charter, Entry, Programme
from concord.model.charter import ArchiveFile, PeopleFile, Side, SidesFile
from concord.model.entry import Access, EntryFile, find_access
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import Contribution
from concord.model.words import Strings


class SiteError(Exception):
    """Why nothing at all may be shown: `reason` is the name of the rule that tells more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class SiteText:
    """A Markdown part that may be shown."""

    part: Part
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SiteMedia:
    """A media file that may be shown; its bytes are read, and held against the digest, when a picture is made."""

    file: str
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """An entry that may be shown: facts and words joined, texts by part name, and the evidence."""

    id: str
    file: EntryFile
    texts: Mapping[str, SiteText]
    media: Mapping[str, SiteMedia]
    order: tuple[str, ...]
    languages: tuple[str, ...]
    """In the entry's order of languages."""
    statuses: Mapping[str, PartStatus]
    contributions: tuple[Contribution, ...]

    def find_texts(self, kind: PartKind, lang: str, speaker: str | None = None) -> Iterator[SiteText]:
        """Texts of a kind in a language, by part name."""
        for text in self.texts.values():
            part = text.part
            if part.kind is kind and part.lang == lang and speaker in (None, part.speaker):
                yield text


@dataclass(frozen=True, slots=True)
class SiteStub:
    """Something that is there and is not shown."""

    id: str
    kind: str
    access: Access
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """All that pages may be made of."""

    archive: ArchiveFile
    sides: SidesFile
    handles: frozenset[str]
    """Who may be named: the people of the charter."""
    genesis: str | None
    entries: Mapping[str, SiteEntry]
    stubs: Mapping[str, SiteStub]
    as_of: str
    is_proposed: bool
    tongues: Tongues = field(compare=False)
    tables: Tables = field(default_factory=Tables)
    people: PeopleFile | None = None
    policy: Policy | None = None
    programme: Programme = field(default_factory=Programme)
    waiting: tuple[Waits, ...] = ()
    """Words that wait for somebody's approval; never the words themselves."""

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

    def find_entries(self, lang: str) -> Iterator[SiteEntry]:
        """The entries of an edition, by id."""
        return (entry for entry in self.entries.values() if lang in entry.languages)


def derive_site(
    root: Path, archive: Archive, agreement: Agreement, store: AgreedStore, *, proposed: bool = False
) -> Site:
    """The site of an archive. Raises SiteError when nothing may be shown, StoreError when agreed bytes are gone."""
    charter = archive.charter
    if charter is None:
        raise SiteError("charter-missing")
    if not proposed and (unsealed := find_unsealed(charter)):
        raise SiteError("charter-unsealed", ", ".join(unsealed))
    make = _Maker(root, charter, store)
    derive = make.derive_proposed if proposed else make.derive_agreed
    found = [
        made
        for id_, judged in sorted(agreement.entries.items())
        if id_ in archive.entries and (made := derive(archive.entries[id_], judged))
    ]
    return Site(
        archive=charter.archive.value,
        sides=charter.sides.value,
        handles=frozenset(charter.people.value.people),
        genesis=charter.genesis,
        entries={made.id: made for made in found if isinstance(made, SiteEntry)},
        stubs={made.id: made for made in found if isinstance(made, SiteStub)},
        as_of=agreement.as_of,
        is_proposed=proposed,
        tables=derive_tables(archive, agreement, store, proposed=proposed),
        people=charter.people.value,
        policy=agreement.policy,
        programme=archive.programme,
        waiting=tuple(find_waits(archive, agreement)),
        tongues=Tongues(charter.archive.value.languages),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """What stays the same while entries pass the gate."""

    root: Path
    charter: Charter
    store: AgreedStore

    def derive_agreed(self, entry: Entry, judged: EntryAgreement) -> SiteEntry | SiteStub | None:
        """What of an entry all owning sides agreed to show."""
        if "facts" not in judged.published:
            return None
        read = _ReadAgreed(judged.published, self.store)
        facts = json.loads(read("facts"))
        if find_access(facts).is_hidden:
            return self._derive_stub(entry.id, facts)
        words = {lang: json.loads(read(f"facts.{lang}")) for lang in judged.languages}
        names = [name for name in judged.published if name in _texts(judged.published)]
        texts = {name: SiteText(_part(name), read(name).decode(), judged.published[name]) for name in names}
        media = {
            name.removeprefix("media/"): SiteMedia(name.removeprefix("media/"), sha256, self.store.root / sha256)
            for name, sha256 in judged.published.items()
            if name.startswith("media/")
        }
        return self._derive_entry(entry, judged, _Words(facts, words, texts, media))

    def derive_proposed(self, entry: Entry, judged: EntryAgreement) -> SiteEntry | SiteStub | None:
        """An entry as it stands in the tree."""
        if entry.file is None:
            return None
        proposed = {name: status.proposed for name, status in judged.parts.items() if status.proposed}
        facts = json.loads(proposed["facts"].raw or b"{}")
        if find_access(facts).is_hidden:
            return self._derive_stub(entry.id, facts)
        spoken = frozenset(self.charter.archive.value.languages)
        words = {
            status.part.lang: json.loads(proposed[name].raw or b"{}")
            for name, status in judged.parts.items()
            if status.part.kind is PartKind.WORDS and status.part.lang in spoken and name in proposed
        }
        texts = {
            name: SiteText(part, text.text, proposed[name].sha256)
            for name, (part, text) in entry.texts.items()
            if name in proposed
        }
        media = {
            name.removeprefix("media/"): SiteMedia(name.removeprefix("media/"), file.sha256, self.root / file.path)
            for name, (_, file) in entry.media.items()
        }
        return self._derive_entry(entry, judged, _Words(facts, words, texts, media))

    def _derive_entry(self, entry: Entry, judged: EntryAgreement, words: _Words) -> SiteEntry | None:
        file = build_entry_file(words.facts, words.strings)
        if file is None or file.id != entry.id:
            return None
        languages = [lang for lang in words.strings if lang in file.title and lang in file.summary]
        listed = {media.file for media in file.media}
        return SiteEntry(
            id=entry.id,
            file=file,
            texts=dict(sorted((name, text) for name, text in words.texts.items() if text.part.lang in languages)),
            media={name: media for name, media in sorted(words.media.items()) if name in listed},
            order=self._order(entry.id, file.order, file.owned_by),
            languages=order_languages(self.charter.archive.value.language_cycle, languages, entry.subject),
            statuses=judged.parts,
            contributions=entry.record.value.contributions if entry.record else (),
        )

    def _derive_stub(self, id_: str, facts: Mapping[str, Any]) -> SiteStub:
        order = self._order(id_, facts.get("order", ()), facts.get("owned_by", ()))
        return SiteStub(id_, facts["kind"], find_access(facts), order)

    def _order(self, id_: str, stored: Any, owners: Any) -> tuple[str, ...]:
        return order_owners(tuple(stored), self.charter.sides.value.cycle, tuple(owners), f"entries/{id_}")


@dataclass(frozen=True, slots=True)
class _Words:
    """An entry's words on their way through the gate."""

    facts: Any
    strings: dict[str, Strings]
    texts: Mapping[str, SiteText]
    media: Mapping[str, SiteMedia]


@dataclass(frozen=True, slots=True)
class _ReadAgreed:
    """Reads the published bytes of a part by its name."""

    published: Mapping[str, str]
    store: AgreedStore

    def __call__(self, name: str) -> bytes:
        return self.store.read(self.published[name])


def _texts(names: Mapping[str, str]) -> frozenset[str]:
    """The names that are Markdown parts."""
    wordless = {PartKind.FACTS, PartKind.WORDS, PartKind.MEDIA}
    return frozenset(name for name in names if (part := parse_part(name)) and part.kind not in wordless)


def _part(name: str) -> Part:
    part = parse_part(name)
    if part is None:
        raise ValueError(name)
    return part


Progress = Callable[[str, int, int], None]
