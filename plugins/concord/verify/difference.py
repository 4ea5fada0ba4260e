"""What was found to differ: on which level, in which file, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concord.problems import N_


class Level(StrEnum):
    """What a difference touches: who agreed, the agreed words as shown, or everything around them."""

    AGREEMENT = "agreement"
    WORDS = "words"
    PRESENTATION = "presentation"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be. `message` is a sentence of ours with places for the values."""

    level: Level
    path: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
        """What makes it another difference than others, in the order in which they are told."""
        return self.level.value, self.path, self.message, tuple(sorted(self.values.items()))


def arrange(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Differences in one order on every machine, each once."""
    found = {one.key: one for one in differences}
    return tuple(found[key] for key in sorted(found))


UNREADABLE = N_("This file cannot be read, or is none that belongs here ({rule}).")
NO_PROOF = N_("There is no proof of what all sides agreed here.")
BAD_BOOKS = N_("The list of what is shown where cannot be read.")
CHAIN_BROKEN = N_("What all sides agreed about the archive is not what its chain says.")
REFUSED = N_("An approval in this file does not count ({rule}).")
BYTES_ALTERED = N_("These bytes are not the agreed ones that the name of the file says.")
BYTES_MISSING = N_("The agreed bytes of {part} of {about} are not there.")
BYTES_UNUSED = N_("These bytes are agreed to by nobody.")
NOT_AGREED = N_("{part} of {about} is shown, and these words were not agreed to.")
NOT_SHOWN = N_("{part} of {about} is agreed, and other words or none are shown.")
NEWER_AGREED = N_("Newer words of {about} were agreed to than those that are shown.")
VANISHED = N_("{about} was agreed to, and it is neither shown nor withheld with a notice.")
NOT_SHORT = N_("{about} is said to stand in short, though all its agreed words are here.")
SHORT_AT_LENGTH = N_("{about} is said to stand in short, and more of it is shown than may stand in short.")
LISTED_WRONG = N_("The list of what is shown where does not say what the pages show.")
CANNOT_REPEAT = N_("The pages cannot be made again from the proof.")
PAGE_MISSING = N_("This file is missing; agreed words stood in it.")
WORDS_DIFFER = N_("The agreed words {part} of {about} stand otherwise here.")
PICTURE_DIFFERS = N_("This picture is not made from the agreed one.")
CAPTIONS_DIFFER = N_("These captions are not those that were agreed to.")
CARD_DIFFERS = N_("This picture of a title does not show the agreed words as this tool draws them.")
PAGE_DIFFERS = N_("Something around the agreed words is not what the tool makes.")
ALTERED = N_("This file was altered after the site was built.")
ADDED = N_("This file was added after the site was built.")
MISSING = N_("This file is missing.")
FOREIGN = N_("Nothing in the proof calls for this file.")
BAD_SUMS = N_("The list of all files cannot be read.")
ASSET_DIFFERS = N_("This style, script or font is not the one of this tool.")
OTHER_VERSION = N_(
    "The site says that version {version} of the tool made it: what stands around the agreed words cannot be compared."
)
FONT_UNKNOWN = N_("This font cannot be compared: this tool has not fetched it.")
OTHER_GENESIS = N_("This is another archive: its founding has the fingerprint {found}.")
ROLLED_BACK = N_("Approvals of {handle} are missing that were there before (number {seq}).")
FORKED = N_("An approval of {handle} was replaced by another (number {seq}).")
TAKEN_AWAY = N_("All words of {about} were shown before. They are not any more, and nobody agreed to anything else.")
CHAIN_SHORTER = N_("What all sides agreed about the archive is older than it was before.")
CHAIN_FORKED = N_("What all sides agreed about the archive was replaced by something else.")
OLDER = N_("This site is of {found}; one of {known} was seen before.")
NOT_YET = N_("This site says that it is of {found}: that day has not come yet.")
FROZEN = N_("This site was last built for {found}. If it should have changed since, somebody may be holding it back.")
