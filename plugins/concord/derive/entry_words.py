"""The words of an entry on their way through the gate: those that all agreed to, or those of the tree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from concord.approve.agreement import EntryAgreement
from concord.approve.form import has_form
from concord.approve.store import AgreedStore
from concord.derive.shown import SiteMedia, SiteText
from concord.model.archive import Entry
from concord.model.entry import find_access
from concord.model.part import Part, PartKind, parse_part
from concord.model.words import Strings

# All that a stub says: what it is, why no more is said, and the sources of every side.
_STUB: Final = frozenset(
    {"format", "id", "share", "kind", "owned_by", "order", "title", "summary", "access", "rights", "sources", "stub"}
)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """Facts, strings by language, texts by name of part, media by file."""

    facts: Any
    strings: dict[str, Strings]
    texts: Mapping[str, SiteText]
    media: Mapping[str, SiteMedia]

    def find(self, path: str) -> dict[str, str]:
        """The words of one field, by language."""
        return {lang: words[path] for lang, words in self.strings.items() if words.get(path, "").strip()}

    def cut(self) -> EntryWords:
        """What a stub may say."""
        strings = {
            lang: {path: text for path, text in words.items() if path.split("/")[1] in _STUB}
            for lang, words in self.strings.items()
        }
        return EntryWords({key: value for key, value in self.facts.items() if key in _STUB}, strings, {}, {})


@dataclass(frozen=True, slots=True)
class Declared:
    """What the facts call for: the entry's languages, its files, its recordings, the communities it hears."""

    languages: frozenset[str]
    files: frozenset[str]
    recordings: frozenset[str]
    communities: frozenset[str]

    def allows(self, part: Part, raw: bytes) -> bool:
        """Whether a text has a place. A work is in a language of its own; everything else in one of the entry's.

        Any text can be shown as Markdown; captions that are none have no place, whoever agreed to their bytes.
        """
        if part.kind is PartKind.WORK:
            return part.name in self.files
        if part.kind is PartKind.CAPTIONS and (part.slug not in self.recordings or not has_form(part, raw)):
            return False
        return part.lang in self.languages and (part.kind is not PartKind.VOICE or part.speaker in self.communities)


def read_agreed(judged: EntryAgreement, store: AgreedStore) -> EntryWords | None:
    """What all owning sides agreed to show. Texts are read only of what is shown."""
    if "facts" not in judged.published:
        return None
    facts = json.loads(_read(judged, store, "facts"))
    words = {lang: json.loads(_read(judged, store, f"facts.{lang}")) for lang in judged.languages}
    if _is_short(facts):
        return EntryWords(facts, words, {}, {})
    names = [name for name in judged.published if name in _texts(judged.published)]
    texts = {
        name: SiteText(_part(name), _share(_read(judged, store, name), judged, name), judged.published[name])
        for name in names
    }
    media = {
        name.removeprefix("media/"): SiteMedia(name.removeprefix("media/"), sha256, store.root / sha256)
        for name, sha256 in judged.published.items()
        if name.startswith("media/")
    }
    return EntryWords(facts, words, texts, media)


def read_proposed(entry: Entry, judged: EntryAgreement, root: Path, spoken: frozenset[str]) -> EntryWords | None:
    """An entry as it stands in the tree."""
    if entry.file is None:
        return None
    proposed = {name: status.proposed for name, status in judged.parts.items() if status.proposed}
    facts = json.loads(proposed["facts"].raw or b"{}")
    words = {
        status.part.lang: json.loads(proposed[name].raw or b"{}")
        for name, status in judged.parts.items()
        if status.part.kind is PartKind.WORDS and status.part.lang in spoken and name in proposed
    }
    if _is_short(facts):
        return EntryWords(facts, words, {}, {})
    texts = {
        name: SiteText(part, text.raw, proposed[name].sha256)
        for name, (part, text) in entry.texts.items()
        if name in proposed
    }
    media = {
        name.removeprefix("media/"): SiteMedia(name.removeprefix("media/"), file.sha256, root / file.path)
        for name, (_, file) in entry.media.items()
    }
    return EntryWords(facts, words, texts, media)


def _read(judged: EntryAgreement, store: AgreedStore, name: str) -> bytes:
    return store.read(judged.published[name])


def _is_short(facts: Mapping[str, Any]) -> bool:
    """Whether no text and no picture is shown, whatever was agreed earlier."""
    return "tombstone" in facts or "stub" in facts or find_access(facts).is_hidden


def _texts(names: Mapping[str, str]) -> frozenset[str]:
    """The names of parts that are texts."""
    wordless = {PartKind.FACTS, PartKind.WORDS, PartKind.MEDIA}
    return frozenset(name for name in names if (part := parse_part(name)) and part.kind not in wordless)


def _share(agreed: bytes, judged: EntryAgreement, name: str) -> bytes:
    """The tree's own copy of agreed words where it has them: most are the same, and an archive is mostly words."""
    status = judged.parts.get(name)
    known = status.proposed.raw if status and status.proposed else None
    return known if known == agreed else agreed


def _part(name: str) -> Part:
    part = parse_part(name)
    if part is None:
        raise ValueError(name)
    return part
