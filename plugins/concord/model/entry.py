"""One heritage item: `entry.yml` holds only what is agreed to, `record.yml` only bookkeeping."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from concord.model.fields import Day, Edtf, LanguageTag, Model, Sha256, Slug, Text, Truth, Words

WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$", max_length=500)]
FileName = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\.(?:png|jpg|jpeg|webp)$", max_length=80)]


class Kind(StrEnum):
    """What kind of thing an entry is about."""

    OBJECT = "object"
    PLACE = "place"
    PRACTICE = "practice"
    CRAFT = "craft"
    DOCUMENT = "document"
    ARTWORK = "artwork"
    SONG = "song"
    STORY = "story"
    RECIPE = "recipe"
    ORAL_HISTORY = "oral-history"
    LANGUAGE = "language"
    COLLECTION = "collection"
    PERSON_WORK = "person-work"
    EVENT = "event"


class Access(StrEnum):
    """How open an entry is. Closed and embargoed words are never in a public repository."""

    OPEN = "open"
    NOTICE = "notice"
    CLOSED = "closed"
    EMBARGO = "embargo"


class When(Model):
    """A date as EDTF and in words; other calendars go into the words."""

    edtf: Edtf
    words: Words = Field(description="The date as people say it, in each language.")


class Place(Model):
    """A place in words; coordinates are never required."""

    words: Words = Field(description="The place as people say it, in each language.")


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
    """Who holds or held what; a gap stays a gap."""

    id: Slug = Field(description="Permanent within the entry.")
    holder: Words = Field(description="Who holds it.")
    what: Words = Field(description="Which piece, and on what ground.")
    since: Edtf | None = Field(default=None, description="From when.")
    until: Edtf | None = Field(default=None, description="To when; empty if it goes on or is not known.")
    as_of: Edtf | None = Field(default=None, description="When this was last known to be so.")
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
    url: WebAddress | None = Field(default=None, description="Where it can be read, if anywhere.")


class Media(Model):
    """A picture of the entry with the words it needs."""

    id: Slug = Field(description="Permanent within the entry.")
    file: FileName = Field(description="Name of the file in `media/`.")
    alt: Words = Field(description="What the picture shows, for those who cannot see it.")
    caption: Words = Field(description="What stands below the picture.")
    origin: Words = Field(description="Who made it, where, when, with whose permission.")
    rights: Slug | Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "PDM-1.0"] = Field(
        description="Licence of the picture."
    )
    lead: Truth = Field(default=False, description="Stands at the head of the page.")


class Identifier(Model):
    """What a holder calls the thing: an accession number, a shelf mark, a number on a list."""

    scheme: Slug = Field(description="Kind of identifier, e.g. accession, shelf-mark, unesco-list.")
    value: Text
    holder: Words | None = None
    url: WebAddress | None = None


class Consent(Model):
    """The terms of a consent, never the signed form."""

    given: Edtf = Field(description="When it was given.")
    by: Literal["narrator", "guardian", "community-body"] = Field(description="Who gave it.")
    uses: tuple[Literal["read-online", "lesson", "exhibition"], ...] = Field(
        min_length=1, description="What it allows."
    )
    languages: tuple[LanguageTag, ...] = Field(default=(), description="Languages it allows; empty: all.")
    until: Day | None = Field(default=None, description="Last day it holds.")
    review_on: Day | None = Field(default=None, description="Day to ask again.")


class Rights(Model):
    """Licence of the entry's own words."""

    text: Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"] = Field(
        default="CC-BY-4.0", description="Licence of the words."
    )
    notes: Words | None = Field(default=None, description="What else a user should know.")


class Relation(Model):
    """A tie to another entry."""

    to: Slug = Field(description="Id of the other entry.")
    type: Slug = Field(description="Kind of tie, e.g. variant-of.")


