"""The charter: what all sides agreed about the archive itself. Files under `archive/charter/`."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from concord.model.fields import Day, LanguageTag, Model, Sha256, Slug, Text, Truth, Whole, Words


class Language(Model):
    """A language of the archive: its own name, the script it is written in here, whether every entry needs it."""

    name: Text = Field(description="The language's name in itself, as its readers write it.")
    script: Literal[
        "Arab", "Aran", "Armn", "Beng", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Guru", "Hebr", "Jpan", "Kore",
        "Hans", "Hant", "Latn", "Tfng",
    ] = Field(description="ISO 15924 code; Aran is Arabic script in Nastaliq.")  # fmt: skip
    required: Truth = Field(default=True, description="Published entries need this language.")


class Forge(Model):
    """Where drafts may be proposed in public: a repository at a forge that people see in a browser."""

    kind: Literal["github", "gitlab", "forgejo"] = Field(
        description="Whose pages it has; Gitea counts as `forgejo`. On `gitlab` words are copied over by hand."
    )
    address: str = Field(
        pattern=r"^https://[a-z0-9.-]+(?:/[A-Za-z0-9._~-]+)+$",
        description="Address of the repository, as a browser shows it.",
    )
    branch: str = Field(
        default="main",
        pattern=r"^[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$",
        description="Branch against which drafts are proposed.",
    )


class ArchiveFile(Model):
    """`charter/archive.yml`: what the archive is called, in which languages it speaks, and where it will stand."""

    format: Literal["concord-archive/1"]
    id: Slug = Field(description="Permanent name of the archive, in ASCII.")
    title: Words = Field(description="Name of the archive.")
    summary: Words = Field(description="What it is, in one or two sentences.")
    demonstration: Truth = Field(default=False, description="Marks every page: no institution approved this.")
    address: str | None = Field(
        default=None, pattern=r"^https://[a-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?$", description="Public address, if known."
    )
    forge: Forge | None = Field(
        default=None, description="Where drafts may be proposed in public; empty: they are given to people."
    )
    languages: dict[LanguageTag, Language] = Field(min_length=1, description="Languages of the archive by tag.")
    language_cycle: tuple[LanguageTag, ...] = Field(description="The agreed cycle from which orders of languages come.")
    licence: Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"] = Field(
        default="CC-BY-4.0", description="Licence of the archive's own words unless an entry says otherwise."
    )
    baseline: Words | None = Field(
        default=None, description="What every entry is held against: the human rights that all sides accept (S47)."
    )
    scope: Words | None = Field(default=None, description="What the archive leaves out, and why.")


class SideStatus(StrEnum):
    """Whether a side acts at present."""

    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Pause(Model):
    """Days on which a side did not act; both belong to the pause."""

    since: Day = Field(description="First day of the pause.")
    until: Day = Field(description="Last day of the pause.")


class Side(Model):
    """A party to the archive, as it names and describes itself."""

    name: Words = Field(description="What it calls itself.")
    heading: Words = Field(description="What stands above its narratives, e.g. 'How this is often told in ...'.")
    description: Words | None = Field(default=None, description="How it describes itself.")
    status: SideStatus = Field(default=SideStatus.ACTIVE, description="Whether it acts at present.")
    status_since: Day | None = Field(default=None, description="First day of a pause or withdrawal.")
    pauses: tuple[Pause, ...] = Field(
        default=(), description="Earlier pauses: what was decided meanwhile stands when the side is back."
    )


class SidesFile(Model):
    """`charter/sides.yml`: the sides and the agreed cycle from which every order of sides is drawn."""

    format: Literal["concord-sides/1"]
    sides: dict[Slug, Side] = Field(min_length=1, description="The parties by id.")
    cycle: tuple[Slug, ...] = Field(description="The agreed cycle: every side once.")


class RoleName(StrEnum):
    """What a person may be. A facilitator acts for no side and approves nothing."""

    STEWARD = "steward"
    FACILITATOR = "facilitator"
    READER = "reader"
    EDUCATOR = "educator"
    SAFETY = "safety"


class Role(Model):
    """A role with its term; both days belong to the term."""

    role: RoleName
    since: Day = Field(description="First day of the term.")
    until: Day = Field(description="Last day of the term.")


class Revoked(Model):
    """A key that is no longer its owner's alone: lost, stolen, or feared to be."""

    last_good: Sha256 | None = Field(
        default=None, description="SHA-256 of the last statement its owner made with it; empty: none was."
    )
    on: Day = Field(description="Day on which it was revoked.")


