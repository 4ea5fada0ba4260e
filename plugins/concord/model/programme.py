"""What the sides do about the archive: reviews, disputes. Files under `archive/programme/`, never agreed to."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from concord.model.fields import Day, Model, Slug, Whole


class ReviewRound(Model):
    """One peer review that covers a list of entries (S07)."""

    id: Slug = Field(description="Permanent.")
    on: Day = Field(alias="date")
    by: Slug = Field(description="Who reviewed them.")
    entries: tuple[Slug, ...] = Field(min_length=1, description="Ids of the entries.")
    due: Day = Field(description="Day of the next review.")


class ReviewsFile(Model):
    """`programme/reviews.yml`."""

    format: Literal["concord-reviews/1"]
    reviews: tuple[ReviewRound, ...] = ()


class DisputeFile(Model):
    """`programme/disputes/<id>.yml`: a quarrel over the words of an entry, as the facilitator records it (S40, F16)."""

    format: Literal["concord-dispute/1"]
    about: Slug = Field(description="Id of the entry.")
    opened: Day
    opened_by: Slug = Field(description="The side that opened it.")
    facilitator: Slug = Field(description="Who keeps the record, of no side.")
    closed: Day | None = Field(default=None, description="Day on which it was closed; empty while it is open.")
    outcome: Literal["agreed", "reservations", "stub"] | None = Field(
        default=None, description="How it was closed; `reservations`: published, each side's objection beside it."
    )


class Redaction(Model):
    """Words taken out of the archive and its history for somebody's safety. No digest: one would confirm a guess."""

    n: Whole = Field(ge=1, description="Number of the redaction: 1, 2, 3 ...")
    on: Day = Field(alias="date", description="Day on which it was done.")
    ground: Literal["safety"] = Field(description="For safety, and for nothing else.")
    entry: Slug = Field(description="Id of the entry.")
    by: tuple[Slug, ...] = Field(min_length=2, description="Safety coordinators of two sides or more.")
    files: Whole = Field(ge=1, description="How many kept files of agreed words were taken out.")


class RedactionsFile(Model):
    """`programme/redactions.yml`: the one lawful way to take bytes out of the history (F10). It only grows."""

    format: Literal["concord-redactions/1"]
    redactions: tuple[Redaction, ...] = ()
