"""The archive as it was before a change, and what rules of the family `changes` ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from concord.approve.agreement import Agreement, EntryAgreement
from concord.approve.form import parse_facts
from concord.approve.ledger import Given
from concord.approve.parts import build_parts
from concord.approve.store import AgreedStore, StoreError
from concord.model.archive import Archive, Charter
from concord.read.faults import Faults
from concord.read.files import digest_file
from concord.read.limits import MAX_YAML


@dataclass(frozen=True)
class Base:
    """What stood before: read and judged like the archive itself. `day` is the day from which it was there to see."""

    root: Path
    archive: Archive
    agreement: Agreement
    store: AgreedStore
    day: str

    @property
    def founded(self) -> Charter | None:
        """What all sides had agreed to, if the founding was sealed; until then nothing of it binds anybody."""
        charter = self.agreement.rules.charter
        return charter if charter and charter.genesis else None

    @cached_property
    def published(self) -> tuple[EntryAgreement, ...]:
        """Entries and tables of which some words were agreed."""
        return tuple(subject for subject in self.agreement.subjects if subject.published)

    @cached_property
    def subjects(self) -> dict[str, EntryAgreement]:
        """Everything that could be agreed to, as statements name it."""
        return {subject.about: subject for subject in self.agreement.subjects}

    @cached_property
    def said(self) -> frozenset[tuple[str, int]]:
        """(handle, number) of every approval that was there."""
        return frozenset((statement.handle, statement.seq) for statement in self.archive.statements)

    @cached_property
    def acted_on(self) -> frozenset[str]:
        """Everything that somebody approved words of, as statements name it."""
        return frozenset(act.about for statement in self.archive.statements for act in statement.file.value.acts)

    @cached_property
    def named(self) -> frozenset[str]:
        """Digests that somebody approved."""
        return frozenset(act.sha256 for statement in self.archive.statements for act in statement.file.value.acts)

    @cached_property
    def kept(self) -> frozenset[str]:
        """Digests whose bytes stay: what somebody approved, and what links of the chain sealed."""
        charter = self.archive.charter
        return self.named | (charter.named if charter else frozenset())

    def is_new(self, given: Given) -> bool:
        """Whether an act is part of the change."""
        return (given.handle, given.seq) not in self.said

    def find_facts(self, id_: str) -> dict[str, Any]:
        """The agreed facts of an entry; empty when there were none."""
        judged = self.agreement.entries.get(id_)
        sha256 = judged.published.get("facts") if judged else None
        try:
            return parse_facts(self.store.read(sha256)) or {} if sha256 else {}
        except StoreError:
            return {}

    def find_words(self, id_: str) -> dict[str, str]:
        """Digests of an entry's parts as they stood in the tree."""
        entry = self.archive.entries.get(id_)
        return {name: part.sha256 for name, part in build_parts(entry).items()} if entry else {}

    def iter_signatures(self) -> Iterator[tuple[str, str]]:
        """(path, digest) of every signature that was there."""
        for handle in sorted({statement.handle for statement in self.archive.statements}):
            for path in sorted((self.root / "statements" / handle).glob("*.sig")):
                name = f"statements/{handle}/{path.name}"
                if found := digest_of(self.root, name):
                    yield name, found


def digest_of(root: Path, path: str) -> str | None:
    """The digest of a small file, or None when it is no lawful one."""
    found = digest_file(root, MAX_YAML, Faults(path)) if (root / path).exists() else None
    return found[0] if found else None


def add_days(day: str, days: int) -> int:
    """A day so many days later, as a number: policy may name more days than any calendar has."""
    return dt.date.fromisoformat(day).toordinal() + days