class Key(Model):
    """A public key with which a person signs, and the days on which it counts; both days belong to the time."""

    id: Slug = Field(description="Name of the key among this person's.")
    key: str = Field(
        pattern=r"^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$",
        max_length=2048,
        description="The public key: its kind and its letters, e.g. `ssh-ed25519 AAAA...`; no comment, no options.",
    )
    since: Day = Field(description="First day on which it counts.")
    until: Day | None = Field(default=None, description="Last day on which it counts, if known.")
    revoked: Revoked | None = Field(default=None, description="It counts up to the statement named here.")
    recovery: Truth = Field(
        default=False, description="Kept in a safe place; it counts while no other key of this person does."
    )


class Person(Model):
    """A handle, never a name: side, roles in time, languages read. No contact data."""

    side: Slug | None = Field(default=None, description="Side for which the person acts; empty for a facilitator.")
    description: Words | None = Field(default=None, description="What the person does, without names.")
    affiliation: Words | None = Field(
        default=None, description="On whose behalf the person acts or is paid; “none” is said too (S38)."
    )
    roles: tuple[Role, ...] = Field(min_length=1, description="What the person may do, in which terms.")
    reads: tuple[LanguageTag, ...] = Field(default=(), description="Languages this person reads.")
    keys: tuple[Key, ...] = Field(default=(), description="Keys with which this person signs approvals.")


class PeopleFile(Model):
    """`charter/people.yml`: who may act, for which side, in which term."""

    format: Literal["concord-people/1"]
    people: dict[Slug, Person] = Field(description="People by handle.")


class Preset(StrEnum):
    """Ready policies: how many people of each side a decision needs."""

    LIGHT = "light"
    STANDARD = "standard"
    STRICT = "strict"


class PublishWhen(StrEnum):
    """Whether an entry waits for all required languages or each edition publishes when its own words are agreed."""

    ALL_LANGUAGES = "all_languages"
    ANY_LANGUAGE = "any_language"


class AuthorMayAgree(StrEnum):
    """Whether an author's own agreement counts for the author's side."""

    ALWAYS = "always"
    SINGLE_STEWARD = "when_single_steward"
    NEVER = "never"


class Approvals(StrEnum):
    """Whether an approval has to be signed by a key of its author, or need only be recorded."""

    RECORDED = "recorded"
    SIGNED = "signed"


class PublicActor(StrEnum):
    """Whether approvals name the person who gave them, or only a desk of the side."""

    HANDLE = "handle"
    SIDE = "side"


class PolicyFile(Model):
    """`charter/policy.yml`: a preset, and the lines in which this archive departs from it."""

    format: Literal["concord-policy/1"]
    preset: Preset
    people_per_side: Whole | None = Field(default=None, ge=1, description="Agreeing people each owning side needs.")
    author_may_agree: AuthorMayAgree | None = None
    approvals: Approvals | None = Field(default=None, description="Whether approvals have to be signed.")
    public_actor: PublicActor | None = Field(
        default=None, description="Whether an approval names a person's handle, or only a desk of the side."
    )
    notice_days: Whole | None = Field(
        default=None, description="Days from the last word needed until a change that concerns every side counts."
    )
    seen_by_others: Truth | None = Field(default=None, description="Narratives wait until other sides have seen them.")
    seen_lapses_days: Whole | None = Field(default=None, description="After so many days unseen counts as notified.")
    readers_required: Truth | None = Field(
        default=None, description="Approving a language one does not read needs a named reader of it."
    )
    publish_when: PublishWhen | None = None
    review_months: Whole | None = Field(
        default=None, ge=1, description="Months until the next review of an entry is due."
    )
    status_months: Whole | None = Field(
        default=None, ge=1, description="Months after which what is true of a day only should be looked at again (F19)."
    )
    reservation_words: Whole | None = Field(default=None, ge=1, description="Longest reservation of a side, in words.")
    stub_words: Whole | None = Field(default=None, ge=1, description="Longest summary of a neutral stub, in words.")
    rights_years: Whole | None = Field(
        default=None, description="Years after its maker's death for which a work is kept in copyright here."
    )
    place_map: Truth | None = Field(
        default=None, description="Whether places are also drawn as points on a map of coast and rivers alone (F05)."
    )
    place_decimals: Whole | None = Field(
        default=None,
        le=1,
        description="Decimals of a degree to which points are rounded: 1 says a district, 0 a region.",
    )
    stale_translations: Literal["show", "refuse"] | None = Field(
        default=None, description="Whether a translation of older words is published with a notice, or not at all."
    )


class ChainLink(Model):
    """`charter/chain/<n>.yml`: seals the bytes of the charter's files; the first link is the genesis."""

    format: Literal["concord-chain/1"]
    n: Whole = Field(ge=1, description="Number of the link; the name of the file.")
    prev: Sha256 | None = Field(default=None, description="SHA-256 of the link before; empty in the first.")
    in_force_from: Day = Field(description="First day of these rules.")
    files: dict[Literal["archive.yml", "sides.yml", "people.yml", "policy.yml"], Sha256] = Field(
        description="SHA-256 of each file of the charter."
    )
