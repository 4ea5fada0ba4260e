"""People acting over time on one entry, as values: propose words, say agree, own or seen, and judge on any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from concord.approve.agreement import Agreement, EntryAgreement, assess_archive
from concord.approve.digest import digest_bytes
from concord.approve.keep import write_agreed
from concord.approve.sitting import Waiting, build_acts, find_last, find_waiting, render_statement
from concord.approve.store import AgreedStore
from concord.model.archive import Archive, Charter, Entry, MediaFile, Sourced, Statement, Table
from concord.model.charter import ArchiveFile, PeopleFile, PolicyFile, SidesFile
from concord.model.document import Document, TextFile
from concord.model.entry import EntryFile
from concord.model.part import Part, parse_part
from concord.model.record import RecordFile
from concord.model.statement import Act, StatementFile
from concord.read.tables import MODELS

GENESIS = digest_bytes(b"the first link of the simulated charter")
TERM = ({"role": "steward", "since": "2026-01-01", "until": "2026-12-31"},)


def sourced(model: Any, tree: Any, path: str = "made-up.yml") -> Sourced[Any]:
    """A model from plain values, as if read from a file without places."""
    raw = yaml.safe_dump(tree, allow_unicode=True).encode()
    return Sourced(model.model_validate(tree), Document(path, raw, tree, {}, {}))


def steward(side: str | None, *reads: str, role: str = "steward", until: str = "2026-12-31") -> dict[str, Any]:
    """A person of the charter."""
    return {"side": side, "reads": list(reads), "roles": [{"role": role, "since": "2026-01-01", "until": until}]}


@dataclass
class Simulation:
    """One archive with one entry `song`, changed by calls; of `archive/`, only the store is read or written."""

    folder: Path
    people: dict[str, Any]
    sides: dict[str, dict[str, Any]] = field(default_factory=lambda: {"east": {}, "west": {}})
    languages: dict[str, bool] = field(default_factory=lambda: {"hy": True, "ka": True})
    policy: dict[str, Any] = field(default_factory=lambda: {"preset": "standard"})
    contributions: list[dict[str, str]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    record: dict[str, Any] = field(default_factory=lambda: {"status": "published"})
    tables: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = AgreedStore(self.folder / "agreed")
        if not self.facts:
            self.facts = {
                "format": "concord-entry/1", "id": "song", "kind": "song", "owned_by": sorted(self.sides),
                "order": sorted(self.sides), "title": dict.fromkeys(self.languages, "A song"),
                "summary": dict.fromkeys(self.languages, "Sung by many."), "contested": "false", "access": "open",
                "rights": {"text": "CC-BY-4.0", "basis": "own"}, "sources": [{"id": "s1", "cite": "A book"}],
            }  # fmt: skip
        for lang in self.languages:
            self.words.setdefault(f"text.{lang}", f"The song, told in {lang}.\n")

    def charter(self) -> Charter:
        """The charter as it stands."""
        words = {"en": "x"}
        sides = {name: {"name": words, "heading": words, **extra} for name, extra in self.sides.items()}
        languages = {
            tag: {"name": tag, "script": "Latn", "required": str(required).lower()}
            for tag, required in self.languages.items()
        }
        archive = {
            "format": "concord-archive/1", "id": "a", "title": words, "summary": words, "languages": languages,
            "language_cycle": sorted(languages),
        }  # fmt: skip
        return Charter(
            archive=sourced(ArchiveFile, archive),
            sides=sourced(SidesFile, {"format": "concord-sides/1", "sides": sides, "cycle": sorted(sides)}),
            people=sourced(PeopleFile, {"format": "concord-people/1", "people": self.people}),
            policy=sourced(PolicyFile, {"format": "concord-policy/1", **self.policy}),
            chain=(),
            digests={},
            genesis=GENESIS,
        )

    def archive(self) -> Archive:
        """The archive as it would be read now."""
        texts: dict[str, tuple[Part, TextFile]] = {}
        media: dict[str, tuple[Part, MediaFile]] = {}
        for name, text in self.words.items():
            part = parse_part(name)
            assert part is not None, name
            raw = text.encode()
            if name.startswith("media/"):
                media[name] = (part, MediaFile(f"entries/song/{name}", digest_bytes(raw), len(raw)))
                path = self.folder / "entries" / "song" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
            else:
                texts[name] = (part, TextFile(f"entries/song/{name}.md", raw))
        record = {"format": "concord-record/1", "contributions": self.contributions, **self.record}
        entry = Entry("song", "entries/song", sourced(EntryFile, self.facts), sourced(RecordFile, record), texts, media)
        tables = {
            subject: Table(subject, sourced(MODELS[subject], tree, f"{subject}.yml"))
            for subject, tree in self.tables.items()
        }
        return Archive(self.charter(), {"song": entry}, tuple(self.statements), frozenset(), tables=tables)

    def assess(self, day: str = "2026-06-01") -> Agreement:
        """The agreement on a day; newly agreed words are kept, as the tool does after each sitting."""
        archive = self.archive()
        agreement = assess_archive(archive, self.store, day)
        write_agreed(self.folder, agreement, self.store)
        return agreement

    def song(self, day: str = "2026-06-01") -> EntryAgreement:
        """The agreement on the one entry."""
        return self.assess(day).entries["song"]

    def waiting(self, handle: str, day: str = "2026-06-01") -> dict[str, Waiting]:
        """What waits for a steward, by part."""
        found = find_waiting(self.archive(), self.assess(day), handle, day)
        return {waiting.status.part.name: waiting for waiting in found if waiting.about == "entries/song"}

    def sit(
        self,
        handle: str,
        *parts: str,
        day: str = "2026-06-01",
        relies_on: Mapping[str, str] | None = None,
        minor: bool = False,
    ) -> None:
        """A steward acts on the parts of the song that are named, or on all of it that waits."""
        waiting = self.waiting(handle, day)
        chosen = [waiting[name] for name in (parts or waiting)]
        self.say(handle, *build_acts(chosen, relies_on or {}, minor=minor), day=day)

    def sit_over(self, handle: str, table: str, *, day: str = "2026-06-01", relies_on: Mapping[str, str]) -> None:
        """A steward acts on all of a table that waits."""
        found = find_waiting(self.archive(), self.assess(day), handle, day)
        chosen = [waiting for waiting in found if waiting.about == table]
        self.say(handle, *build_acts(chosen, relies_on), day=day)

    def say(self, handle: str, *acts: Act, day: str = "2026-06-01", **changes: Any) -> None:
        """Adds a statement with any acts, lawful or not; `changes` overwrite its fields."""
        before = find_last(self.statements, handle)
        tree = yaml.load(render_statement(GENESIS, before, day, acts, demonstration=False), yaml.BaseLoader)
        tree = {**tree, "prev": None if tree["prev"] == "null" else tree["prev"], **changes}
        raw = yaml.safe_dump(tree, allow_unicode=True).encode()
        seq = before.seq + 1 if before else 1
        path = f"statements/{handle}/{seq}.yml"
        self.statements.append(Statement(handle, seq, digest_bytes(raw), sourced(StatementFile, tree, path)))

    def act(self, name: str, part: str, *, words: str | None = None, rev: int = 1, relies_on: str | None = None) -> Act:
        """An act on the words a part has now, or on others."""
        proposed = self.song().parts[part].proposed
        sha256 = digest_bytes(words.encode()) if words is not None else (proposed.sha256 if proposed else "0" * 64)
        return Act(act=name, about="entries/song", part=part, rev=rev, sha256=sha256, relies_on=relies_on)
