"""Communities of no side that entries hear: found in agreed facts, heard in words that are shown. See docs/adr/0034."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from concord.derive.shown import Site, SiteEntry
from concord.model.items import CommunityLabel, CommunityVoice
from concord.model.part import PartKind


@dataclass(frozen=True, slots=True)
class Hearing:
    """An entry that names a community. `languages` are those of its editions in which the community's words stand."""

    entry: SiteEntry
    voice: CommunityVoice
    languages: tuple[str, ...]

    @property
    def labels(self) -> tuple[CommunityLabel, ...]:
        """The labels that the community has put on the entry."""
        rights = self.entry.file.rights
        return tuple(one for one in (rights.labels if rights else ()) if one.community == self.voice.community)

    @property
    def names(self) -> dict[str, str]:
        """What the entry calls the community, in the languages in which the entry itself is shown."""
        return {lang: name for lang, name in self.voice.name.items() if lang in self.entry.languages}


@dataclass(frozen=True, slots=True)
class Community:
    """A community and the entries that name it, by id."""

    id: str
    hearings: tuple[Hearing, ...]

    def find_names(self, lang: str) -> dict[str, list[Hearing]]:
        """Its names in a language, each with the entries that use it. More than one: they disagree."""
        found: dict[str, list[Hearing]] = defaultdict(list)
        for hearing in self.hearings:
            if name := hearing.names.get(lang):
                found[name].append(hearing)
        return dict(found)


def find_communities(site: Site) -> Mapping[str, Community]:
    """Every community some words of which are shown, by id. A side is none, whatever an entry calls it."""
    found: dict[str, dict[str, Hearing]] = defaultdict(dict)
    for entry in site.entries.values():
        for voice in entry.file.voices:
            if voice.community not in site.sides.sides:
                found[voice.community].setdefault(entry.id, _hear(entry, voice))
    return {
        id_: Community(id_, tuple(hearings.values()))
        for id_, hearings in sorted(found.items())
        if any(hearing.languages for hearing in hearings.values())
    }


def _hear(entry: SiteEntry, voice: CommunityVoice) -> Hearing:
    spoken = (lang for lang in entry.languages if any(entry.find_texts(PartKind.VOICE, lang, voice.community)))
    return Hearing(entry, voice, tuple(spoken))
