"""What a rule may look at: archive, agreement, a day, and views on them that are made once. Built by `pipeline`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from concord.approve.agreement import Agreement, assess_archive
from concord.approve.form import has_form
from concord.approve.freshness import Outdated, find_outdated_translations
from concord.approve.ledger import Refused
from concord.approve.parts import PartBytes, build_parts
from concord.approve.redactions import find_redacted
from concord.approve.store import AgreedStore, StoreError
from concord.check.base import Base
from concord.check.forms import Form, find_form
from concord.check.markdown import Markdown, scan_markdown
from concord.check.pictures import PictureFacts, assess_picture
from concord.check.recordings import RecordingFacts, assess_recording
from concord.check.strings import Said, iter_said
from concord.model.archive import Archive, Entry, MediaFile, Sourced
from concord.model.captions import mask_times
from concord.model.charter import PublishWhen
from concord.model.document import TextFile
from concord.model.entry import EntryFile
from concord.model.items import find_media_form
from concord.model.part import Part, PartKind
from concord.model.record import RecordFile, Status


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of which both files could be read."""

    entry: Entry
    file: Sourced[EntryFile]
    record: Sourced[RecordFile]

    @property
    def is_published(self) -> bool:
        """Whether the stewards ask for it to be shown whole, with the sides' objections beside it or without."""
        status = self.record.value.status
        return status in (Status.PUBLISHED, Status.DISPUTED) and find_form(self.file.value) is Form.WHOLE


