"""`record.yml`: bookkeeping of an entry, never agreed to; `hide.yml`: a notice that hides it for safety."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from concord.model.fields import Day, Edtf, Model, Sha256, Slug, Text
from concord.model.items import Ground


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
    """A peer review and the day the next one is due. One that covers a list stands in `programme/reviews.yml`."""

    on: Day = Field(alias="date")
    by: Slug = Field(description="Who reviewed it; of another side than those who wrote it.")
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
    baseline: tuple[Slug, ...] = Field(
        default=(), description="Handles that held the entry against the archive's baseline of human rights (S47)."
    )
    suppress: tuple[Suppression, ...] = ()


class HideFile(Model):
    """`entries/<id>/hide.yml`: any steward or the facilitator hides an entry at once, for safety (F10)."""

    format: Literal["concord-hide/1"]
    by: Slug = Field(description="Who hides it.")
    on: Day = Field(description="Day on which it was hidden.")
    ground: Ground = Field(description="Why.")
