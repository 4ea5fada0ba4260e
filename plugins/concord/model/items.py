"""What the lists of `entry.yml` hold: names, facts, custody, claims, sources, media, works. Agreed to as facts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from concord.model.fields import Day, Edtf, LanguageTag, Model, Slug, Text, Truth, Words

WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$", max_length=500)]
FileName = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\.(?:png|jpg|jpeg|webp|mp3|m4a|mp4)$", max_length=80)
]
Licence = Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"]


class When(Model):
    """A date in words and, from review on, as EDTF; other calendars go into the words."""

    edtf: Edtf | None = None
    words: Words = Field(description="The date as people say it, in each language.")
    certainty: Literal["exact", "approximate", "uncertain", "tradition"] | None = Field(
        default=None, description="How firm the date is; `tradition`: so it is told."
    )


class Place(Model):
    """A place in words; `refs` lead to the archive's table of places, which may give a rounded point."""

    words: Words = Field(description="The place as people say it, in each language.")
    refs: tuple[Slug, ...] = Field(default=(), description="Ids in places.yml.")


class NameForm(Model):
    """One name of the thing, in one language, as some sides use it."""

    text: Text = Field(description="The name itself.")
    lang: LanguageTag = Field(description="Language of the name.")
    used_by: tuple[Slug, ...] = Field(default=(), description="Sides that use it; empty: tied to no side.")
    note: Words | None = Field(default=None, description="What the reader should know about the name.")


class Fact(Model):
    """A labelled fact shown at a glance."""

    id: Slug = Field(description="Permanent within the entry.")
    label: Words = Field(description="What it is, e.g. Material.")
    value: Words = Field(description="What is so.")
    sources: tuple[Slug, ...] = Field(default=(), description="Ids of sources below.")


class Custody(Model):
    """A stretch of custody: who holds or held what. With `gap`, a stretch of which nothing is known (F13)."""

    id: Slug = Field(description="Permanent within the entry.")
    gap: Truth = Field(default=False, description="Nothing is known of this stretch; then `holder` stays empty.")
    holder: Words | None = Field(default=None, description="Who holds or held it.")
    what: Words = Field(description="Which piece, and on what ground; of a gap, what is not known.")
    since: Edtf | None = Field(default=None, description="From when.")
    until: Edtf | None = Field(default=None, description="To when; empty if it goes on or is not known.")
    as_of: Edtf | None = Field(default=None, description="When this was last known to be so.")
    sources: tuple[Slug, ...] = Field(min_length=1, description="Ids of sources below.")


class OwnershipClaim(Model):
    """Somebody asks for the thing: who, on what ground, since when, and what was answered (F13). Never who is right."""

    id: Slug = Field(description="Permanent within the entry.")
    by: Words = Field(description="Who asks for it.")
    ground: Words = Field(description="On what ground, in the claimant's terms.")
    since: Edtf | None = Field(default=None, description="Since when it has been asked for.")
    answer: Words | None = Field(default=None, description="What was answered, and by whom.")
    sources: tuple[Slug, ...] = Field(min_length=1, description="Ids of sources below.")


class ClaimType(StrEnum):
    """How firm a statement is: agreed fact, contested, or true of a day only."""

    FACT = "fact"
    CONTESTED = "contested"
    STATUS = "status"


class Claim(Model):
    """A statement that needs care, with its sources."""

    id: Slug = Field(description="Permanent within the entry.")
    text: Words = Field(description="What is said.")
    type: ClaimType
    by: tuple[Slug, ...] = Field(default=(), description="Sides that say so; empty when nobody disputes it.")
    as_of: Edtf | None = Field(default=None, description="When this was last known to be so; needed for `status`.")
    sources: tuple[Slug, ...] = Field(min_length=1, description="Ids of sources below.")