@dataclass(frozen=True)
class Context:
    """An archive as rules see it. Without `store`, bytes on disk (media, agreed words) are not looked at."""

    archive: Archive
    agreement: Agreement | None
    as_of: str
    store: AgreedStore | None = None
    base: Base | None = None
    """The archive before the change that is judged; rules of the family `changes` find nothing without it."""

    @property
    def root(self) -> Path | None:
        """The `archive/` folder."""
        return self.store.root.parent if self.store else None

    @cached_property
    def by_old_rules(self) -> Agreement | None:
        """The archive as it is, judged by what all sides had agreed before the change."""
        charter = self.base.founded if self.base else None
        if charter is None or self.store is None or self.archive.charter is None:
            return self.agreement
        now = self.agreement.rules.charter if self.agreement else self.archive.charter
        if now and charter.digests == now.digests and charter.genesis == now.genesis:
            return self.agreement
        return assess_archive(self.archive, self.store, self.as_of, charter=charter)

    @cached_property
    def entries(self) -> tuple[tuple[Entry, Sourced[EntryFile]], ...]:
        """Entries whose `entry.yml` could be read, by id."""
        return tuple((entry, entry.file) for _, entry in sorted(self.archive.entries.items()) if entry.file)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Entries whose two files could be read, by id."""
        return tuple(Record(entry, file, entry.record) for entry, file in self.entries if entry.record)

    @cached_property
    def published(self) -> tuple[Record, ...]:
        """Entries that ask to be shown whole: these have to be complete."""
        return tuple(record for record in self.records if record.is_published)

    @cached_property
    def shown(self) -> tuple[Record, ...]:
        """Entries that ask to be shown in any form: whole, in short, or as a label."""
        waiting = (Status.DRAFT, Status.REVIEWED)
        return tuple(record for record in self.records if record.record.value.status not in waiting)

    @cached_property
    def drafts(self) -> tuple[tuple[Entry, Sourced[EntryFile]], ...]:
        """Entries that are drafts in truth: one whose `record.yml` cannot be read may be anything."""
        return tuple(
            (entry, file)
            for entry, file in self.entries
            if entry.status is Status.DRAFT and f"{entry.folder}/record.yml" not in self.faulty
        )

    @cached_property
    def sides(self) -> frozenset[str]:
        """Ids of the archive's sides."""
        return frozenset(self.archive.charter.sides.value.sides if self.archive.charter else ())

    @cached_property
    def handles(self) -> frozenset[str]:
        """Everybody in `people.yml`."""
        return frozenset(self.archive.charter.people.value.people if self.archive.charter else ())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of the archive, sorted by tag."""
        return tuple(sorted(self.archive.charter.archive.value.languages)) if self.archive.charter else ()

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Languages that every published entry needs."""
        if self.archive.charter is None:
            return ()
        languages = self.archive.charter.archive.value.languages
        return tuple(tag for tag in self.languages if languages[tag].required)

    def required_of(self, entry: Entry) -> tuple[str, ...]:
        """Languages one entry has to be complete in: all required ones, or those it speaks, as policy says."""
        policy = self.agreement.policy if self.agreement else None
        if policy is None or policy.publish_when is PublishWhen.ALL_LANGUAGES:
            return self.required
        return tuple(lang for lang in self.required if f"text.{lang}" in entry.texts)

    @cached_property
    def faulty(self) -> frozenset[str]:
        """Paths that `read` has reported: what is missing because of that is not reported again."""
        return frozenset(problem.location.path for problem in self.archive.problems)

    def has_text(self, entry: Entry, name: str) -> bool:
        """Whether an entry has a text, be it one that could not be read."""
        file = f"{entry.folder}/{name}"
        return name in entry.texts or f"{file}.md" in self.faulty or f"{file}.vtt" in self.faulty

    @cached_property
    def refused(self) -> Mapping[str, tuple[Refused, ...]]:
        """Acts and statements that do not count, by reason."""
        found: dict[str, list[Refused]] = defaultdict(list)
        for refused in self.agreement.refused if self.agreement else ():
            found[refused.reason].append(refused)
        return {reason: tuple(all_) for reason, all_ in found.items()}

    @cached_property
    def texts(self) -> tuple[tuple[Entry, Part, TextFile, Markdown], ...]:
        """Every text with what its markup says, in the order of entries and names; of captions the words alone."""
        return tuple(
            (entry, part, text, scan_markdown(text.text))
            for _, entry in sorted(self.archive.entries.items())
            for _, (part, text) in sorted(_mask_captions(entry.texts).items())
        )

    @cached_property
    def said(self) -> tuple[tuple[Entry, Sourced[EntryFile], tuple[Said, ...]], ...]:
        """Every string of every `entry.yml`, with its language and key path."""
        return tuple((entry, file, tuple(iter_said(file.value))) for entry, file in self.entries)

    @cached_property
    def tables(self) -> tuple[tuple[Sourced[Any], tuple[Said, ...]], ...]:
        """Every table that the archive shares, with its strings."""
        tables = (table.file for _, table in sorted(self.archive.tables.items()))
        return tuple((file, tuple(iter_said(file.value))) for file in tables)

    @cached_property
    def _parts(self) -> dict[str, Mapping[str, PartBytes]]:
        return {}

    def parts_of(self, entry: Entry) -> Mapping[str, PartBytes]:
        """The parts of an entry as they stand in the tree, with their digests."""
        if entry.id not in self._parts:
            self._parts[entry.id] = build_parts(entry)
        return self._parts[entry.id]

    @cached_property
    def outdated(self) -> tuple[tuple[Record, Outdated, str], ...]:
        """Translations that follow older words, each with the digest of the words as they stand."""
        return tuple(self._iter_outdated())

    def _iter_outdated(self) -> Iterator[tuple[Record, Outdated, str]]:
        for record in self.records:
            if not record.record.value.translations:
                continue
            current = {name: part.sha256 for name, part in self.parts_of(record.entry).items()}
            judged = self.agreement.entries.get(record.entry.id) if self.agreement else None
            changes = judged.small_changes if judged else {}
            for outdated in find_outdated_translations(record.record.value, current, changes):
                yield record, outdated, current[outdated.source]

    @cached_property
    def pictures(self) -> tuple[tuple[Entry, MediaFile, PictureFacts], ...]:
        """Every picture, looked into once; none when the bytes cannot be reached."""
        return tuple((entry, media, assess_picture(path)) for entry, media, path in self._iter_media(recorded=False))

    @cached_property
    def recordings(self) -> tuple[tuple[Entry, MediaFile, RecordingFacts], ...]:
        """Every sound and film, looked into once; none when the bytes cannot be reached."""
        return tuple((entry, media, assess_recording(path)) for entry, media, path in self._iter_media(recorded=True))

    def _iter_media(self, *, recorded: bool) -> Iterator[tuple[Entry, MediaFile, Path]]:
        if self.root is None:
            return
        for _, entry in sorted(self.archive.entries.items()):
            for _, (_, media) in sorted(entry.media.items()):
                if find_media_form(media.path).is_recording is recorded:
                    yield entry, media, self.root / media.path

    @cached_property
    def unkept(self) -> tuple[tuple[str, str, StoreError], ...]:
        """(entry, part, fault) of agreed words that cannot be read back as they were agreed."""
        return tuple(self._iter_unkept())

    def _iter_unkept(self) -> Iterator[tuple[str, str, StoreError]]:
        if self.agreement is None or self.store is None:
            return
        redacted = find_redacted(self.archive, self.as_of)
        for entry in self.agreement.subjects:
            for part, sha256 in sorted(entry.published.items()):
                try:
                    raw = self.store.read(sha256)
                except StoreError as error:
                    if entry.id in redacted and error.reason == "missing":
                        continue
                    yield entry.id, part, error
                    continue
                status = entry.parts[part]
                # What stands in the tree too has been judged there.
                if not status.is_agreed and not has_form(status.part, raw):
                    yield entry.id, part, StoreError(sha256, "altered")


def _mask_captions(texts: Mapping[str, tuple[Part, TextFile]]) -> dict[str, tuple[Part, TextFile]]:
    """Texts with the times of captions blanked out: rules look for words, and find them where they stand."""
    return {
        name: (part, TextFile(text.path, mask_times(text.text).encode()) if part.kind is PartKind.CAPTIONS else text)
        for name, (part, text) in texts.items()
    }
