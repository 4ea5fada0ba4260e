"""The whole archive as read: charter, entries, statements, and what went wrong while reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from concord.model.charter import ArchiveFile, ChainLink, PeopleFile, PolicyFile, SidesFile
from concord.model.document import Document, TextFile
from concord.model.entry import EntryFile
from concord.model.part import Part
from concord.model.programme import DisputeFile, RedactionsFile, ReviewsFile
from concord.model.record import HideFile, RecordFile, Status
from concord.model.release import ReleaseFile
from concord.model.statement import StatementFile
from concord.model.tables import GlossaryFile, NamesFile, PlacesFile
from concord.problems import Location, Problem

T = TypeVar("T")

CHARTER_FILES: Final = ("archive.yml", "people.yml", "policy.yml", "sides.yml")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A model together with the document it came from, so that a rule can point at a key."""

    value: T
    document: Document

    def at(self, *path: str | int) -> Location:
        """Where the value at a key path stands."""
        return self.document.at(*path)

    def at_key(self, *path: str | int) -> Location:
        """Where the key at a path stands."""
        return self.document.at_key(*path)


@dataclass(frozen=True, slots=True)
class Charter:
    """The four files that all sides agreed to, and the chain that seals them. `digests` are of the files' bytes."""

    archive: Sourced[ArchiveFile]
    sides: Sourced[SidesFile]
    people: Sourced[PeopleFile]
    policy: Sourced[PolicyFile]
    chain: tuple[Sourced[ChainLink], ...]
    digests: Mapping[str, str]
    genesis: str | None
    """SHA-256 of the bytes of `chain/1.yml`; None before the founding is sealed."""

    @property
    def files(self) -> Mapping[str, Sourced[Any]]:
        """What a link seals, by name."""
        return dict(zip(CHARTER_FILES, (self.archive, self.people, self.policy, self.sides), strict=True))

    @property
    def named(self) -> frozenset[str]:
        """Digests of everything that a link ever sealed."""
        return frozenset(sha256 for link in self.chain for sha256 in link.value.files.values())


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A media file by its bytes' digest; the bytes stay on disk until something needs them."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry's folder. `file` or `record` is None when it could not be read; its problems are in the archive."""

    id: str
    folder: str
    file: Sourced[EntryFile] | None
    record: Sourced[RecordFile] | None
    texts: Mapping[str, tuple[Part, TextFile]] = field(default_factory=dict)
    media: Mapping[str, tuple[Part, MediaFile]] = field(default_factory=dict)
    hide: Sourced[HideFile] | None = None
    """Hidden for safety; see `is_hidden` for a notice that cannot be read."""
    is_hidden: bool = False
    """There is a `hide.yml`, lawful or not: what somebody fears for is not shown while others read the form."""

    @property
    def subject(self) -> str:
        """How statements name the entry."""
        return f"entries/{self.id}"

    @property
    def status(self) -> Status:
        """What the stewards ask for; without a record the entry is a draft."""
        return self.record.value.status if self.record else Status.DRAFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the whole archive shares: `subject` is names, places or glossary, as statements call it."""

    subject: str
    file: Sourced[NamesFile | PlacesFile | GlossaryFile]


@dataclass(frozen=True, slots=True)
class Programme:
    """What the sides do about the archive. Bookkeeping: never agreed to."""

    reviews: Sourced[ReviewsFile] | None = None
    disputes: Mapping[str, Sourced[DisputeFile]] = field(default_factory=dict)
    """By the id in the file's name."""
    redactions: Sourced[RedactionsFile] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with the handle and number its path gives and the digest of its bytes.

    `signed_by` is the key of that person with which the signature beside it was made, as people.yml writes it; None
    without a signature. One that is not in order is no statement at all.
    """

    handle: str
    seq: int
    sha256: str
    file: Sourced[StatementFile]
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseSignature:
    """A signature that fits the bytes of a release: the key of that person which made it, and the file as it is."""

    key: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Release:
    """A release with its number, the digest of its bytes, and the signatures that fit them, by handle."""

    n: int
    sha256: str
    file: Sourced[ReleaseFile]
    signatures: Mapping[str, ReleaseSignature] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything under `archive/`. `charter` is None when a charter file is missing or cannot be read."""

    charter: Charter | None
    entries: Mapping[str, Entry]
    statements: tuple[Statement, ...]
    agreed: frozenset[str]
    """Names of the files in `agreed/` that look like digests; their bytes are read, and verified, on demand."""
    problems: tuple[Problem, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    programme: Programme = field(default_factory=Programme)
    sealed: tuple[Charter | None, ...] = ()
    """What each link of the charter's chain sealed, in order; None where its bytes are not kept."""
    releases: tuple[Release, ...] = ()
    """By number; whether they follow one another and who has signed is judged by `approve`."""
