"""One heritage item: `entry.yml` holds only what is agreed to. What its lists hold stands in `items`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from concord.model.fields import Day, Model, Slug, Truth, Words
from concord.model.items import (
    AbsentNarrative,
    Claim,
    CommunityVoice,
    Consent,
    Custody,
    Fact,
    Identifier,
    Media,
    NameForm,
    OwnershipClaim,
    Place,
    Relation,
    Rights,
    Source,
    Stub,
    Tombstone,
    WebAddress,
    When,
    Work,
)


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

    @property
    def is_hidden(self) -> bool:
        """Whether nothing but a neutral label may be shown."""
        return self in (Access.CLOSED, Access.EMBARGO)


class Share(StrEnum):
    """The first answer: whether everyone may see it, copy it and use it in class, and whether it is ours to give."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class EntryFile(Model):
    """`entries/<id>/entry.yml`: facts and strings, all of which the owning sides agree to.

    A draft needs nine answers: `share`, `title`, `kind`, `summary`, `where`, `when`, `how_we_know`, `kept_by` and
    `credit`, each in one language. Everything else may come later, from a steward; which rule asks for it, and when,
    is said in docs/writing-an-entry.md.
    """

    format: Literal["concord-entry/1"] | None = Field(
        default=None, description="Form of the file; a draft typed by hand may leave it out."
    )
    id: Slug | None = Field(default=None, description="Permanent; the name of the folder. A steward adds it.")
    share: Share | None = Field(
        default=None,
        description="May everyone see this, copy it and use it in class under the licence, and is it yours to give?",
    )
    kind: Kind = Field(description="What kind of thing it is.")
    owned_by: tuple[Slug, ...] = Field(
        default=(), description="Sides that own the entry together; of a draft, all sides unless it says otherwise."
    )
    order: tuple[Slug, ...] = Field(default=(), description="Order of the owning sides, drawn from the rotation.")
    label: Words | None = Field(default=None, description="Of something closed: the neutral words shown in its place.")
    title: Words = Field(default_factory=dict, description="Name of the entry on its page.")
    summary: Words = Field(default_factory=dict, description="One or two sentences for lists and search.")
    how_we_know: Words | None = Field(
        default=None, description="A person by role, a book, an object in hand; a steward turns it into sources."
    )
    kept_by: Words | None = Field(default=None, description="Who looks after it, and who else calls it theirs.")
    credit: Literal["none", "handle", "organisation"] | None = Field(
        default=None, description="How the giver wishes to be named."
    )
    credited_to: Words | None = Field(default=None, description="The handle or organisation to name.")
    names: tuple[NameForm, ...] = Field(default=(), description="Names of the thing, of every side.")
    when: When | None = None
    where: Place | None = None
    themes: tuple[Slug, ...] = Field(default=(), description="Subjects under which it is found.")
    voices: tuple[CommunityVoice, ...] = Field(default=(), description="Communities of no side that are heard here.")
    identifiers: tuple[Identifier, ...] = ()
    same_as: tuple[WebAddress, ...] = Field(default=(), description="Addresses that mean the same thing elsewhere.")
    facts: tuple[Fact, ...] = Field(default=(), description="What is shown at a glance.")
    custody: tuple[Custody, ...] = Field(default=(), description="Who holds or held what.")
    ownership_claims: tuple[OwnershipClaim, ...] = Field(default=(), description="Who asks for the thing.")
    claims: tuple[Claim, ...] = Field(default=(), description="Statements that need care.")
    contested: Truth | None = Field(default=None, description="Sides tell it differently; each then has a narrative.")
    no_narrative: tuple[AbsentNarrative, ...] = Field(
        default=(), description="Sides that give no account of a contested entry, and say so."
    )
    open_questions: tuple[Words, ...] = Field(
        default=(), description="What is not agreed; stands in place of common ground where there is none yet."
    )
    sensitivity: tuple[
        Literal["personal", "minor", "violence", "sacred", "human-remains", "location", "legal"], ...
    ] = Field(default=(), description="What asks for care before it is shown.")
    care: Words | None = Field(default=None, description="What a reader should know before reading on.")
    access: Access | None = Field(default=None, description="How open it is; a draft that may be shared is open.")
    embargo_until: Day | None = Field(default=None, description="Last day of an embargo; never open-ended.")
    consent: Consent | None = None
    rights: Rights | None = None
    works: tuple[Work, ...] = Field(default=(), description="The thing itself in its own words.")
    sources: tuple[Source, ...] = Field(default=(), description="What everything above and the texts rest on.")
    media: tuple[Media, ...] = Field(default=(), description="Pictures, sounds and films.")
    reflection: tuple[Words, ...] = Field(default=(), description="Questions that invite the reader to think again.")
    relations: tuple[Relation, ...] = Field(default=(), description="Ties to other entries.")
    stub: Stub | None = Field(default=None, description="The entry stands in short, and says why.")
    tombstone: Tombstone | None = Field(default=None, description="The entry was withdrawn; only this stays.")

    @property
    def effective_access(self) -> Access:
        """How open the entry is: without a word on it, open only if the giver said that it may be shared."""
        return find_access({"access": self.access, "share": self.share})

    @property
    def is_contested(self) -> bool:
        """Whether sides tell it differently."""
        return bool(self.contested)


def find_access(facts: Mapping[str, Any]) -> Access:
    """How open facts say that an entry is. What nobody allowed is closed."""
    if access := facts.get("access"):
        return Access(access)
    return Access.OPEN if facts.get("share") == Share.YES else Access.CLOSED
