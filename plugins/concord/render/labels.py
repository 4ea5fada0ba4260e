"""Names in the interface for what the models call by id: kinds, acts, roles, methods, parts. Said by a Wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from concord.derive.views import Licence
from concord.model.part import PartKind
from concord.problems import N_

KINDS: Final[Mapping[str, str]] = {
    "object": N_("Object"),
    "place": N_("Place"),
    "practice": N_("Practice"),
    "craft": N_("Craft"),
    "document": N_("Document"),
    "artwork": N_("Artwork"),
    "song": N_("Song"),
    "story": N_("Story"),
    "recipe": N_("Recipe"),
    "oral-history": N_("Oral history"),
    "language": N_("Language"),
    "collection": N_("Collection"),
    "person-work": N_("A person's work"),
    "event": N_("Event"),
}
ACTS: Final[Mapping[str, str]] = {
    "agree": N_("agreed"),
    "own": N_("said that these words are its own"),
    "seen": N_("has seen these words"),
}
ROLES: Final[Mapping[str, str]] = {
    "wrote": N_("written"),
    "translated": N_("translated"),
    "reviewed": N_("reviewed"),
}
METHODS: Final[Mapping[str, str]] = {
    "human": N_("by a person"),
    "machine-assisted": N_("by a person with the help of a machine"),
    "machine": N_("by a machine"),
    "project-draft": N_("drafted by the project"),
}
PARTS: Final[Mapping[PartKind, str]] = {
    PartKind.FACTS: N_("Facts"),
    PartKind.WORDS: N_("Titles, labels and captions"),
    PartKind.WORK: N_("The work itself"),
    PartKind.TEXT: N_("Text in the common voice"),
    PartKind.COMMON_GROUND: N_("Common ground"),
    PartKind.NARRATIVE: N_("Account of %(side)s"),
    PartKind.RESERVATION: N_("Reservation of %(side)s"),
    PartKind.VOICE: N_("Voice of %(side)s"),
    PartKind.CAPTIONS: N_("Captions of a recording"),
    PartKind.MEDIA: N_("Picture"),
}
RECORDING: Final = N_("Sound or film")
IDENTIFIERS: Final[Mapping[str, str]] = {
    "accession": N_("Accession number"),
    "shelf-mark": N_("Shelf mark"),
}
IDENTIFIER: Final = N_("Identifier")
WHEN: Final = N_("When")
WHERE: Final = N_("Where")
BROWSE: Final = N_("All entries")
HUBS: Final[Mapping[str, str]] = {
    "home": N_("Home"),
    "browse": BROWSE,
    "search": N_("Search"),
    "new": N_("New and changed"),
    "timeline": N_("Timeline"),
    "communities": N_("Communities"),
    "places": N_("Places"),
    "names": N_("Names"),
    "glossary": N_("Words to learn"),
    "about": N_("About"),
    "how": N_("How this archive works"),
    "check": N_("Check it yourself"),
    "safety": N_("Safety"),
    "contribute": N_("Contribute"),
    "accessibility": N_("Accessibility"),
    "handbook": N_("Handbook"),
    "translations": N_("Translations wanted"),
    "awaiting": N_("Awaiting approval"),
    "status": N_("Where the archive stands"),
    "stewards": N_("What waits for whom"),
}
NAVIGATION: Final = ("home", "browse", "search", "names", "glossary", "about", "stewards")
WAYS: Final = ("new", "timeline", "places", "communities")
FOOT: Final = ("contribute", "handbook", "accessibility")
ABOUT: Final = ("handbook", "how", "check", "safety", "accessibility", "translations", "awaiting", "status")
OFFICES: Final[Mapping[str, str]] = {
    "steward": N_("Stewards"),
    "facilitator": N_("Facilitator"),
    "reader": N_("Readers of languages"),
    "educator": N_("Educators"),
    "safety": N_("Safety coordinators"),
}
TABLES: Final[Mapping[str, str]] = {
    "names.yml": N_("The table of names"),
    "places.yml": N_("The table of places"),
    "glossary.yml": N_("The words to learn"),
}
ENTER: Final = N_("Enter the archive")
NAME_AND_SUMMARY: Final = N_("Name and summary")
CLOSED: Final = N_("Not open to the public")
EMBARGOED: Final = N_("Not open yet")
WITHDRAWN: Final = N_("Withdrawn")
HIDDEN: Final = N_("Hidden for safety")
UNDECIDED: Final = N_("Not shown: not decided yet")
CONSENT_ENDED: Final = N_("Not shown: the consent has run out")
GROUNDS: Final[Mapping[str, str]] = {
    "consent": N_("Somebody took their consent back."),
    "safety": N_("To show it put somebody at risk."),
    "rights": N_("Others hold the rights to it."),
    "error": N_("It was wrong, and could not be mended."),
    "court-order": N_("A court ordered it."),
    "side-left": N_("One of those who kept it left the archive."),
    "example": N_("It was an example, to show what a withdrawn entry looks like."),
}
NOT_FOUND: Final = N_("There is no page here")
NOTES: Final = N_("Notes")
TABLE: Final = N_("Table")
BACK: Final = N_("Back to the text")

_CREATIVE_COMMONS: Final = "https://creativecommons.org"
LICENCES: Final[Mapping[str, Licence]] = {
    "CC0-1.0": Licence("CC0 1.0", f"{_CREATIVE_COMMONS}/publicdomain/zero/1.0/"),
    "PDM-1.0": Licence("Public Domain Mark 1.0", f"{_CREATIVE_COMMONS}/publicdomain/mark/1.0/"),
    "CC-BY-4.0": Licence("CC BY 4.0", f"{_CREATIVE_COMMONS}/licenses/by/4.0/"),
    "CC-BY-SA-4.0": Licence("CC BY-SA 4.0", f"{_CREATIVE_COMMONS}/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": Licence("CC BY-NC 4.0", f"{_CREATIVE_COMMONS}/licenses/by-nc/4.0/"),
}
DEMONSTRATION = N_("Demonstration: no institution approved this.")
