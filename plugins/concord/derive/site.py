"""The gate: what may be shown, and only that. From an Archive and its Agreement to a Site.

What is kept true:
1. The public site holds no words but bytes of the agreed store, named by `EntryAgreement.published` and verified as
   they are read. The tree's own words never come near it; a stray file is not even looked at.
2. Of something closed or embargoed only its kind, its owners and the agreed label pass; of something withdrawn its
   tombstone; of something hidden for safety its id and the day; of something whose consent has run out its id and
   that day. In the workshop edition too. Of a dispute that did not end in time only the agreed title and sources.
3. A stub says what a stub may say. Works pass in any language, voices of any community, if agreed facts declare them.
4. The charter's words are shown as sealed; a charter that was changed and not sealed shows nothing.
5. With `proposed`, words come from the tree, and each knows whether it is agreed and who is still to be asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from concord.approve.agreement import Agreement, EntryAgreement, PartStatus
from concord.approve.clocks import HideState, assess_hiding, find_ended_consent
from concord.approve.parts import find_recordings, name_files
from concord.approve.redactions import find_redacted
from concord.approve.releases import find_signed
from concord.approve.seal import find_unsealed
from concord.approve.store import AgreedStore
from concord.derive.adopt import find_active_sides
from concord.derive.bookkeeping import build_bookkeeping
from concord.derive.books import Books, apply_books
from concord.derive.direction import Tongues
from concord.derive.disputed import derive_disputed
from concord.derive.entry_file import build_entry_file
from concord.derive.entry_words import Declared, EntryWords, read_agreed, read_proposed
from concord.derive.evidence import build_evidence
from concord.derive.named import Names, name_waits
from concord.derive.order import order_languages, order_owners
from concord.derive.shown import (
    Site,
    SiteClosed,
    SiteDisputed,
    SiteEntry,
    SiteHidden,
    SiteLapsed,
    SiteMedia,
    SiteRelation,
    SiteText,
    SiteTombstone,
    Withheld,
    relate,
)
from concord.derive.sittings import derive_sittings
from concord.derive.tables import Tables, derive_tables
from concord.derive.waits import find_waits
from concord.model.archive import Archive, Charter, Entry
from concord.model.entry import Access, find_access
from concord.model.items import Tombstone
from concord.model.part import PartKind
from concord.model.words import Strings

__all__ = [
    "Site",
    "SiteClosed",
    "SiteDisputed",
    "SiteEntry",
    "SiteError",
    "SiteHidden",
    "SiteLapsed",
    "SiteMedia",
    "SiteRelation",
    "SiteText",
    "SiteTombstone",
    "Withheld",
    "derive_site",
]


class SiteError(Exception):
    """Why nothing at all may be shown: `reason` is the name of the rule that tells more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


def derive_site(
    root: Path,
    archive: Archive,
    agreement: Agreement,
    store: AgreedStore,
    *,
    proposed: bool = False,
    short: Mapping[str, tuple[Any, dict[str, Strings]]] | None = None,
) -> Site:
    """The site of an archive. Raises SiteError when nothing may be shown, StoreError when agreed bytes are gone.

    `short` holds what is shown of entries whose agreed bytes are not in the store, since they say more.
    """
    charter = agreement.rules.charter
    if charter is None or archive.charter is None:
        raise SiteError("charter-missing")
    if not proposed and (unsealed := find_unsealed(archive.charter)):
        raise SiteError("charter-unsealed", ", ".join(unsealed))
    make = _Maker(root, charter, store, archive, agreement.as_of, proposed, short or {})
    found = [
        made
        for id_, judged in sorted(agreement.entries.items())
        if id_ in archive.entries and (made := make.derive(archive.entries[id_], judged))
    ]
    entries = {made.id: made for made in found if isinstance(made, SiteEntry)}
    tables = derive_tables(archive, agreement, store, proposed=proposed)
    withheld = {made.id: made for made in found if not isinstance(made, SiteEntry)}
    shown = {} if proposed else {**make.shown, **_find_tables(agreement, tables)}
    waiting, unnamed = tuple(find_waits(archive, agreement)), 0
    if not proposed:
        waiting, unnamed = name_waits(waiting, entries, withheld, charter.archive.value)
    site = Site(
        archive=charter.archive.value,
        sides=charter.sides.value,
        handles=frozenset(charter.people.value.people),
        genesis=charter.genesis,
        entries=entries,
        withheld=withheld,
        as_of=agreement.as_of,
        is_proposed=proposed,
        tables=tables,
        people=charter.people.value,
        policy=agreement.policy,
        programme=archive.programme,
        waiting=waiting,
        unnamed=unnamed,
        releases=tuple(release.file.value for release in find_signed(archive)),
        tongues=Tongues(charter.archive.value.languages),
        relations=relate(entries),
        cut=make.cut,
    )
    if proposed:
        return replace(site, sittings=derive_sittings(root, archive, agreement, store, entries, make.cut))
    cut = frozenset(f"entries/{id_}" for id_ in make.cut)
    return replace(site, evidence=build_evidence(root, archive, agreement, store, shown, cut))


