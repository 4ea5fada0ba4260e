"""Names in the interface for what only entries have: versions, bases, terms of consent, ties. Said by a Wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from concord.problems import N_

FORMS: Final[Mapping[str, str]] = {
    "original": N_("in the original"),
    "script": N_("the same words in another script"),
    "transliteration": N_("as it sounds"),
    "translation": N_("translation"),
}
# What readers call a script where its standard name would say too little.
SCRIPTS: Final[Mapping[tuple[str, str], str]] = {
    ("pa", "Arab"): N_("Shahmukhi"),
    ("pa", "Aran"): N_("Shahmukhi"),
    ("pnb", "Arab"): N_("Shahmukhi"),
}
BASES: Final[Mapping[str, str]] = {
    "own": N_("Those who wrote it give it."),
    "permission": N_("Those to whom it belongs have allowed it."),
    "community": N_("The community to whom it belongs gives it."),
    "licence": N_("Its own licence allows it."),
    "public-domain": N_("It is in the public domain."),
}
VOICE_BASES: Final[Mapping[str, str]] = {
    "member": N_("In the words of members of the community"),
    "organisation": N_("In the words of an organisation of the community"),
    "published-source": N_("From a published source"),
}
CERTAINTIES: Final[Mapping[str, str]] = {
    "exact": N_("This date is firm."),
    "approximate": N_("About this time."),
    "uncertain": N_("This date is not certain."),
    "tradition": N_("So it is told."),
}
CONCERNS: Final[Mapping[str, str]] = {
    "personal": N_("a person's life"),
    "minor": N_("a child"),
    "violence": N_("violence"),
    "sacred": N_("something sacred"),
    "human-remains": N_("human remains"),
    "location": N_("a place that needs protection"),
    "legal": N_("a matter before the law"),
}
ABSENT: Final[Mapping[str, str]] = {
    "none-for-now": N_("This side offers no account for now."),
    "awaits-source": N_("This account awaits a source."),
    "awaits": N_("The words of this account are written and not yet agreed."),
    "missing": N_("Not in this language yet."),
    "none": N_("No account has been given here yet."),
}
NO_RESERVATION: Final = N_("This side has stated no reservation.")
KEPT_BY: Final = N_("Who looks after it")
OPEN_QUESTIONS: Final = N_("What is still open")
CONSENT: Final = N_("Consent")
CONSENT_BY: Final[Mapping[str, str]] = {
    "narrator": N_("Given by the person who tells it."),
    "guardian": N_("Given by a guardian."),
    "community-body": N_("Given by a body of the community."),
}
USES_LABEL: Final = N_("It may be used")
USES: Final[Mapping[str, str]] = {
    "read-online": N_("for reading here"),
    "lesson": N_("in lessons"),
    "exhibition": N_("in exhibitions"),
}
IDENTITY_LABEL: Final = N_("How the person is called here")
IDENTITIES: Final[Mapping[str, str]] = {
    "handle": N_("by a name that they chose"),
    "role": N_("by what they do, without a name"),
    "named": N_("by their own name"),
}
CONSENT_LANGUAGES: Final = N_("Languages it allows")
CONSENT_UNTIL: Final = N_("It holds until")
CONSENT_AGAIN: Final = N_("To be asked again on")
RESTRICTIONS: Final = N_("What it does not allow")
REVIEWED: Final = N_("The person has read or heard these final words.")
WITHDRAW: Final = N_("To take it back, turn to")
CREDIT: Final = N_("Given by")
OURS_TO_GIVE: Final = N_("Why it is ours to give")
COMMUNITY_LABELS: Final = N_("Labels that the community itself has put here")
SAME_AS: Final = N_("The same thing elsewhere")
RELATED: Final = N_("Related")
RELATIONS: Final[Mapping[str, str]] = {
    "see-also": N_("See also"),
    "variant-of": N_("A variant"),
    "part-of": N_("A part and its whole"),
    "same-find-place": N_("Found at the same place"),
    "registered-name": N_("Both have a registered name"),
    "shared-name": N_("Both share a name"),
    "kept-on-both-sides": N_("Both are kept on both sides"),
    "dates-that-differ": N_("Of both, dates differ"),
    "artist-of-both-sides": N_("An artist of both sides"),
    "work-on-cloth": N_("Both are work on cloth"),
    "signed-by-both-states": N_("Both were signed by both states"),
}
STUB: Final = N_("Stands here in short")
LISTED_ONLY: Final = N_("Listed, and not shown")