class Source(Model):
    """Something that can be looked up. `side` says where it was published: a side, or outside."""

    id: Slug = Field(description="Permanent within the entry; texts cite it as `[^id]`.")
    cite: Text = Field(description="The citation as printed, in the language of the source or in English.")
    lang: LanguageTag = Field(default="en", description="Language of the citation's words.")
    side: Slug | None = Field(default=None, description="Side whose press or scholars published it; empty: outside.")
    state_body: Truth = Field(default=False, description="A body of a state says it of its own affairs (S38).")
    url: WebAddress | None = Field(default=None, description="Where it can be read, if anywhere.")


class Basis(StrEnum):
    """Why something is ours to give: the answer to “is it yours to give?”."""

    OWN = "own"
    PERMISSION = "permission"
    COMMUNITY = "community"
    LICENCE = "licence"
    PUBLIC_DOMAIN = "public-domain"


class MediaForm(StrEnum):
    """What a file of `media/` is, as its ending says."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"

    @property
    def is_recording(self) -> bool:
        """Whether it is heard: then its words stand beside it, as captions in each language."""
        return self is not MediaForm.PICTURE


_RECORDED: Final = {"mp3": MediaForm.SOUND, "m4a": MediaForm.SOUND, "mp4": MediaForm.FILM}


def find_media_form(file: str) -> MediaForm:
    """What a file is, by its name."""
    return _RECORDED.get(file.rpartition(".")[2], MediaForm.PICTURE)


class Media(Model):
    """A picture, a sound or a film of the entry with the words it needs. Captions: `captions.<id>.<lang>.vtt`."""

    id: Slug = Field(description="Permanent within the entry.")
    file: FileName = Field(description="Name of the file in `media/`.")
    alt: Words = Field(description="What is seen or heard, for those who cannot see or hear it.")
    caption: Words = Field(description="What stands below it.")
    origin: Words = Field(description="Who made it, where, when, with whose permission.")
    rights: Slug | Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "PDM-1.0"] = Field(
        description="Licence of the picture or recording."
    )
    lead: Truth = Field(default=False, description="Stands at the head of the page.")
    shows: tuple[Literal["person", "map", "flag", "emblem", "human-remains"], ...] = Field(
        default=(), description="What in the picture asks for care."
    )
    speaks: LanguageTag | None = Field(
        default=None, description="Language spoken or sung in a recording; empty where there are no words."
    )

    @property
    def form(self) -> MediaForm:
        """What it is, by the name of its file."""
        return find_media_form(self.file)


class Version(Model):
    """A work once more: in another script, transliterated, or translated. File: `work.<id>.<lang>.md`."""

    lang: LanguageTag = Field(description="Language and, where it tells them apart, script, e.g. pa-Arab, pa-Latn.")
    form: Literal["script", "transliteration", "translation"] = Field(
        description="The same words in another script, their sound in another script, or their meaning."
    )
    by: Words | None = Field(default=None, description="Whose version it is, where it is not the archive's own.")
    rights: Licence | Literal["PDM-1.0"] | None = Field(
        default=None, description="Licence of this version; empty: that of the entry's words."
    )


class Work(Model):
    """The thing itself in its own words: verse, testimony, recipe. To agree to it means that it may be shown."""

    id: Slug = Field(description="Permanent within the entry; `main` for `work.<lang>.md`, else in the file's name.")
    lang: LanguageTag = Field(description="Language and script of the original, e.g. pa-Guru.")
    title: Words = Field(description="What the work or the passage is called.")
    by: Words | None = Field(default=None, description="Who made it; empty if nobody knows.")
    made: Edtf | None = Field(default=None, description="When it was made.")
    died: Edtf | None = Field(
        default=None, description="Year in which its maker died: the term of rights runs from it."
    )
    rights: Licence | Literal["PDM-1.0"] = Field(description="Licence of the original.")
    basis: Basis = Field(description="Why it may be shown here.")
    note: Words | None = Field(default=None, description="What a reader should know of this text, e.g. which edition.")
    versions: tuple[Version, ...] = Field(default=(), description="The same in other scripts and languages.")
    sources: tuple[Slug, ...] = Field(default=(), description="Ids of sources below.")


class Identifier(Model):
    """What a holder calls the thing: an accession number, a shelf mark, a number on a list."""

    scheme: Slug = Field(description="Kind of identifier, e.g. accession, shelf-mark, unesco-list.")
    value: Text
    holder: Words | None = None
    url: WebAddress | None = None


class SpeakerBasis(StrEnum):
    """By what right somebody speaks for a community (S12)."""

    MEMBER = "member"
    ORGANISATION = "organisation"
    PUBLISHED_SOURCE = "published-source"


class CommunityVoice(Model):
    """A community of no side that is heard here, and by what right. Its words: `voice.<community>.<lang>.md`."""

    community: Slug = Field(description="Permanent id of the community, as in the names of its files.")
    name: Words = Field(description="What the community is called, as it calls itself where that is known.")
    basis: SpeakerBasis = Field(description="Whose words these are.")
    sources: tuple[Slug, ...] = Field(default=(), description="Ids of sources below; needed for `published-source`.")
    note: Words | None = Field(default=None, description="How these words came here.")


class AbsentNarrative(Model):
    """A side says in so many words that it gives no account here (S09); all owners agree that this is printed."""

    side: Slug
    reason: Literal["none-for-now", "awaits-source"] = Field(
        description="It offers none for now, or no published source of the side has been found yet."
    )


class Consent(Model):
    """The terms of a consent, never the signed form."""

    given: Edtf = Field(description="When it was given.")
    by: Literal["narrator", "guardian", "community-body"] = Field(description="Who gave it.")
    uses: tuple[Literal["read-online", "lesson", "exhibition"], ...] = Field(
        min_length=1, description="What it allows."
    )
    languages: tuple[LanguageTag, ...] = Field(default=(), description="Languages it allows; empty: all.")
    identity: Literal["handle", "role", "named"] | None = Field(
        default=None, description="How the person wishes to be called."
    )
    reviewed_text: Truth = Field(default=False, description="The person has read or heard the final words.")
    restrictions: Words | None = Field(default=None, description="What it does not allow, in plain words.")
    until: Day | None = Field(default=None, description="Last day it holds.")
    review_on: Day | None = Field(default=None, description="Day to ask again: of a minor, at eighteen.")
    withdraw_to: Slug | None = Field(default=None, description="Role or handle to whom it can be taken back.")
    held_by: Slug | None = Field(default=None, description="Role or handle that keeps the form, outside the archive.")


class CommunityLabel(Model):
    """A label that a community itself has put on its heritage; nobody else may (F15)."""

    label: Slug = Field(description="The label's name, e.g. attribution.")
    community: Slug = Field(description="Id of the community, listed under voices.")
    url: WebAddress | None = Field(default=None, description="Where the community explains it.")


class Rights(Model):
    """Licence of the entry's own words, and why they are ours to give."""

    text: Licence = Field(default="CC-BY-4.0", description="Licence of the words.")
    basis: Basis | None = Field(default=None, description="Why the words are ours to give.")
    notes: Words | None = Field(default=None, description="What else a user should know.")
    labels: tuple[CommunityLabel, ...] = Field(default=(), description="Labels that communities have put here.")


class Relation(Model):
    """A tie to another entry; it is shown on both."""

    to: Slug = Field(description="Id of the other entry.")
    type: Slug = Field(description="Kind of tie, e.g. variant-of.")


class Stub(Model):
    """The entry stands here in short: what it is, and why no more is said. Its owners agreed to these words."""

    why: Words = Field(description="Why no more is said, in the common voice.")
    since: Day | None = Field(default=None, description="First day on which it stood so.")


class Ground(StrEnum):
    """Why something was taken away (F10)."""

    CONSENT = "consent"
    SAFETY = "safety"
    RIGHTS = "rights"
    ERROR = "error"
    COURT_ORDER = "court-order"
    SIDE_LEFT = "side-left"
    EXAMPLE = "example"


class Tombstone(Model):
    """What stays of an entry that was withdrawn: its id, the ground, the day. Never what it said."""

    ground: Ground = Field(description="Why it was withdrawn; `example` only in a demonstration.")
    on: Day = Field(description="Day of the withdrawal.")
    note: Words | None = Field(default=None, description="What a reader may know, without repeating the harm.")