def derive_again(root: Path, archive: Archive, agreement: Agreement, store: AgreedStore, books: Books) -> Site:
    """The site that a proof belongs to: words from agreed bytes, and what pages say besides from its books."""
    folders = {id_: Entry(id_, f"entries/{id_}", None, None) for id_ in agreement.entries}
    known = replace(archive, entries=folders, tables={})
    short = {id_: found for id_ in books.entries if (found := books.find_short(id_))}
    # A table that no page shows is not in a proof.
    tables = {about: judged for about, judged in agreement.tables.items() if about in books.tables}
    return apply_books(books, derive_site(root, known, replace(agreement, tables=tables), store, short=short))


def _find_tables(agreement: Agreement, tables: Tables) -> dict[str, Mapping[str, str]]:
    """Tables that have a page, by the digests of their words."""
    filled = {
        "names": bool(tables.names.names),
        "glossary": bool(tables.glossary.terms),
        "places": bool(agreement.policy and agreement.policy.place_map and tables.places.places),
    }
    return {about: dict(agreement.tables[about].published) for about in agreement.tables if filled.get(about)}


@dataclass(frozen=True, slots=True)
class _Maker:
    """What stays the same while entries pass the gate."""

    root: Path
    charter: Charter
    store: AgreedStore
    archive: Archive
    as_of: str
    is_proposed: bool
    short: Mapping[str, tuple[Any, dict[str, Strings]]]
    shown: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """By subject the digests of what passed."""
    cut: dict[str, tuple[Any, Mapping[str, Strings]]] = field(default_factory=dict)
    """Facts and words of entries that say less than was agreed to."""

    def derive(self, entry: Entry, judged: EntryAgreement) -> SiteEntry | Withheld | None:
        """What of an entry may be shown. The notice that hides it comes before everything that was agreed earlier."""
        if self._is_hidden(entry, judged):
            is_known = "facts" in judged.published or self.is_proposed or self._is_redacted(entry)
            return SiteHidden(entry.id, entry.hide.value.on if entry.hide else None) if is_known else None
        words = self._read(entry, judged)
        if words is None:
            return None
        if "tombstone" in words.facts or find_access(words.facts).is_hidden:
            return self._derive_withheld(entry.id, words)
        if until := find_ended_consent(entry, words.facts, self.as_of):
            return SiteLapsed(entry.id, until)
        if not self.is_proposed and (disputed := self._derive_disputed(entry.id, words)):
            return disputed
        return self._derive_entry(entry, judged, words)

    def _read(self, entry: Entry, judged: EntryAgreement) -> EntryWords | None:
        if self.is_proposed:
            return read_proposed(entry, judged, self.root, frozenset(self.charter.archive.value.languages))
        if judged.id in self.short:
            facts, strings = self.short[judged.id]
            return EntryWords(facts, strings, {}, {})
        return read_agreed(judged, self.store)

    def _derive_disputed(self, id_: str, words: EntryWords) -> SiteDisputed | None:
        """The notice in the place of disputed words. The workshop edition goes on showing what is talked about."""
        disputes = [file.value for _, file in sorted(self.archive.programme.disputes.items())]
        order = self._order(id_, words.facts.get("order", ()), words.facts.get("owned_by", ()))
        return derive_disputed(id_, words.facts, words.strings, order, disputes, self.as_of)

    def _is_redacted(self, entry: Entry) -> bool:
        """Whether two sides took words of it out for safety: what is no longer kept leaves its notice behind."""
        return entry.id in find_redacted(self.archive, self.as_of)

    def _is_hidden(self, entry: Entry, judged: EntryAgreement) -> bool:
        """Whether a notice hides it; on the public site it makes room for what all sides have decided since."""
        hiding = assess_hiding(entry, judged, self.store, self.as_of)
        return hiding is not None and (self.is_proposed or hiding.state is not HideState.DECIDED)

    def _derive_withheld(self, id_: str, words: EntryWords) -> Withheld | None:
        """What stands in the place of something withdrawn, closed or embargoed; None if nothing sound is said of it."""
        facts, access = words.facts, find_access(words.facts)
        if "tombstone" not in facts:
            order = self._order(id_, facts.get("order", ()), facts.get("owned_by", ()))
            until = facts.get("embargo_until") if access is Access.EMBARGO else None
            return SiteClosed(id_, facts["kind"], access, order, words.find("/label"), _find_day(until))
        try:
            stone = Tombstone.model_validate(facts["tombstone"])
        except ValidationError:
            return None
        title = words.find("/label") or ({} if access.is_hidden else words.find("/title"))
        return SiteTombstone(id_, stone.ground, stone.on, title, words.find("/tombstone/note"))

    def _derive_entry(self, entry: Entry, judged: EntryAgreement, words: EntryWords) -> SiteEntry | None:
        if "stub" in words.facts:
            whole, words = words, words.cut()
            if entry.id in self.short or (whole.facts, whole.strings) != (words.facts, words.strings):
                self.cut[entry.id] = words.facts, words.strings
        file = build_entry_file(words.facts, words.strings)
        # A draft may wait for its id and its owners; nothing is agreed to without them.
        is_draft = self.is_proposed and file is not None and file.id is None
        if file is None or (file.id != entry.id and not is_draft):
            return None
        languages = [lang for lang in words.strings if lang in file.title and lang in file.summary]
        listed = {media.file for media in file.media}
        declared = Declared(
            frozenset(languages),
            name_files(words.facts),
            find_recordings(words.facts),
            frozenset(voice.community for voice in file.voices),
        )
        allowed = (text for text in words.texts.values() if declared.allows(text.part, text.raw))
        texts = {text.part.name: text for text in sorted(allowed, key=lambda text: text.part.name)}
        shown = {name: text.sha256 for name, text in texts.items()} | _digest_words(judged, self.is_proposed)
        pictures = {name: media for name, media in sorted(words.media.items()) if name in listed}
        spoken = {"facts", *(f"facts.{lang}" for lang in words.strings)}
        passed = {name: sha256 for name, sha256 in shown.items() if name in texts or name in spoken}
        passed |= {f"media/{name}": media.sha256 for name, media in pictures.items()}
        self.shown[entry.subject] = dict(sorted(passed.items()))
        statuses = _find_facts(judged.parts) if file.stub else judged.parts
        if not self.is_proposed:
            names = Names(self.charter, file, declared.files)
            statuses = {name: one for name, one in statuses.items() if one.agreed or names.hold(one.part)}
        return SiteEntry(
            id=entry.id,
            file=file,
            texts=texts,
            media=pictures,
            order=self._order(entry.id, file.order, file.owned_by or find_active_sides(self.charter, self.as_of)),
            languages=order_languages(self.charter.archive.value.language_cycle, languages, entry.subject),
            statuses=statuses,
            contributions=entry.record.value.contributions if entry.record else (),
            books=build_bookkeeping(entry, judged, shown, self.archive.programme, self.as_of),
        )

    def _order(self, id_: str, stored: Any, owners: Any) -> tuple[str, ...]:
        return order_owners(tuple(stored), self.charter.sides.value.cycle, tuple(owners), f"entries/{id_}")


def _find_day(value: object) -> str | None:
    """A day of the calendar; None for anything else that agreed bytes may hold in its place."""
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def _find_facts(parts: Mapping[str, PartStatus]) -> dict[str, PartStatus]:
    return {name: status for name, status in parts.items() if status.part.kind in (PartKind.FACTS, PartKind.WORDS)}


def _digest_words(judged: EntryAgreement, is_proposed: bool) -> dict[str, str]:  # noqa: FBT001 - private
    """Digests of the facts and of their words in each language, as they are shown."""
    found = {
        name: status.proposed.sha256 if is_proposed and status.proposed else judged.published.get(name)
        for name, status in _find_facts(judged.parts).items()
    }
    return {name: sha256 for name, sha256 in found.items() if sha256}
