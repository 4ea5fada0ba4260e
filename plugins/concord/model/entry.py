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
    words: Words


class Place(Model):
    """A place in words; coordinates are never required."""

    words: Words


class NameForm(Model):
    """One name of the thing, in one language, as some sides use it."""

    text: Text
    lang: LanguageTag
    used_by: tuple[Slug, ...] = ()
    note: Words | None = None


class Fact(Model):
    """A labelled fact shown at a glance."""

    id: Slug
    label: Words
    value: Words
    sources: tuple[Slug, ...] = ()


class Custody(Model):
    """Who holds or held what; a gap stays a gap."""

    id: Slug
    holder: Words
    what: Words
    since: Edtf | None = None
    until: Edtf | None = None
    as_of: Edtf | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)


class ClaimType(StrEnum):
    """How firm a statement is: agreed fact, contested, or true of a day only."""

    FACT = "fact"
    CONTESTED = "contested"
    STATUS = "status"


class Claim(Model):
    """A statement that needs care, with its sources."""

    id: Slug
    text: Words
    type: ClaimType
    by: tuple[Slug, ...] = Field(default=(), description="Sides that say so; empty when nobody disputes it.")
    as_of: Edtf | None = None
    sources: tuple[Slug, ...] = Field(min_length=1)


class Source(Model):
    """Something that can be looked up. `side` says where it was published: a side, or outside."""

    id: Slug
    cite: Text = Field(description="The citation as printed, in the language of the source or in English.")
    lang: LanguageTag = Field(default="en", description="Language of the citation's words.")
    side: Slug | None = Field(default=None, description="Side whose press or scholars published it; empty: outside.")
    url: WebAddress | None = None


class Media(Model):
    """A picture of the entry with the words it needs."""

    id: Slug
    file: FileName
    alt: Words
    caption: Words
    origin: Words = Field(description="Who made it, where, when, with whose permission.")
    rights: Slug | Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "PDM-1.0"]
    lead: Truth = False


class Identifier(Model):
    """What a holder calls the thing: an accession number, a shelf mark, a number on a list."""

    scheme: Slug = Field(description="Kind of identifier, e.g. accession, shelf-mark, unesco-list.")
    value: Text
    holder: Words | None = None
    url: WebAddress | None = None


class Consent(Model):
    """The terms of a consent, never the signed form."""

    given: Edtf
    by: Literal["narrator", "guardian", "community-body"]
    uses: tuple[Literal["read-online", "lesson", "exhibition"], ...] = Field(min_length=1)
    languages: tuple[LanguageTag, ...] = ()
    until: Day | None = None
    review_on: Day | None = None


class Rights(Model):
    """Licence of the entry's own words."""

    text: Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"] = "CC-BY-4.0"
    notes: Words | None = None


class Relation(Model):
    """A tie to another entry."""

    to: Slug
    type: Slug


class EntryFile(Model):
    """`entries/<id>/entry.yml`: facts and strings, all of which the owning sides agree to."""

    format: Literal["concord-entry/1"]
    id: Slug
    kind: Kind
    owned_by: tuple[Slug, ...] = Field(min_length=1, description="Sides that own the entry together.")
    order: tuple[Slug, ...] = Field(description="Order of the owning sides, drawn from the rotation.")
    title: Words
    summary: Words
    names: tuple[NameForm, ...] = ()
    when: When | None = None
    where: Place | None = None
    themes: tuple[Slug, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    same_as: tuple[WebAddress, ...] = Field(default=(), description="Addresses that mean the same thing elsewhere.")
    facts: tuple[Fact, ...] = ()
    custody: tuple[Custody, ...] = ()
    claims: tuple[Claim, ...] = ()
    contested: Truth
    sensitivity: tuple[
        Literal["personal", "minor", "violence", "sacred", "human-remains", "location", "legal"], ...
    ] = ()
    access: Access
    consent: Consent | None = None
    rights: Rights
    sources: tuple[Source, ...] = Field(min_length=1)
    media: tuple[Media, ...] = ()
    reflection: tuple[Words, ...] = Field(default=(), description="Questions that invite the reader to think again.")
    relations: tuple[Relation, ...] = ()


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

    part: Text
    role: Literal["wrote", "translated", "reviewed"]
    side: Slug | None = None
    handle: Slug | None = None
    method: Method = Method.HUMAN
    period: Edtf | None = None


class Translation(Model):
    """Which words a translation follows: freshness is judged by digest."""

    part: Text
    source: Text
    sha256: Sha256


class Review(Model):
    """A peer review and the day the next one is due."""

    on: Day = Field(alias="date")
    by: Slug
    due: Day


class Suppression(Model):
    """A reminder of the check that is passed over in this entry, and why. Never a safeguard of a side."""

    rule: Text = Field(description="Name or code of the rule.")
    reason: Text = Field(description="Why; shown in every report.")


class RecordFile(Model):
    """`entries/<id>/record.yml`: bookkeeping, never agreed to, outside every digest."""

    format: Literal["concord-record/1"]
    status: Status
    stewards: tuple[Slug, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    translations: tuple[Translation, ...] = ()
    reviews: tuple[Review, ...] = ()
    suppress: tuple[Suppression, ...] = ()
