"""Tables that the whole archive shares: names, places, glossary. Common parts, which all active sides agree to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from concord.model.fields import LanguageTag, Model, Slug, Text, Truth, Words


class SideForm(Model):
    """How a side names a thing, in one language."""

    text: Text
    lang: LanguageTag


class Objection(Model):
    """Why a side does not use a form in the common voice. It explains; in narratives nothing is ever barred."""

    to: Text = Field(description="The form.")
    lang: LanguageTag
    by: tuple[Slug, ...] = Field(min_length=1, description="Sides that object.")
    why: Words = Field(description="Why, in plain words.")


class NamedThing(Model):
    """A thing that the sides name differently, and what the common voice says (S01, F04)."""

    id: Slug = Field(description="Permanent.")
    about: Words = Field(description="What is named, described without taking a name.")
    common: Words | None = Field(default=None, description="What the common voice says; empty: it stays unnamed.")
    forms: dict[Slug, tuple[SideForm, ...]] = Field(default_factory=dict, description="Each side's own forms.")
    barred: tuple[Objection, ...] = Field(
        default=(), description="Forms that the common voice does not use, and who objects. Narratives may."
    )
    note: Words | None = Field(default=None, description="How the common form was found, or why there is none.")


class OwnershipWord(Model):
    """A phrase that would decide an open ownership claim."""

    text: Text
    lang: LanguageTag


class NamesFile(Model):
    """`names.yml`: the naming table. It binds the common voice and nobody's narrative."""

    format: Literal["concord-names/1"]
    names: tuple[NamedThing, ...] = ()
    ownership_words: tuple[OwnershipWord, ...] = Field(
        default=(), description="Phrases the common voice does not use of a thing that somebody asks for (F13)."
    )


Latitude = Annotated[
    str,
    Field(pattern=r"^-?(?:[0-8]?[0-9](?:\.[0-9]{1,6})?|90(?:\.0{1,6})?)$", description="Decimal degrees, WGS 84."),
]
Longitude = Annotated[
    str,
    Field(
        pattern=r"^-?(?:(?:[0-9]?[0-9]|1[0-7][0-9])(?:\.[0-9]{1,6})?|180(?:\.0{1,6})?)$",
        description="Decimal degrees, WGS 84.",
    ),
]


class Point(Model):
    """A rounded point: at most one decimal place. There are no lines and no areas in this archive (F05)."""

    lat: Latitude
    lon: Longitude


class NamedPlace(Model):
    """A place to which entries refer."""

    id: Slug = Field(description="Permanent.")
    name: Words
    point: Point | None = Field(default=None, description="Rounded to a tenth of a degree; none if it is sensitive.")
    sensitive: Truth = Field(default=False, description="It asks for care; no point is given.")


class PlacesFile(Model):
    """`places.yml`: places in words."""

    format: Literal["concord-places/1"]
    places: tuple[NamedPlace, ...] = ()


class Term(Model):
    """A word to learn, in every language of the archive, in its scripts (S33)."""

    id: Slug = Field(description="Permanent.")
    term: Words = Field(description="The word in each language.")
    latin: Words | None = Field(default=None, description="How it is said, in Latin letters, by language.")
    meaning: Words = Field(description="What it means, plainly.")


class GlossaryFile(Model):
    """`glossary.yml`: the archive's words in all its languages."""

    format: Literal["concord-glossary/1"]
    terms: tuple[Term, ...] = ()
