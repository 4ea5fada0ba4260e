"""What may be called by name while its words may not stand: a file's name is a word of whoever proposed it.

The public site says what waits and for whom, never what somebody wants to say. The id of an entry to which nobody has
agreed, a community that no agreed facts know, the name of a second account: all of these were chosen by one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from concord.derive.shown import SiteEntry, Withheld
from concord.derive.waits import Waits
from concord.model.archive import Charter
from concord.model.charter import ArchiveFile
from concord.model.entry import EntryFile
from concord.model.part import Part, PartKind


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the charter and an entry's agreed facts know. `works` are the files that the facts call for."""

    charter: Charter
    file: EntryFile
    works: frozenset[str]

    def hold(self, part: Part) -> bool:
        """Whether nothing in a part's name was chosen by its proposer alone."""
        match part.kind:
            case PartKind.FACTS:
                return True
            case PartKind.WORK:
                return part.name in self.works
            case PartKind.MEDIA:
                return part.name in {f"media/{media.file}" for media in self.file.media}
            case PartKind.CAPTIONS:
                recordings = {media.id for media in self.file.media if media.form.is_recording}
                return part.slug in recordings and part.lang in self.charter.archive.value.languages
            case PartKind.VOICE:
                is_known = part.speaker in {voice.community for voice in self.file.voices}
            case PartKind.NARRATIVE | PartKind.RESERVATION:
                is_known = part.speaker in self.charter.sides.value.sides
            case _:
                is_known = True
        return is_known and part.slug is None and part.lang in self.charter.archive.value.languages


def name_waits(
    waits: Iterable[Waits], entries: Mapping[str, SiteEntry], withheld: Mapping[str, Withheld], archive: ArchiveFile
) -> tuple[tuple[Waits, ...], int]:
    """What waits, by names that are agreed, and how many entries wait whose very id is not."""
    named: list[Waits] = []
    unnamed = 0
    for one in waits:
        entry = entries.get(one.id)
        if one.kind and entry is None and one.id not in withheld:
            unnamed += 1
            continue
        known = set(entry.statuses) if one.kind and entry else {"facts", *(f"facts.{tag}" for tag in archive.languages)}
        parts = tuple(waiting for waiting in one.parts if waiting.part.name in known)
        kind = entry.file.kind.value if one.kind and entry else one.kind
        named.append(replace(one, kind=kind, parts=parts, unnamed=len(one.parts) - len(parts)))
    return tuple(named), unnamed