class EntryFile(Model):
    """`entries/<id>/entry.yml`: facts and strings, all of which the owning sides agree to."""

    format: Literal["concord-entry/1"]
    id: Slug = Field(description="Permanent; the name of the folder.")
    kind: Kind
    owned_by: tuple[Slug, ...] = Field(min_length=1, description="Sides that own the entry together.")
    order: tuple[Slug, ...] = Field(description="Order of the owning sides, drawn from the rotation.")
    title: Words = Field(description="Name of the entry on its page.")
    summary: Words = Field(description="One or two sentences for lists and search.")
    names: tuple[NameForm, ...] = Field(default=(), description="Names of the thing, of every side.")
    when: When | None = None
    where: Place | None = None
    themes: tuple[Slug, ...] = Field(default=(), description="Subjects under which it is found.")
    identifiers: tuple[Identifier, ...] = ()
    same_as: tuple[WebAddress, ...] = Field(default=(), description="Addresses that mean the same thing elsewhere.")
    facts: tuple[Fact, ...] = Field(default=(), description="What is shown at a glance.")
    custody: tuple[Custody, ...] = Field(default=(), description="Who holds or held what.")
    claims: tuple[Claim, ...] = Field(default=(), description="Statements that need care.")
    contested: Truth = Field(description="Sides tell it differently; each then has a narrative.")
    sensitivity: tuple[
        Literal["personal", "minor", "violence", "sacred", "human-remains", "location", "legal"], ...
    ] = Field(default=(), description="What asks for care before it is shown.")
    access: Access
    consent: Consent | None = None
    rights: Rights
    sources: tuple[Source, ...] = Field(min_length=1, description="What everything above and the texts rest on.")
    media: tuple[Media, ...] = Field(default=(), description="Pictures.")
    reflection: tuple[Words, ...] = Field(default=(), description="Questions that invite the reader to think again.")
    relations: tuple[Relation, ...] = Field(default=(), description="Ties to other entries.")


class Status(StrEnum):
    """What the stewards ask for; what holds is derived from verdicts."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    DISPUTED = "disputed"
    STUB = "stub"
    WITHDRAWN = "withdrawn"


class Method(StrEnum):
    """How words came to be. `project-draft` is allowed in a demonstration only."""

    HUMAN = "human"
    MACHINE_ASSISTED = "machine-assisted"
    MACHINE = "machine"
    PROJECT_DRAFT = "project-draft"


class Contribution(Model):
    """Who did what to which part; kept here because it cannot be rebuilt from commits."""

    part: Text = Field(description="Name of the words, e.g. text.hi.")
    role: Literal["wrote", "translated", "reviewed"] = Field(description="What was done.")
    side: Slug | None = Field(default=None, description="Side for which it was done.")
    handle: Slug | None = Field(default=None, description="Who did it, if named.")
    method: Method = Method.HUMAN
    period: Edtf | None = Field(default=None, description="When.")


class Translation(Model):
    """Which words a translation follows: freshness is judged by digest."""

    part: Text = Field(description="The translation, e.g. text.ur.")
    source: Text = Field(description="What it was made from, e.g. text.hi.")
    sha256: Sha256 = Field(description="Exact words it was made from.")


class Review(Model):
    """A peer review and the day the next one is due."""

    on: Day = Field(alias="date")
    by: Slug = Field(description="Who reviewed it.")
    due: Day = Field(description="Day of the next review.")


class Suppression(Model):
    """A reminder of the check that is passed over in this entry, and why. Never a safeguard of a side."""

    rule: Text = Field(description="Name or code of the rule.")
    reason: Text = Field(description="Why; shown in every report.")


class RecordFile(Model):
    """`entries/<id>/record.yml`: bookkeeping, never agreed to, outside every digest."""

    format: Literal["concord-record/1"]
    status: Status
    stewards: tuple[Slug, ...] = Field(default=(), description="Handles that look after the entry.")
    contributions: tuple[Contribution, ...] = Field(default=(), description="Who did what.")
    translations: tuple[Translation, ...] = Field(default=(), description="What was translated from which words.")
    reviews: tuple[Review, ...] = Field(default=(), description="Peer reviews.")
    suppress: tuple[Suppression, ...] = ()
